package dev.createdump.engine.redact;

import java.io.IOException;
import java.io.OutputStream;

/// The redacted patch text of one file: everything from its `diff --git` line on, byte for byte as
/// git wrote it, but for what had to be hidden.
public interface SafePatch {
  /// The length in bytes.
  long length();

  /// The whole text; only for a file whose state says that its text is shown.
  byte[] bytes() throws IOException;

  /// Writes the whole text, whatever its size, through a bounded buffer.
  void writeTo(OutputStream out) throws IOException;
}
