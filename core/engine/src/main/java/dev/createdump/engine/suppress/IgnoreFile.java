package dev.createdump.engine.suppress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `.gitleaksignore`: fingerprints `path:rule:line`, or `commit:path:rule:line` for a commit of the
/// history. A rule that is none here is one of gitleaks' own names; then the place alone counts, as
/// both tools mean the same secret there.
final class IgnoreFile {
  /// At the top of a repository.
  static final String NAME = ".gitleaksignore";

  static final IgnoreFile EMPTY = new IgnoreFile(Map.of(), Set.of());

  private final Map<String, List<String>> rulesByPlace;
  private final Set<String> knownRules;

  private IgnoreFile(Map<String, List<String>> rulesByPlace, Set<String> knownRules) {
    this.rulesByPlace = rulesByPlace;
    this.knownRules = knownRules;
  }

  /// Reads fingerprints; other lines are told of.
  ///
  /// @param knownRules the ids of the rules of this scan
  static IgnoreFile parse(byte[] content, Set<String> knownRules, List<String> notes) {
    Map<String, List<String>> rules = new HashMap<>();
    int number = 0;
    for (String raw : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int end = line.lastIndexOf(':');
      int rule = line.lastIndexOf(':', end - 1);
      if (rule <= 0 || !isNumber(line.substring(end + 1))) {
        notes.add(NAME + ":" + number + " is no fingerprint and silences nothing");
        continue;
      }
      String place = line.substring(0, rule).replace('\\', '/') + line.substring(end);
      rules.computeIfAbsent(place, _ -> new ArrayList<>()).add(line.substring(rule + 1, end));
    }
    return new IgnoreFile(rules, knownRules);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  boolean covers(Candidate candidate) {
    if (rulesByPlace.isEmpty() || candidate.path().isEmpty()) {
      return false;
    }
    String place = candidate.path() + ":" + candidate.line();
    return names(place, candidate)
        || (!candidate.commit().isEmpty() && names(candidate.commit() + ":" + place, candidate));
  }

  private boolean names(String place, Candidate candidate) {
    for (String rule : rulesByPlace.getOrDefault(place, List.of())) {
      if (rule.equals(candidate.rule()) || !knownRules.contains(rule)) {
        return true;
      }
    }
    return false;
  }
}
