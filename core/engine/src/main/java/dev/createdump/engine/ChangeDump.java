package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafePatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The dump of a change, redacted, over its spooled patch text.
final class ChangeDump implements Dump {
  private final DumpHeader header;
  private final List<FileNote> notes;
  private final List<SafePatch> patches;
  private final Redactor redactor;

  ChangeDump(DumpHeader header, List<FileNote> notes, List<SafePatch> patches, Redactor redactor) {
    this.header = header;
    this.notes = notes;
    this.patches = patches;
    this.redactor = redactor;
  }

  @Override
  public DumpHeader header() {
    return header;
  }

  @Override
  public void forEachFile(FileVisitor visitor) throws IOException {
    for (int i = 0; i < notes.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new java.io.InterruptedIOException("cancelled");
      }
      FileNote note = notes.get(i);
      visitor.visit(
          new DumpFile(
              header.ledger().get(i),
              note.facts().text().charset(),
              patches.get(i),
              content(note)));
    }
  }

  /// Read again for each renderer, as holding the content of every file would not stay small.
  private @Nullable SafeContent content(FileNote note) throws IOException {
    if (!note.hasContent()) {
      return null;
    }
    try {
      Optional<byte[]> content = note.inspector().content(note.entry().change());
      return content.map(bytes -> redactor.content(bytes, note.inContent())).orElse(null);
    } catch (Failure e) {
      throw new IOException("a file's content can no longer be read: " + e.getMessage(), e);
    }
  }
}
