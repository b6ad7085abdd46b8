package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.plugin.PluginProcessor;
import dev.createdump.engine.redact.LeakCheck;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The dump of a tree: its content is read a second time where there was no room to keep it, now
/// that everything that must be hidden is known. What changed since it was scanned is never shown.
public final class TreeDump {
  /// So many bytes of content a thread takes at a time, or one file.
  private static final long PIECE = 1 << 19;

  private final TreeSource source;
  private final List<TreeNote> notes;
  private final Redactor redactor;
  private final boolean embed;
  private final List<PluginProcessor> processors;
  private final Function<BitSet, DumpHeader> headers;
  private final BitSet redacted = new BitSet();
  private BitSet known = new BitSet();
  private @Nullable DumpHeader header;
  private IntConsumer written = _ -> {};

  /// @param redactor knows everything found
  /// @param embed whether content that is no text is shown
  /// @param processors what made texts of files
  /// @param headers makes the header, given in which paths something had to be hidden
  public TreeDump(
      TreeSource source,
      List<TreeNote> notes,
      Redactor redactor,
      boolean embed,
      List<PluginProcessor> processors,
      Function<BitSet, DumpHeader> headers) {
    this.source = source;
    this.notes = List.copyOf(notes);
    this.redactor = redactor;
    this.embed = embed;
    this.processors = processors;
    this.headers = headers;
    for (int i = 0; i < notes.size(); i++) {
      redacted.set(i, !notes.get(i).sights().isEmpty());
    }
  }

  /// What stands above the files. Until the first document was rendered it does not know of paths
  /// in which stands what was found elsewhere.
  public DumpHeader header() {
    if (header == null || !redacted.equals(known)) {
      known = (BitSet) redacted.clone();
      header = headers.apply(known);
    }
    return header;
  }

  /// Whom to tell how many more paths were written, of each document.
  public void onWritten(IntConsumer told) {
    written = told;
  }

  /// Has it told that paths were written.
  void written(int paths) {
    written.accept(paths);
  }

  /// Writes a document.
  ///
  /// @throws Failure.Source where content is no longer what was scanned
  public void render(TreeRenderer renderer, TreePart part, OutputStream out)
      throws Failure, IOException {
    DumpHeader header = header();
    renderer.start(header, part, out);
    InOrder.<List<TreePart.Slice>, Rendering.Rendered>run(
        pieces(part),
        () -> new Rendering(this, header, renderer),
        piece -> {
          if (out instanceof LeakCheck check) {
            check.write(piece.chunk());
          } else {
            piece.chunk().writeTo(out);
          }
          redacted.or(piece.redacted());
          written.accept(piece.paths());
        });
    renderer.end(header(), part, out);
  }

  /// Hands over every path in order, on this thread, with what is shown of it.
  ///
  /// @param content whether files are read
  /// @throws Failure.Source where content is no longer what was scanned
  public void forEachFile(boolean content, FileTaker taker) throws Failure, IOException {
    DumpHeader header = header();
    InOrder.<List<TreePart.Slice>, FileReading.Read>run(
        pieces(TreePart.WHOLE),
        () -> new FileReading(new Rendering(this, header, new NothingWritten(content))),
        piece -> {
          redacted.or(piece.redacted());
          for (TreeFile file : piece.files()) {
            taker.take(file);
          }
        });
  }

  /// Takes one path of a tree.
  @FunctionalInterface
  public interface FileTaker {
    void take(TreeFile file) throws IOException;
  }

  private List<List<TreePart.Slice>> pieces(TreePart part) {
    List<List<TreePart.Slice>> pieces = new ArrayList<>();
    List<TreePart.Slice> piece = new ArrayList<>();
    long bytes = 0;
    int count = part.isWhole() ? notes.size() : part.slices().size();
    for (int i = 0; i < count; i++) {
      TreePart.Slice slice = part.isWhole() ? TreePart.Slice.whole(i) : part.slices().get(i);
      long size = shows(slice.index()) ? notes.get(slice.index()).size() : 0;
      if (!piece.isEmpty() && (bytes + size > PIECE || piece.size() == 512)) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
      piece.add(slice);
      bytes += size;
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  /// Makes the header anew when it is next asked for, as more is known for it.
  public void forgetHeader() {
    header = null;
  }

  /// Whether a path's content stands in the documents.
  boolean shows(int index) {
    TreeNote note = notes.get(index);
    boolean content = note.sha256() != null;
    return content
        && switch (note.state()) {
          case INCLUDED, REDACTED, LFS_POINTER, PROCESSED -> true;
          // Marks in the middle of what nobody can read make it no safer.
          case BINARY, UNDECODABLE -> embed && !note.hasSecrets();
          case TOO_LARGE, EXCLUDED, SUBMODULE -> false;
        };
  }

  /// How many paths there are.
  public int size() {
    return notes.size();
  }

  /// Says that something is hidden in a path.
  void hide(int index) {
    redacted.set(index);
  }

  TreeNote note(int index) {
    return notes.get(index);
  }

  Redactor redactor() {
    return redactor;
  }

  List<PluginProcessor> processors() {
    return processors;
  }

  TreeSource source() {
    return source;
  }
}
