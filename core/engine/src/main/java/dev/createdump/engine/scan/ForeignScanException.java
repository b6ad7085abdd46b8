package dev.createdump.engine.scan;

import dev.createdump.engine.base.Failure;

/// A scanner that is not ours could not tell what stands in a text: nothing may be shown of it.
public final class ForeignScanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message names the scanner, the file and what went wrong, and repeats nothing of the
  /// text
  public ForeignScanException(String message) {
    super(message);
  }

  /// What it means to a run.
  public Failure.Scan failure() {
    return new Failure.Scan(
        String.valueOf(getMessage()),
        "Nothing was written. Mend the plugin, leave the file out, or take the plugin away.");
  }
}
