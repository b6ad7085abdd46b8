package dev.createdump.engine.scan;

import dev.createdump.engine.scan.assign.Kind;
import dev.createdump.engine.scan.pattern.BytePattern;
import dev.createdump.engine.scan.pattern.ByteSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How one kind of secret is recognised. Data, but for the pattern, which is compiled when a
/// keyword is first seen: most rules never meet theirs.
final class Rule {
  /// The farthest a match may reach, unless the rule says otherwise.
  static final int DEFAULT_WINDOW = 1_024;

  private final String id;
  private final List<String> keywords;
  private final RuleFile.@Nullable Source source;
  private volatile @Nullable Definition read;
  private volatile @Nullable Compiled compiled;

  Rule(Definition definition) {
    this.id = definition.id();
    this.keywords = definition.keywords();
    this.source = null;
    this.read = definition;
  }

  /// A rule of which the rest is read when it is asked for.
  Rule(String id, List<String> keywords, RuleFile.Source source) {
    this.id = id;
    this.keywords = keywords;
    this.source = source;
  }

  /// What is known of a rule by which another scanner finds things.
  static Rule foreign(ForeignScanner.ForeignRule rule) {
    return new Rule(
        new Definition(
            rule.id(),
            rule.about(),
            rule.severity(),
            List.of(),
            new Shape("", 0, "", 0, false, 0, false, null),
            List.of(),
            "",
            Examples.NONE));
  }

  /// What is made of a definition when a keyword of it is first seen.
  private record Compiled(
      BytePattern pattern,
      @Nullable ByteSet behind,
      List<ValueCheck> checks,
      @Nullable BytePattern path) {}

  /// What the rule file says of a rule.
  ///
  /// @param id lower-case words joined by hyphens
  /// @param about what it finds, for people
  /// @param severity how bad a find is
  /// @param keywords one of which stands in every match; ASCII, any case
  /// @param shape what a match looks like
  /// @param checks what the secret must pass, such as a checksum
  /// @param path found within the path of a file that the rule is for; empty for all
  /// @param examples texts that show it
  record Definition(
      String id,
      String about,
      Severity severity,
      List<String> keywords,
      Shape shape,
      List<String> checks,
      String path,
      Examples examples) {}

  /// @param pattern tried where the keyword starts
  /// @param group which group of the pattern is the secret; 0 for the first that is not empty, or
  ///     the whole match
  /// @param behind a class of bytes before the keyword that belong to the match; empty for none
  /// @param behindMax how many of them at most
  /// @param inWord whether letters and digits may stand right before the match
  /// @param window how many bytes a match may take at most
  /// @param anywhere whether the pattern is looked for in the whole text instead, once a keyword
  ///     stands in it
  /// @param assigned what is assigned to a name of this kind is the secret, instead of a pattern
  record Shape(
      String pattern,
      int group,
      String behind,
      int behindMax,
      boolean inWord,
      int window,
      boolean anywhere,
      @Nullable Kind assigned) {}

  /// @param good templates of texts in which the rule finds a secret
  /// @param bad templates of texts in which it finds none
  record Examples(List<String> good, List<String> bad) {
    static final Examples NONE = new Examples(List.of(), List.of());
  }

  Definition definition() {
    Definition known = read;
    if (known == null) {
      known = Objects.requireNonNull(source).read();
      read = known;
    }
    return known;
  }

  String id() {
    return id;
  }

  List<String> keywords() {
    return keywords;
  }

  /// Whether the rule is for the files of some paths only; those of the rule file are for all.
  boolean isForSomePaths() {
    return source == null && !definition().path().isEmpty();
  }

  boolean anywhere() {
    return source == null && definition().shape().anywhere();
  }

  /// The kind of names whose values are secrets, or null for a rule with a pattern.
  @Nullable Kind assigned() {
    return definition().shape().assigned();
  }

  BytePattern pattern() {
    return compiled().pattern;
  }

  /// Fails now where it would fail later.
  void compile() {
    compiled();
  }

  private Compiled compiled() {
    Compiled made = compiled;
    if (made == null) {
      Definition definition = definition();
      List<ValueCheck> checks = new ArrayList<>();
      for (String check : definition.checks()) {
        checks.add(ValueCheck.named(check));
      }
      Shape shape = definition.shape();
      made =
          new Compiled(
              BytePattern.compile(shape.pattern(), shape.group()),
              shape.behind().isEmpty() ? null : BytePattern.compileClass(shape.behind()),
              checks,
              definition.path().isEmpty() ? null : BytePattern.compile(definition.path()));
      compiled = made;
    }
    return made;
  }

  /// Whether the rule is for the file of a path.
  boolean isFor(String path) {
    BytePattern wanted = compiled().path;
    if (wanted == null) {
      return true;
    }
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return wanted.matcher().find(bytes, 0, 0, bytes.length);
  }

  /// Where a match whose keyword starts at `keyword` starts, or -1 where its left neighbour shows
  /// that the keyword is a part of something longer.
  int start(byte[] text, int keyword, int from) {
    int start = keyword;
    Shape shape = definition().shape();
    ByteSet behind = compiled().behind;
    if (behind != null) {
      int limit = Math.max(from, keyword - shape.behindMax());
      while (start > limit && behind.contains(text[start - 1])) {
        start--;
      }
    }
    return shape.inWord() || Boundary.before(text, start, from) ? start : -1;
  }

  boolean accepts(byte[] text, int from, int to) {
    for (ValueCheck check : compiled().checks) {
      if (!check.accepts(text, from, to)) {
        return false;
      }
    }
    return true;
  }
}
