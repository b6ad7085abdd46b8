package dev.createdump.spi.plugin;

import java.io.IOException;
import java.io.OutputStream;

/// Writes dumps in a format of its own.
///
/// What it is given went through the redactor: no type here leads to anything else. What it writes
/// is searched for every secret that was found, and one hit ends the run with nothing written.
/// The same dump must give the same bytes, always: no clock, no random order, no locale.
public interface DumpRenderer {
  /// What `--plugin-format` calls it and the ending of its files: `[a-z][a-z0-9-]{0,15}`, and none
  /// that create-dump writes itself.
  String format();

  /// Its media type, such as `text/csv; charset=utf-8`.
  String mediaType();

  /// Whether it asks for {@link RedactedFile#text} or {@link RedactedFile#patch}; without, the
  /// files of a tree are not read for it.
  default boolean showsContent() {
    return true;
  }

  /// Writes the whole document to a buffered stream and leaves the stream open. Called on one
  /// thread; of several dumps maybe at once.
  ///
  /// @throws IOException where it cannot; then nothing of the dump is written (exit code 20)
  void render(RedactedDump dump, OutputStream out) throws IOException;
}
