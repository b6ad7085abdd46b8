package dev.createdump.engine.render;

import dev.createdump.engine.dump.Dump;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a dump in one format.
///
/// The same dump gives the same bytes, always. A renderer streams: it holds one file at a time. It
/// treats every {@link dev.createdump.engine.redact.SafeText} as hostile and escapes it for its
/// format; hidden and bidirectional characters are made visible where people read.
@FunctionalInterface
public interface Renderer {
  /// Writes the whole document to a buffered stream and leaves the stream open.
  void render(Dump dump, OutputStream out) throws IOException;
}
