package dev.createdump.engine.scan.pattern;

/// A compiled regular expression over bytes.
///
/// Matching walks all alternatives at once (Thompson's construction, with the priorities and the
/// capture of Pike's machine), so its time is at most text length × program length whatever the
/// expression: no pattern backtracks. Immutable; each thread takes its own {@link PatternMatcher}.
public final class BytePattern {
  /// Asks for the first group that took part in the match and is not empty.
  public static final int ANY_GROUP = 0;

  /// So many groups of a pattern can be the secret.
  static final int MOST_GROUPS = 16;

  private final Program program;

  private BytePattern(Program program) {
    this.program = program;
  }

  /// As {@link #compile(String, int)}, with the first group that is not empty.
  public static BytePattern compile(String expression) {
    return compile(expression, ANY_GROUP);
  }

  /// @param group which group a match reports: its number, from 1, or {@link #ANY_GROUP}
  /// @throws PatternException where the expression is not understood or grows too large
  public static BytePattern compile(String expression, int group) {
    PatternParser parser = new PatternParser(expression, group);
    Node node = parser.parse();
    return new BytePattern(new Compiler(expression).compile(node, parser.captures()));
  }

  /// The set of a pattern that is one class, such as `[0-9a-f]`.
  ///
  /// @throws PatternException where it is anything else
  public static ByteSet compileClass(String expression) {
    if (new PatternParser(expression, ANY_GROUP).parse() instanceof Node.Sequence(var parts)
        && parts.size() == 1
        && parts.getFirst() instanceof Node.One(ByteSet set)) {
      return set;
    }
    throw new PatternException("expected one class", expression, 0);
  }

  /// How many instructions it has: what its matchers take in memory, and a step at most.
  public int size() {
    return program.size();
  }

  public PatternMatcher matcher() {
    return new PatternMatcher(program);
  }
}
