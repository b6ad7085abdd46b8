package dev.createdump.sigstore;

/// Why something failed, in one line.
final class Reasons {
  private Reasons() {}

  /// The messages of a throwable and of what caused it, each once.
  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      String said = message == null ? cause.getClass().getSimpleName() : message.strip();
      if (text.indexOf(said) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(said);
      }
    }
    return text.toString().replaceAll("\\s+", " ");
  }
}
