package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.TappedInputStream;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file's content as a stream, which at its end must be what was scanned.
final class Unchanged extends TappedInputStream {
  private final TreeDump dump;
  private final TreeNote note;
  private final TreeSource.Reader reader;
  private final CRC32C check = new CRC32C();
  private long size;

  private Unchanged(TreeDump dump, TreeNote note, TreeSource.Reader reader, InputStream in) {
    super(in);
    this.dump = dump;
    this.note = note;
    this.reader = reader;
  }

  /// What changed before it is opened ends the run too.
  static InputStream open(TreeDump dump, TreeNote note) throws Failure, IOException {
    TreeSource.Reader reader = dump.source().reader();
    try {
      return new Unchanged(dump, note, reader, reader.open(note.entry()));
    } catch (TreeSource.Unreadable e) {
      reader.close();
      throw changed(dump, note);
    }
  }

  /// Tells a reader whose content is asked for next, one file after the other and each once.
  static void announce(List<TreeNote> next, TreeSource.Reader reader) throws Failure, IOException {
    List<TreeEntry> wanted = new ArrayList<>(next.size());
    for (TreeNote note : next) {
      if (note.content() == null) {
        wanted.add(note.entry());
      }
    }
    reader.announce(wanted);
  }

  /// A small file's whole content, which was announced.
  ///
  /// @throws Failure.Source where it is not what was scanned
  static byte[] content(TreeDump dump, TreeNote note, TreeSource.Reader reader)
      throws Failure, IOException {
    if (note.content() != null) {
      return note.content();
    }
    byte @Nullable [] bytes = null;
    try {
      bytes = reader.read(note.entry(), (int) note.size()).bytes();
    } catch (TreeSource.Unreadable e) {
      throw changed(dump, note);
    }
    if (bytes == null || bytes.length != note.size() || check(bytes) != note.check()) {
      throw changed(dump, note);
    }
    return bytes;
  }

  private static int check(byte[] bytes) {
    CRC32C check = new CRC32C();
    check.update(bytes);
    return (int) check.getValue();
  }

  /// Why a file that changed cannot be shown.
  static Failure.Source changed(TreeDump dump, TreeNote note) {
    String path = dump.redactor().text(note.entry().path().text()).value();
    return new Failure.Source(
        path + " changed while it was dumped", "Run again when nothing writes to the tree.");
  }

  /// That content is not what was scanned, where no failure can be thrown.
  static final class ChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Failure.Source failure;

    ChangedException(Failure.Source failure) {
      super(failure);
      this.failure = failure;
    }

    Failure.Source failure() {
      return failure;
    }
  }

  @Override
  protected void seen(byte[] buffer, int offset, int count) throws ChangedException {
    if (count > 0) {
      check.update(buffer, offset, count);
      size += count;
    }
    boolean ended = count < 0;
    if (size > note.size()
        || (ended && (size != note.size() || (int) check.getValue() != note.check()))) {
      throw new ChangedException(changed(dump, note));
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    reader.close();
  }
}
