package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.language.CommentScan;
import dev.createdump.engine.language.Languages;
import dev.createdump.engine.language.Stripper;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SearchedChunk;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// One thread's part in writing a document: reads, checks that nothing changed, redacts, renders.
final class Rendering implements InOrder.Worker<List<TreePart.Slice>, Rendering.Rendered> {
  /// What stands above a file's content, about.
  private static final int HEAD = 600;

  private final TreeDump dump;
  private final List<DumpFile.Entry> ledger;
  private final List<TreeInfo.FileFacts> facts;
  private final TreeLayout layout;
  private final TreeRenderer renderer;
  private final TreeSource.Reader reader;

  Rendering(TreeDump dump, DumpHeader header, TreeRenderer renderer) throws Failure {
    TreeInfo tree = TreeRenderer.tree(header);
    this.dump = dump;
    this.ledger = header.ledger();
    this.facts = tree.facts();
    this.layout = tree.layout();
    this.renderer = renderer;
    this.reader = dump.source().reader();
  }

  /// A piece of a document.
  ///
  /// @param redacted the paths in which something was hidden
  /// @param paths how many stand in it
  record Rendered(SearchedChunk chunk, BitSet redacted, int paths) {}

  /// The files of a piece, at once.
  ///
  /// @param redacted receives the paths in which something was hidden
  List<TreeFile> files(List<TreePart.Slice> piece, BitSet redacted) throws Failure, IOException {
    Unchanged.announce(wanted(piece), reader);
    List<TreeFile> files = new ArrayList<>(piece.size());
    for (TreePart.Slice slice : piece) {
      files.add(file(slice.index(), redacted));
    }
    return files;
  }

  private List<TreeNote> wanted(List<TreePart.Slice> piece) {
    List<TreeNote> wanted = new ArrayList<>();
    for (TreePart.Slice slice : piece) {
      if (shows(slice.index())) {
        wanted.add(dump.note(slice.index()));
      }
    }
    return wanted;
  }

  @Override
  public Rendered work(List<TreePart.Slice> piece) throws Failure, IOException {
    Unchanged.announce(wanted(piece), reader);
    Buffer buffer = new Buffer(expected(piece));
    BitSet redacted = new BitSet();
    for (TreePart.Slice slice : piece) {
      TreeFile file = file(slice.index(), redacted);
      renderer.file(file.piece(slice), buffer);
    }
    return new Rendered(
        dump.redactor().searched(buffer.bytes(), buffer.size()), redacted, piece.size());
  }

  private boolean shows(int index) {
    return renderer.showsContent() && dump.shows(index);
  }

  /// One file, as it stands in the documents.
  TreeFile whole(int index) throws Failure, IOException {
    if (shows(index)) {
      Unchanged.announce(List.of(dump.note(index)), reader);
    }
    return file(index, new BitSet());
  }

  private int expected(List<TreePart.Slice> piece) {
    long bytes = 0;
    for (TreePart.Slice slice : piece) {
      int index = slice.index();
      bytes += HEAD + (shows(index) ? dump.note(index).size() * 9 / 8 : 0);
    }
    return (int) bytes;
  }

  private TreeFile file(int index, BitSet redacted) throws Failure, IOException {
    DumpFile.Entry entry = ledger.get(index);
    TreeInfo.FileFacts known = facts.get(index);
    if (!shows(index)) {
      return new TreeFile(entry, known, null);
    }
    TreeNote note = dump.note(index);
    byte[] bytes = note.shown(dump.processors(), Unchanged.content(dump, note, reader));
    SafeContent content = dump.redactor().content(bytes, note.found(false));
    if (content.bytes() == bytes) {
      return new TreeFile(entry, known, stripped(note, content));
    }
    if (note.state() == FileState.BINARY || note.state() == FileState.UNDECODABLE) {
      // What was found elsewhere stands in it too.
      redacted.set(index);
      return new TreeFile(redacted(entry, note), known, null);
    }
    redacted.set(index);
    TreeInfo.FileFacts hidden = known.hidden();
    return new TreeFile(redacted(entry, note), hidden, stripped(note, content));
  }

  /// Without what is to be taken out of it.
  private SafeContent stripped(TreeNote note, SafeContent content) {
    TextForm form = note.form();
    boolean own = note.mode() != FileMode.SYMLINK && note.processed() == null;
    if (!layout.strips() || form == null || !form.isNarrow() || !own) {
      return content;
    }
    CommentScan scan =
        layout.comments() && !note.unsure()
            ? Languages.load().commentScan(note.language()).orElse(null)
            : null;
    return content.only(new Stripper(scan, layout.blankLines()).kept(content.bytes()));
  }

  /// As the header will say once it knows.
  private DumpFile.Entry redacted(DumpFile.Entry entry, TreeNote note) {
    return entry.as(note.redactedState(), dump.redactor().text(note.redactedReason()));
  }

  @Override
  public void close() {
    reader.close();
  }
}
