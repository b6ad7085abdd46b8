package dev.createdump.engine.scan;

import dev.createdump.engine.scan.Rule.Definition;
import dev.createdump.engine.scan.assign.Kind;
import dev.createdump.engine.scan.value.WordList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads rules from text.
///
/// One statement a line, its name first, the rest of the line its value, taken as it is: patterns
/// need no second escaping. `rule ID` starts a rule; `let NAME text` defines what `{{NAME}}` stands
/// for in later patterns; `#` starts a comment line. The names are those of {@link
/// Rule.Definition}.
/// Candidates that are placeholders are never secrets, so every rule checks for that.
///
/// At first only ids and keywords are read: most rules never meet theirs, and reading all of every
/// rule would take longer than many a scan. Written without lambdas and string templates, whose
/// set-up costs more than the reading.
final class RuleFile {
  private final String text;
  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private int ruleStart = -1;
  private String id = "";
  private List<String> keywords = new ArrayList<>();

  private RuleFile(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException where a line outside of rules is not understood
  static List<Rule> parse(String text) {
    RuleFile file = new RuleFile(text);
    file.outline();
    return List.copyOf(file.rules);
  }

  /// Finds where rules start, and takes what must be known of each at once. Within a rule each line
  /// starts with two blanks.
  private void outline() {
    for (int start = 0; start < text.length(); ) {
      int end = endOfLine(start);
      char first = text.charAt(start);
      if (first == ' ') {
        if (text.startsWith("keyword", start + 2)) {
          keywords(start + 2, end);
        }
      } else if (first != '#' && end > start) {
        topLine(start, end);
      }
      start = end + 1;
    }
    finishRule(text.length());
  }

  private int endOfLine(int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  private void keywords(int start, int end) {
    int blank = text.indexOf(' ', start);
    String value = text.substring(blank + 1, end).strip();
    if (text.charAt(blank - 1) == 's') {
      keywords.addAll(WordList.list(value));
    } else {
      keywords.add(value);
    }
  }

  private void topLine(int start, int end) {
    String line = text.substring(start, end).stripTrailing();
    if (line.startsWith("rule ")) {
      finishRule(start);
      ruleStart = end + 1;
      id = line.substring(5);
    } else if (line.startsWith("let ")) {
      int blank = line.indexOf(' ', 4);
      String placeholder = "{{".concat(line.substring(4, blank)).concat("}}");
      definitions.put(placeholder, expand(line.substring(blank + 1)));
    } else {
      throw new IllegalArgumentException("rules: neither a rule nor a definition: " + line);
    }
  }

  private void finishRule(int end) {
    if (ruleStart >= 0) {
      if (keywords.isEmpty()) {
        throw new IllegalArgumentException("the rule " + id + " lacks a keyword");
      }
      rules.add(new Rule(id, List.copyOf(keywords), new Source(this, id, ruleStart, end)));
      keywords = new ArrayList<>();
    }
  }

  private String expand(String value) {
    String result = value;
    if (!value.contains("{{")) {
      return value;
    }
    for (Map.Entry<String, String> definition : definitions.entrySet()) {
      result = result.replace(definition.getKey(), definition.getValue());
    }
    return result;
  }

  /// The lines of one rule, to be read when it is needed.
  record Source(RuleFile file, String id, int from, int to) {
    /// @throws IllegalArgumentException where a line is not understood or the rule is incomplete
    Definition read() {
      Draft draft = new Draft(id);
      for (int start = from; start < to; ) {
        int end = file.endOfLine(start);
        String line = file.text.substring(start, end).strip();
        if (!line.isEmpty() && line.charAt(0) != '#') {
          int blank = line.indexOf(' ');
          String name = blank < 0 ? line : line.substring(0, blank);
          String value = blank < 0 ? "" : line.substring(blank + 1).strip();
          draft.state(name, value, file);
        }
        start = end + 1;
      }
      return draft.finish();
    }
  }

  /// A rule whose lines are being read.
  private static final class Draft {
    final String id;
    String about = "";
    Severity severity = Severity.HIGH;
    final List<String> keywords = new ArrayList<>();
    String pattern = "";
    String behind = "";
    int behindMax;
    boolean inWord;
    int window = Rule.DEFAULT_WINDOW;
    @Nullable Kind assigned;
    final List<String> checks = new ArrayList<>(List.of("no-placeholder"));
    final List<String> good = new ArrayList<>();
    final List<String> bad = new ArrayList<>();

    Draft(String id) {
      this.id = id;
    }

    void state(String name, String value, RuleFile file) {
      switch (name) {
        case "about" -> about = value;
        case "severity" -> severity = Severity.valueOf(value.toUpperCase(Locale.ROOT));
        case "keyword" -> keywords.add(value);
        case "keywords" -> keywords.addAll(WordList.list(value));
        case "pattern" -> pattern = file.expand(value);
        case "assigned" -> assigned = Kind.valueOf(value);
        case "behind" -> {
          int blank = value.lastIndexOf(' ');
          behind = value.substring(0, blank);
          behindMax = Integer.parseInt(value.substring(blank + 1));
        }
        case "in-word" -> inWord = true;
        case "window" -> window = Integer.parseInt(value);
        case "check" -> checks.add(value);
        case "good" -> good.add(value);
        case "bad" -> bad.add(value);
        default ->
            throw new IllegalArgumentException("rule " + id + ": no statement is called " + name);
      }
    }

    Definition finish() {
      if (about.isEmpty() || (pattern.isEmpty() && assigned == null)) {
        throw new IllegalArgumentException("the rule " + id + " lacks about or pattern");
      }
      return new Definition(
          id,
          about,
          severity,
          List.copyOf(keywords),
          new Rule.Shape(pattern, 0, behind, behindMax, inWord, window, false, assigned),
          List.copyOf(checks),
          "",
          new Rule.Examples(List.copyOf(good), List.copyOf(bad)));
    }
  }
}
