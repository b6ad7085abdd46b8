package dev.createdump.engine.scan.pattern;

/// A compiled regular expression over bytes.
///
/// Matching walks all alternatives at once (Thompson's construction, with the priorities and the
/// capture of Pike's machine), so its time is at most text length × program length whatever the
/// expression: no pattern backtracks. Immutable; each thread takes its own {@link PatternMatcher}.
public final class BytePattern {
  private final Program program;

  private BytePattern(Program program) {
    this.program = program;
  }

  /// @throws PatternException where the expression is not understood or grows too large
  public static BytePattern compile(String expression) {
    Node node = new PatternParser(expression).parse();
    return new BytePattern(new Compiler(expression).compile(node));
  }

  /// The set of a pattern that is one class, such as `[0-9a-f]`.
  ///
  /// @throws PatternException where it is anything else
  public static ByteSet compileClass(String expression) {
    if (new PatternParser(expression).parse() instanceof Node.Sequence(var parts)
        && parts.size() == 1
        && parts.getFirst() instanceof Node.One(ByteSet set)) {
      return set;
    }
    throw new PatternException("expected one class", expression, 0);
  }

  public PatternMatcher matcher() {
    return new PatternMatcher(program);
  }
}
