package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SearchedChunk;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.sweep.Sight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One thread's part in writing a document: reads, checks that nothing changed, redacts, renders.
final class Rendering implements InOrder.Worker<List<Integer>, Rendering.Rendered> {
  /// What stands above a file's content, about.
  private static final int HEAD = 600;

  private final TreeDump dump;
  private final List<DumpFile.Entry> ledger;
  private final List<TreeInfo.FileFacts> facts;
  private final TreeRenderer renderer;
  private final TreeSource.Reader reader;
  private final CRC32C check = new CRC32C();

  Rendering(
      TreeDump dump,
      List<DumpFile.Entry> ledger,
      List<TreeInfo.FileFacts> facts,
      TreeRenderer renderer)
      throws Failure {
    this.dump = dump;
    this.ledger = ledger;
    this.facts = facts;
    this.renderer = renderer;
    this.reader = dump.source().reader();
  }

  /// A piece of a document.
  ///
  /// @param redacted the paths in which something was hidden
  record Rendered(SearchedChunk chunk, BitSet redacted) {}

  @Override
  public Rendered work(List<Integer> piece) throws Failure, IOException {
    List<TreeEntry> wanted = new ArrayList<>();
    for (int index : piece) {
      if (shows(index)) {
        wanted.add(dump.note(index).entry());
      }
    }
    reader.announce(wanted);
    Buffer buffer = new Buffer(expected(piece));
    BitSet redacted = new BitSet();
    for (int index : piece) {
      renderer.file(file(index, redacted), buffer);
    }
    return new Rendered(dump.redactor().searched(buffer.bytes(), buffer.size()), redacted);
  }

  private boolean shows(int index) {
    return renderer.showsContent() && dump.shows(index);
  }

  private int expected(List<Integer> piece) {
    long bytes = 0;
    for (int index : piece) {
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
    byte[] bytes = content(note);
    SafeContent content = dump.redactor().content(bytes, inContent(note));
    if (content.bytes() == bytes) {
      return new TreeFile(entry, known, content);
    }
    if (note.state() == FileState.BINARY || note.state() == FileState.UNDECODABLE) {
      // What was found elsewhere stands in it too.
      redacted.set(index);
      return new TreeFile(redacted(entry, note), known, null);
    }
    redacted.set(index);
    TreeInfo.FileFacts hidden = new TreeInfo.FileFacts(known.size(), null, known.form());
    return new TreeFile(redacted(entry, note), hidden, content);
  }

  /// As the header will say once it knows.
  private DumpFile.Entry redacted(DumpFile.Entry entry, TreeNote note) {
    return entry.as(note.redactedState(), dump.redactor().text(note.redactedReason()));
  }

  private byte[] content(TreeNote note) throws Failure, IOException {
    byte @Nullable [] bytes = null;
    try {
      bytes = reader.read(note.entry(), (int) note.size()).bytes();
    } catch (TreeSource.Unreadable e) {
      throw changed(note);
    }
    check.reset();
    if (bytes != null) {
      check.update(bytes);
    }
    if (bytes == null || bytes.length != note.size() || (int) check.getValue() != note.check()) {
      throw changed(note);
    }
    return bytes;
  }

  private Failure.Source changed(TreeNote note) {
    String path = dump.redactor().text(note.entry().path().text()).value();
    return new Failure.Source(
        path + " changed while it was dumped", "Run again when nothing writes to the tree.");
  }

  private static List<Finding> inContent(TreeNote note) {
    List<Finding> findings = new ArrayList<>();
    for (Sight sight : note.sights()) {
      if (!sight.inName()) {
        findings.add(sight.finding());
      }
    }
    return findings;
  }

  @Override
  public void close() {
    reader.close();
  }
}
