package dev.createdump.engine.scan;

/// One text holds more secrets than memory is meant for: it was made for that.
public final class TooManyFindingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// More in one text are no help to anyone.
  static final int MOST = 50_000;

  TooManyFindingsException() {
    super("it holds more than " + MOST + " secrets");
  }

  /// Refuses to go on where there are too many.
  static void check(int findings) {
    if (findings > MOST) {
      throw new TooManyFindingsException();
    }
  }
}
