package dev.createdump.engine.scan.pattern;

/// A pattern that cannot be read, or that this engine does not offer.
public final class PatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PatternException(String problem, String expression, int at) {
    super(problem + " at position " + (at + 1) + " of the pattern " + expression);
  }
}
