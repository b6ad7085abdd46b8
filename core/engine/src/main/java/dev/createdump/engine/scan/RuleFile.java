package dev.createdump.engine.scan;

import dev.createdump.engine.scan.Rule.Definition;
import dev.createdump.engine.scan.assign.Kind;
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
/// for in later patterns; `#` starts a comment line. Written without lambdas and string templates,
/// whose set-up would cost more at start-up than the reading. The names are those of {@link
/// Rule.Definition}.
/// Candidates that are placeholders are never secrets, so every rule checks for that.
final class RuleFile {
  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private int lineNumber;
  private Draft draft = new Draft("");

  private RuleFile() {}

  /// @throws IllegalArgumentException where a line is not understood or a rule is incomplete
  static List<Rule> parse(String text) {
    RuleFile file = new RuleFile();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      file.line(text.substring(start, end));
      start = end + 1;
    }
    file.finishRule();
    return List.copyOf(file.rules);
  }

  private void line(String line) {
    lineNumber++;
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String statement = line.strip();
    int blank = statement.indexOf(' ');
    String name = blank < 0 ? statement : statement.substring(0, blank);
    String value = blank < 0 ? "" : statement.substring(blank + 1).strip();
    try {
      state(name, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rules, line " + lineNumber + ": " + e.getMessage(), e);
    }
  }

  private void state(String name, String value) {
    switch (name) {
      case "let" -> {
        int blank = value.indexOf(' ');
        String placeholder = "{{".concat(value.substring(0, blank)).concat("}}");
        definitions.put(placeholder, expand(value.substring(blank + 1)));
      }
      case "rule" -> {
        finishRule();
        draft = new Draft(value);
      }
      case "about" -> draft.about = value;
      case "severity" -> draft.severity = Severity.valueOf(value.toUpperCase(Locale.ROOT));
      case "keyword" -> draft.keywords.add(value);
      case "keywords" -> draft.keywords.addAll(List.of(value.split(" ")));
      case "pattern" -> draft.pattern = expand(value);
      case "assigned" -> draft.assigned = Kind.valueOf(value);
      case "behind" -> {
        int blank = value.lastIndexOf(' ');
        draft.behind = value.substring(0, blank);
        draft.behindMax = Integer.parseInt(value.substring(blank + 1));
      }
      case "in-word" -> draft.inWord = true;
      case "window" -> draft.window = Integer.parseInt(value);
      case "path" -> draft.path = value;
      case "check" -> draft.checks.add(value);
      case "good" -> draft.good.add(value);
      case "bad" -> draft.bad.add(value);
      default -> throw new IllegalArgumentException("no statement is called " + name);
    }
  }

  private String expand(String text) {
    String result = text;
    if (!text.contains("{{")) {
      return text;
    }
    for (Map.Entry<String, String> definition : definitions.entrySet()) {
      result = result.replace(definition.getKey(), definition.getValue());
    }
    return result;
  }

  private void finishRule() {
    if (!draft.id.isEmpty()) {
      rules.add(new Rule(draft.finish()));
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
    String path = "";
    @Nullable Kind assigned;
    final List<String> checks = new ArrayList<>(List.of("no-placeholder"));
    final List<String> good = new ArrayList<>();
    final List<String> bad = new ArrayList<>();

    Draft(String id) {
      this.id = id;
    }

    Definition finish() {
      if (about.isEmpty() || keywords.isEmpty() || (pattern.isEmpty() && assigned == null)) {
        throw new IllegalArgumentException("the rule " + id + " lacks about, keyword or pattern");
      }
      return new Definition(
          id,
          about,
          severity,
          List.copyOf(keywords),
          new Rule.Shape(pattern, 0, behind, behindMax, inWord, window, false, assigned),
          List.copyOf(checks),
          path,
          new Rule.Examples(List.copyOf(good), List.copyOf(bad)));
    }
  }
}
