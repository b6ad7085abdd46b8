package dev.createdump.engine.suppress;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.TomlNode;
import dev.createdump.engine.scan.CustomRule;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Severity;
import dev.createdump.engine.scan.pattern.BytePattern;
import dev.createdump.engine.scan.pattern.PatternException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `.gitleaks.toml`, as gitleaks 8 reads it: rules, allowlists in the old and the new form, and
/// `[extend]`. The rules come on top of the product's own, also where the file does not extend
/// gitleaks' default ones: a file that is there must not make the scan see less.
final class GitleaksConfig {
  /// At the top of a repository.
  static final String NAME = ".gitleaks.toml";

  /// gitleaks has some 220 rules of its own, which people copy into their file.
  private static final int MOST_RULES = 600;

  /// Instructions of all patterns together; gitleaks' own rules take a quarter of it.
  private static final int MOST_INSTRUCTIONS = 400_000;

  /// As deep as gitleaks goes.
  private static final int MOST_EXTENSIONS = 2;

  private final RepositoryFiles files;
  private final Suppressions.Limits limits;
  private final Set<String> known;
  private final List<String> notes;
  private final Map<String, CustomRule> rules = new LinkedHashMap<>();
  private final List<Allowlist> allowlists = new ArrayList<>();
  private final Set<String> disabled = new HashSet<>();
  private int instructions;

  /// @param files where `extend.path` is read from
  /// @param own the product's rules
  /// @param notes receives what is not done
  GitleaksConfig(
      RepositoryFiles files, RuleSet own, Suppressions.Limits limits, List<String> notes) {
    this.files = files;
    this.known = new HashSet<>(own.ids());
    this.limits = limits;
    this.notes = notes;
  }

  /// Reads a file and what it extends.
  ///
  /// @throws Failure.Policy where it cannot be understood
  void read(byte[] content, String name) throws Failure {
    read(content, name, 0);
    for (String id : disabled) {
      rules.remove(id);
    }
  }

  /// The product's rules with those of the file, and without those it disables.
  RuleSet applyTo(RuleSet own) {
    Set<String> off = new HashSet<>(disabled);
    off.retainAll(known);
    RuleSet left = off.isEmpty() ? own : own.without(off);
    return rules.isEmpty() ? left : left.with(List.copyOf(rules.values()));
  }

  List<Allowlist> allowlists() {
    return allowlists;
  }

  private void read(byte[] content, String name, int depth) throws Failure {
    TomlFile file = TomlFile.parse(content, files.shown(name));
    for (TomlNode.Table rule : file.tables(file.root(), "", "rules")) {
      rule(rule, file);
    }
    for (TomlNode.Table list : file.tables(file.root(), "allowlist", "allowlists")) {
      allowlist(list, Set.copyOf(file.texts(list, "targetRules")), file);
    }
    if (TomlFile.member(file.root(), "extend") instanceof TomlNode.Table extend) {
      extend(extend, file, name, depth);
    }
  }

  private void extend(TomlNode.Table extend, TomlFile file, String name, int depth) throws Failure {
    for (String id : file.texts(extend, "disabledRules")) {
      if (limits.forbids(id)) {
        notes.add(name + " disables the rule " + id + ", which scan.forbid_suppression keeps on");
      } else if (!disabled.add(id) || (!known.contains(id) && !rules.containsKey(id))) {
        notes.add(name + " disables the rule " + printable(id) + ", which is none here");
      }
    }
    String path = file.text(extend, "path");
    if (!file.text(extend, "url").isEmpty()) {
      notes.add(name + " extends a URL, which is not fetched");
    }
    if (path.isEmpty()) {
      return;
    }
    if (depth == MOST_EXTENSIONS) {
      notes.add(name + " extends more than " + MOST_EXTENSIONS + " files deep; the rest is left");
      return;
    }
    byte[] content =
        files
            .read(path)
            .orElseThrow(
                () ->
                    new Failure.Policy(
                        files.shown(name) + ": extend.path names a file that is not there",
                        "It is looked for from the top of the repository, and only within it."));
    read(content, path, depth + 1);
  }

