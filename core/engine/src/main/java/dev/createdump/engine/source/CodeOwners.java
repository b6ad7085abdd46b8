package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// A `CODEOWNERS` file as GitHub and GitLab read it: of the lines whose pattern matches a path the
/// last one names its owners, and may name none.
public final class CodeOwners {
  /// Where it may be, in the order in which forges look.
  public static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

  /// GitHub ignores a file above this.
  private static final int MAX_BYTES = 3 << 20;

  /// Bounds the work on a hostile file: patterns times paths.
  private static final int MAX_RULES = 2000;

  private static final int MAX_OWNER = 100;

  private final List<Rule> rules;

  private CodeOwners(List<Rule> rules) {
    this.rules = rules;
  }

  private record Rule(FastIgnoreRule pattern, List<String> owners) {}

  /// The file of a commit; nothing where there is none, or one that is too large.
  public static Optional<CodeOwners> of(Git git, ObjectId commit) throws Failure {
    for (String place : PLACES) {
      Optional<byte[]> file = git.file(commit, place, MAX_BYTES + 1);
      if (file.isPresent()) {
        return read(file.get());
      }
    }
    return Optional.empty();
  }

  /// What a file says; nothing where it is larger than forges take.
  public static Optional<CodeOwners> read(byte[] file) {
    return file.length > MAX_BYTES
        ? Optional.empty()
        : Optional.of(parse(new String(file, StandardCharsets.UTF_8)));
  }

  static CodeOwners parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : text.split("\n")) {
      String plain = line.strip();
      // A section of GitLab's is a heading here.
      boolean heading = plain.startsWith("[") || plain.startsWith("^[");
      if (!plain.isEmpty() && plain.charAt(0) != '#' && !heading && rules.size() < MAX_RULES) {
        rules.add(rule(plain.split("\\s+")));
      }
    }
    return new CodeOwners(rules);
  }

  private static Rule rule(String[] words) {
    List<String> owners = new ArrayList<>();
    for (int i = 1; i < words.length && !words[i].startsWith("#"); i++) {
      if (words[i].indexOf('@') >= 0 && words[i].length() <= MAX_OWNER) {
        owners.add(words[i]);
      }
    }
    return new Rule(new FastIgnoreRule(words[0]), List.copyOf(owners));
  }

  /// The owners of a path; none where nobody owns it.
  public List<String> of(String path) {
    for (Rule rule : rules.reversed()) {
      if (matches(rule.pattern(), path)) {
        return rule.owners();
      }
    }
    return List.of();
  }

  private static boolean matches(FastIgnoreRule pattern, String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (pattern.isMatch(path.substring(0, slash), true, true)) {
        return true;
      }
    }
    return pattern.isMatch(path, false, true);
  }

  /// How many of these paths each owner owns, by name.
  public Map<String, Integer> count(List<String> paths) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String path : paths) {
      for (String owner : of(path)) {
        counts.merge(owner, 1, Integer::sum);
      }
    }
    return counts;
  }
}
