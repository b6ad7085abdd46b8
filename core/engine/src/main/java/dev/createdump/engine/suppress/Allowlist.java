package dev.createdump.engine.suppress;

import dev.createdump.engine.scan.pattern.BytePattern;
import dev.createdump.engine.scan.pattern.PatternMatcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// An allowlist of gitleaks: kinds of checks, of which one must hold, or all of those given.
/// Confined to one thread.
final class Allowlist {
  private final String description;
  private final Set<String> rules;
  private final boolean all;
  private final Target target;
  private final List<PatternMatcher> regexes;
  private final List<PatternMatcher> paths;
  private final Set<String> commits;
  private final List<String> stopWords;

  /// What the patterns are looked for in.
  enum Target {
    /// The secret.
    SECRET,
    /// What the rule matched: looked for in the line, where it must overlap the secret.
    MATCH,
    /// The whole line.
    LINE
  }

  /// @param description why, as it was written down
  /// @param rules the rules it is for; empty for all
  /// @param all whether every kind of check that is given must hold
  Allowlist(
      String description,
      Set<String> rules,
      boolean all,
      Target target,
      List<BytePattern> regexes,
      List<BytePattern> paths,
      Set<String> commits,
      List<String> stopWords) {
    this.description = description;
    this.rules = Set.copyOf(rules);
    this.all = all;
    this.target = target;
    this.regexes = regexes.stream().map(BytePattern::matcher).toList();
    this.paths = paths.stream().map(BytePattern::matcher).toList();
    this.commits = Set.copyOf(commits);
    this.stopWords = List.copyOf(stopWords);
  }

  String description() {
    return description;
  }

  boolean covers(Candidate candidate) {
    if (!rules.isEmpty() && !rules.contains(candidate.rule())) {
      return false;
    }
    int given = 0;
    int held = 0;
    if (!commits.isEmpty()) {
      given++;
      held += commits.contains(candidate.commit()) ? 1 : 0;
    }
    if (!paths.isEmpty()) {
      given++;
      held += pathMatches(candidate.path()) ? 1 : 0;
    }
    if (!regexes.isEmpty()) {
      given++;
      held += regexMatches(candidate) ? 1 : 0;
    }
    if (!stopWords.isEmpty()) {
      given++;
      held += holdsStopWord(candidate) ? 1 : 0;
    }
    return all ? given > 0 && held == given : held > 0;
  }

  private boolean pathMatches(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return !path.isEmpty() && anyFound(paths, bytes);
  }

  private boolean regexMatches(Candidate candidate) {
    return switch (target) {
      case SECRET -> anyFound(regexes, candidate.value().bytes());
      case LINE -> candidate.lines().stream().anyMatch(line -> anyFound(regexes, line.bytes()));
      case MATCH -> candidate.lines().stream().anyMatch(this::overlaps);
    };
  }

  private boolean overlaps(Candidate.Line line) {
    for (PatternMatcher regex : regexes) {
      int at = 0;
      while (at <= line.bytes().length && regex.find(line.bytes(), at, 0, line.bytes().length)) {
        if (regex.matchStart() < line.to() && regex.matchEnd() > line.from()) {
          return true;
        }
        at = Math.max(regex.matchEnd(), regex.matchStart() + 1);
      }
    }
    return false;
  }

  private static boolean anyFound(List<PatternMatcher> patterns, byte[] text) {
    for (PatternMatcher pattern : patterns) {
      if (pattern.find(text, 0, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsStopWord(Candidate candidate) {
    String secret =
        new String(candidate.value().bytes(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return stopWords.stream().anyMatch(secret::contains);
  }
}
