package dev.createdump.engine.scan;

import dev.createdump.engine.scan.pattern.PatternException;
import java.util.List;

/// A rule that a user adds to the standard ones. Its pattern is looked for everywhere in a text
/// that holds one of its keywords; without keywords in every text, which is slower, but still
/// linear.
///
/// @param id unique within a {@link RuleSet}; the id of a standard rule replaces that rule
/// @param about what it finds, for people
/// @param severity how bad a find is
/// @param keywords ASCII, any case; none for a rule that is always tried
/// @param pattern RE2's syntax over bytes, without Unicode classes
/// @param group the group that is the secret, from 1; 0 for the first that is not empty, or else
///     the
///     whole match
/// @param entropy the secret has more bits per byte than this; 0 for any
/// @param path RE2's syntax, found within the path of a file that the rule is for; empty for all
public record CustomRule(
    String id,
    String about,
    Severity severity,
    List<String> keywords,
    String pattern,
    int group,
    double entropy,
    String path) {

  /// @throws IllegalArgumentException where the id or the pattern is missing, or a keyword is not
  ///     ASCII
  /// @throws PatternException where the pattern or the path is not understood
  public CustomRule {
    keywords = List.copyOf(keywords);
    if (id.isBlank()) {
      throw new IllegalArgumentException("a rule needs an id");
    }
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("the rule " + id + " needs a pattern");
    }
    for (String keyword : keywords) {
      if (keyword.isEmpty() || !keyword.chars().allMatch(c -> c < 128)) {
        throw new IllegalArgumentException(
            "a keyword of the rule " + id + " is empty or not ASCII: " + keyword);
      }
    }
    rule(id, about, severity, keywords, pattern, group, entropy, path).compile();
  }

  Rule rule() {
    return rule(id, about, severity, keywords, pattern, group, entropy, path);
  }

  private static Rule rule(
      String id,
      String about,
      Severity severity,
      List<String> keywords,
      String pattern,
      int group,
      double entropy,
      String path) {
    return new Rule(
        new Rule.Definition(
            id,
            about,
            severity,
            keywords,
            new Rule.Shape(pattern, group, "", 0, true, SlidingText.OVERLAP, true, null),
            entropy > 0 ? List.of("entropy-above:" + entropy) : List.of(),
            path,
            Rule.Examples.NONE));
  }
}