  private void rule(TomlNode.Table table, TomlFile file) throws Failure {
    String id = file.text(table, "id");
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
      throw file.problem(
          table,
          "has a rule whose id is missing or not 1 to 80 letters, digits, `.`, `_` and `-`",
          "");
    }
    for (TomlNode.Table list : file.tables(table, "allowlist", "allowlists")) {
      allowlist(list, Set.of(id), file);
    }
    String regex = file.text(table, "regex");
    boolean helper =
        TomlFile.member(table, "skipReport") instanceof TomlNode.Bool(boolean b, _) && b;
    if (regex.isEmpty() || helper) {
      noteWithoutPattern(id, table, file);
      return;
    }
    if (rules.size() == MOST_RULES) {
      throw file.problem(table, "has more than " + MOST_RULES + " rules", "");
    }
    // What extends stands before what is extended, and wins.
    if (!rules.containsKey(id)) {
      rules.put(id, custom(id, regex, table, file));
    }
  }

  private void noteWithoutPattern(String id, TomlNode.Table table, TomlFile file)
      throws Failure.Policy {
    if (!file.text(table, "path").isEmpty() && file.text(table, "regex").isEmpty()) {
      notes.add("the rule " + id + " of " + NAME + " finds files by name, which is not done here");
    } else if (!known.contains(id)) {
      notes.add("the rule " + id + " of " + NAME + " extends a rule that is none here");
    }
  }

  private CustomRule custom(String id, String regex, TomlNode.Table table, TomlFile file)
      throws Failure.Policy {
    boolean keep = limits.forbids(id) && known.contains(id);
    String about = file.text(table, "description");
    try {
      compiled(regex, table, file);
      return new CustomRule(
          keep ? id + "-custom" : id,
          about.isEmpty() ? "A secret by the rule " + id : about,
          Severity.HIGH,
          keywords(table, file),
          regex,
          group(table, file),
          entropy(table, file),
          file.text(table, "path"));
    } catch (PatternException e) {
      throw pattern(table, "the rule " + id, file, e);
    } catch (IllegalArgumentException e) {
      throw file.problem(table, "has a rule that cannot be used: " + id, "");
    }
  }

  private static List<String> keywords(TomlNode.Table table, TomlFile file) throws Failure.Policy {
    List<String> keywords = file.texts(table, "keywords");
    // Keywords only make it faster; one that is no ASCII cannot be searched for.
    boolean usable =
        keywords.stream().allMatch(k -> !k.isEmpty() && k.chars().allMatch(c -> c < 128));
    return usable ? keywords : List.of();
  }

  private static int group(TomlNode.Table table, TomlFile file) throws Failure.Policy {
    TomlNode node = TomlFile.member(table, "secretGroup");
    if (node == null) {
      return 0;
    }
    if (node instanceof TomlNode.Whole(long value, _) && value >= 0 && value <= 16) {
      return (int) value;
    }
    throw file.problem(node, "secretGroup is not a number from 0 to 16", "");
  }

  private static double entropy(TomlNode.Table table, TomlFile file) throws Failure.Policy {
    return switch (TomlFile.member(table, "entropy")) {
      case null -> 0;
      case TomlNode.Whole(long value, _) -> value;
      case TomlNode.Fraction(double value, _) -> value;
      case TomlNode other -> throw file.problem(other, "entropy is " + other.typeName(), "");
    };
  }

  private void allowlist(TomlNode.Table table, Set<String> forRules, TomlFile file)
      throws Failure.Policy {
    Set<String> commits = new HashSet<>();
    file.texts(table, "commits").forEach(c -> commits.add(c.strip().toLowerCase(Locale.ROOT)));
    List<String> stopWords = new ArrayList<>();
    file.texts(table, "stopwords").forEach(w -> stopWords.add(w.toLowerCase(Locale.ROOT)));
    stopWords.removeIf(String::isEmpty);
    allowlists.add(
        new Allowlist(
            file.text(table, "description"),
            forRules,
            isAnd(table, file),
            target(table, file),
            patterns(table, "regexes", file),
            patterns(table, "paths", file),
            commits,
            stopWords));
  }

  private static boolean isAnd(TomlNode.Table table, TomlFile file) throws Failure.Policy {
    return switch (file.text(table, "condition").toUpperCase(Locale.ROOT)) {
      case "", "OR", "||" -> false;
      case "AND", "&&" -> true;
      default -> throw file.problem(table, "has a condition that is neither AND nor OR", "");
    };
  }

  private static Allowlist.Target target(TomlNode.Table table, TomlFile file)
      throws Failure.Policy {
    return switch (file.text(table, "regexTarget")) {
      case "", "secret" -> Allowlist.Target.SECRET;
      case "match" -> Allowlist.Target.MATCH;
      case "line" -> Allowlist.Target.LINE;
      default ->
          throw file.problem(table, "has a regexTarget that is not secret, match or line", "");
    };
  }

  /// Compiles a pattern within what all of them may take together.
  private BytePattern compiled(String text, TomlNode.Table table, TomlFile file)
      throws Failure.Policy {
    BytePattern pattern = BytePattern.compile(text);
    instructions += pattern.size();
    if (instructions > MOST_INSTRUCTIONS) {
      throw file.problem(table, "has patterns that are too large together", "");
    }
    return pattern;
  }

  private List<BytePattern> patterns(TomlNode.Table table, String name, TomlFile file)
      throws Failure.Policy {
    List<BytePattern> patterns = new ArrayList<>();
    for (String text : file.texts(table, name)) {
      try {
        patterns.add(compiled(text, table, file));
      } catch (PatternException e) {
        throw pattern(table, name, file, e);
      }
    }
    return patterns;
  }

  private static Failure.Policy pattern(
      TomlNode.Table table, String what, TomlFile file, PatternException e) {
    return file.problem(
        table,
        "has a pattern of " + what + " that cannot be used: " + e.getMessage(),
        "Patterns are RE2's, as gitleaks' are, over bytes: no look-around, no Unicode classes.");
  }

  private static String printable(String id) {
    return id.matches("[A-Za-z0-9._-]{1,80}") ? id : "with an odd name";
  }
}
