package dev.createdump.engine.source;

import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/// Writes patch text as git-diff(1) describes it under "Generating patch text", with whole object
/// names and binary content. Holds one file at a time.
final class JGitPatch implements AutoCloseable {
  /// Larger files are written as binary ones, streamed; git does the same, at 512 MiB.
  private static final long MAX_TEXT_BYTES = 64L << 20;

  /// git calls content binary where one of its first 8000 bytes is NUL.
  private static final int BINARY_LOOK = 8000;

  private final ObjectReader reader;
  private final OutputStream out;
  private final DiffFormatter hunks;
  private final HistogramDiff algorithm = new HistogramDiff();

  /// @param out stays open
  JGitPatch(ObjectReader reader, OutputStream out) {
    this.reader = reader;
    this.out = out;
    this.hunks = new DiffFormatter(out);
  }

  /// Writes the sections of one change.
  void write(FileChange change) throws IOException {
    if (change.sections() == 2) {
      section(half(change, change.oldMode(), FileMode.ABSENT, change.oldId(), ObjectId.NULL));
      section(half(change, FileMode.ABSENT, change.newMode(), ObjectId.NULL, change.newId()));
    } else {
      section(change);
    }
  }

  private static FileChange half(
      FileChange change, int oldMode, int newMode, ObjectId oldId, ObjectId newId) {
    return new FileChange(
        change.status(), 0, oldMode, newMode, oldId, newId, change.oldPath(), change.path());
  }

  private void section(FileChange change) throws IOException {
    header(change);
    if (change.oldId().equals(change.newId())) {
      return;
    }
    boolean sameMode = change.oldMode() == change.newMode();
    line(
        "index "
            + change.oldId()
            + ".."
            + change.newId()
            + (sameMode ? " " + FileMode.text(change.newMode()) : ""));
    byte[] old = text(change.oldMode(), change.oldId());
    byte[] now = text(change.newMode(), change.newId());
    if (old == null || now == null) {
      binary(change);
    } else {
      text(change, old, now);
    }
  }

  private void header(FileChange change) throws IOException {
    line(
        "diff --git "
            + QuotedPath.of("a/", change.oldPath())
            + " "
            + QuotedPath.of("b/", change.path()));
    if (change.oldMode() == FileMode.ABSENT) {
      line("new file mode " + FileMode.text(change.newMode()));
    } else if (change.newMode() == FileMode.ABSENT) {
      line("deleted file mode " + FileMode.text(change.oldMode()));
    } else if (change.oldMode() != change.newMode()) {
      line("old mode " + FileMode.text(change.oldMode()));
      line("new mode " + FileMode.text(change.newMode()));
    }
    if (!change.oldPath().equals(change.path())) {
      line("similarity index " + change.similarity() + "%");
      line("rename from " + QuotedPath.of("", change.oldPath()));
      line("rename to " + QuotedPath.of("", change.path()));
    }
  }

  private void text(FileChange change, byte[] old, byte[] now) throws IOException {
    RawText before = new RawText(old);
    RawText after = new RawText(now);
    EditList edits = algorithm.diff(RawTextComparator.DEFAULT, before, after);
    if (edits.isEmpty()) {
      return;
    }
    line("--- " + label(change.oldMode(), "a/", change.oldPath()));
    line("+++ " + label(change.newMode(), "b/", change.path()));
    hunks.format(edits, before, after);
    hunks.flush();
  }

  /// A tab ends a name with blanks in it, as other tools take what follows a blank for a date.
  private static String label(int mode, String prefix, RepoPath path) {
    if (mode == FileMode.ABSENT) {
      return "/dev/null";
    }
    String name = QuotedPath.of(prefix, path);
    return name.indexOf(' ') >= 0 && !name.startsWith("\"") ? name + "\t" : name;
  }

  private void binary(FileChange change) throws IOException {
    line("GIT binary patch");
    literal(change.newMode(), change.newId());
    literal(change.oldMode(), change.oldId());
  }

  private void literal(int mode, ObjectId id) throws IOException {
    if (mode == FileMode.ABSENT) {
      BinaryLiteral.write(java.io.InputStream.nullInputStream(), 0, out);
      return;
    }
    ObjectLoader content = open(id);
    try (var in = content.openStream()) {
      BinaryLiteral.write(in, content.getSize(), out);
    }
  }

  /// The content as text; nothing where it is binary or too large to be compared.
  private byte @org.jspecify.annotations.Nullable [] text(int mode, ObjectId id)
      throws IOException {
    if (mode == FileMode.ABSENT) {
      return new byte[0];
    }
    if (mode == FileMode.SUBMODULE) {
      return ("Subproject commit " + id + "\n").getBytes(StandardCharsets.US_ASCII);
    }
    ObjectLoader content = open(id);
    if (content.getSize() > MAX_TEXT_BYTES) {
      return null;
    }
    byte[] bytes = content.getCachedBytes((int) MAX_TEXT_BYTES);
    for (int i = 0; i < Math.min(bytes.length, BINARY_LOOK); i++) {
      if (bytes[i] == 0) {
        return null;
      }
    }
    return bytes;
  }

  private ObjectLoader open(ObjectId id) throws IOException {
    return reader.open(org.eclipse.jgit.lib.ObjectId.fromString(id.hex()), Constants.OBJ_BLOB);
  }

  /// Writes a line of single bytes.
  private void line(String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    hunks.close();
  }
}
