package dev.createdump.engine.scan;

import dev.createdump.engine.scan.pattern.BytePattern;
import dev.createdump.engine.scan.pattern.ByteSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one kind of secret is recognised. Data, but for the pattern, which is compiled when a
/// keyword
/// is first seen: most rules never meet theirs.
final class Rule {
  /// The farthest a match may reach, unless the rule says otherwise.
  static final int DEFAULT_WINDOW = 1_024;

  private final Definition definition;
  private final @Nullable ByteSet behind;
  private volatile @Nullable BytePattern compiled;

  Rule(Definition definition) {
    this.definition = definition;
    this.behind =
        definition.behind().isEmpty() ? null : BytePattern.compileClass(definition.behind());
  }

  /// What the rule file says of a rule.
  ///
  /// @param id lower-case words joined by hyphens
  /// @param about what it finds, for people
  /// @param severity how bad a find is
  /// @param keywords what stands in every match; ASCII, any case
  /// @param pattern tried where the keyword starts; its group, or the whole match, is the secret
  /// @param behind a class of bytes before the keyword that belong to the match; empty for none
  /// @param behindMax how many of them at most
  /// @param inWord whether letters and digits may stand right before the match
  /// @param window how many bytes a match may take at most
  /// @param checks what the secret must pass, such as a checksum
  /// @param good templates of texts in which the rule finds a secret
  /// @param bad templates of texts in which it finds none
  record Definition(
      String id,
      String about,
      Severity severity,
      List<String> keywords,
      String pattern,
      String behind,
      int behindMax,
      boolean inWord,
      int window,
      List<ValueCheck> checks,
      List<String> good,
      List<String> bad) {}

  Definition definition() {
    return definition;
  }

  String id() {
    return definition.id();
  }

  BytePattern pattern() {
    BytePattern pattern = compiled;
    if (pattern == null) {
      pattern = BytePattern.compile(definition.pattern());
      compiled = pattern;
    }
    return pattern;
  }

  /// Where a match whose keyword starts at `keyword` starts, or -1 where its left neighbour shows
  /// that the keyword is a part of something longer.
  int start(byte[] text, int keyword, int from) {
    int start = keyword;
    if (behind != null) {
      int limit = Math.max(from, keyword - definition.behindMax());
      while (start > limit && behind.contains(text[start - 1])) {
        start--;
      }
    }
    return definition.inWord() || Boundary.before(text, start, from) ? start : -1;
  }

  boolean accepts(byte[] text, int from, int to) {
    for (ValueCheck check : definition.checks()) {
      if (!check.accepts(text, from, to)) {
        return false;
      }
    }
    return true;
  }
}
