package dev.createdump.engine.tree;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.token.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Parts a document so that no part takes more tokens than are allowed.
///
/// Files are taken in their order. A directory that fits into a part stands in one; a file that
/// does not is cut at the ends of lines, or within a line that is longer than a part. Whatever the
/// estimates, each part is counted as it will be written before it is accepted.
public final class TreeParts {
  private static final int MOST_TRIES = 12;

  /// Of a part's number in words; real ones are shorter or as long.
  private static final int SAMPLE = 9999;

  private final TreeDump dump;
  private final TreeRenderer renderer;
  private final TokenCounter counter;
  private final int max;
  private final Map<String, Long> directories = new HashMap<>();
  private int[] sizes = {};

  /// @param max tokens of a part, from 1
  public TreeParts(TreeDump dump, TreeRenderer renderer, TokenCounter counter, int max) {
    this.dump = dump;
    this.renderer = renderer;
    this.counter = counter;
    this.max = max;
  }

  /// The parts; {@link TreePart#WHOLE} alone where everything fits into one.
  ///
  /// @throws Failure.Usage where so few tokens hold not even what stands around a file
  public List<TreePart> plan() throws Failure, IOException {
    sizes = TokenMeter.documents(dump, counter, renderer);
    long all = around(TreePart.WHOLE);
    for (int size : sizes) {
      all += size;
    }
    if (all <= max) {
      return List.of(TreePart.WHOLE);
    }
    measureDirectories();
    int reserve = 0;
    for (int i = 0; i < MOST_TRIES; i++) {
      List<Packed> packed = pack(reserve);
      List<TreePart> parts = parts(packed);
      int over = over(parts, packed);
      if (over <= 0) {
        return parts;
      }
      reserve += over + 4;
    }
    throw tooFew();
  }

  private Failure.Usage tooFew() throws IOException {
    TreeInfo tree = TreeRenderer.tree(dump.header());
    boolean people = !tree.authors().isEmpty() || !tree.owners().isEmpty();
    return new Failure.Usage(
        "no part of the dump fits into --max-tokens "
            + max
            + ": what stands around the files takes "
            + around(new TreePart(1, SAMPLE, set(), List.of()))
            + " tokens in the first part and "
            + around(new TreePart(2, SAMPLE, set(), List.of()))
            + " in each other, beside what lists the files",
        "Allow more tokens, or take fewer paths"
            + (people ? ", no `--with authors` or `blame`" : "")
            + " and `--toc none`.");
  }

  /// A slice and what it takes.
  private record Sized(TreePart.Slice slice, int tokens) {}

  /// What stands in one part.
  private static final class Packed {
    private final List<TreePart.Slice> slices = new ArrayList<>();
    private long tokens;
    private long contents;

    void add(Sized sized, int toc) {
      slices.add(sized.slice().leading(slices.isEmpty()));
      tokens += sized.tokens();
      contents += toc;
    }
  }

  private void measureDirectories() {
    List<DumpFile.Entry> ledger = dump.header().ledger();
    for (int i = 0; i < sizes.length; i++) {
      if (i > 0 && dump.note(i - 1).entry().compareTo(dump.note(i).entry()) > 0) {
        // In another order directories do not stand together.
        directories.clear();
        return;
      }
      String path = dump.note(i).entry().path().text();
      long tokens = isListed(ledger.get(i)) ? sizes[i] + (long) contents(i) : 0;
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        directories.merge(path.substring(0, slash + 1), tokens, Long::sum);
      }
    }
  }

  private static boolean isListed(DumpFile.Entry entry) {
    return entry.state() != FileState.EXCLUDED;
  }

  /// What a path takes in the list of contents, about.
  private int contents(int index) {
    TreeInfo tree = TreeRenderer.tree(dump.header());
    if (tree.layout().toc() == TreeLayout.Toc.NONE) {
      return 0;
    }
    String path = dump.header().ledger().get(index).path().value();
    String line = "- [`" + path + "`](#file-" + (index + 1) + "), 1234 tokens\n";
    return counter.count(line.getBytes(StandardCharsets.UTF_8));
  }

  private List<Packed> pack(int reserve) throws Failure, IOException {
    long first = (long) max - reserve - around(new TreePart(1, SAMPLE, set(), List.of()));
    long later = (long) max - reserve - around(new TreePart(2, SAMPLE, set(), List.of()));
    if (Math.min(first, later) <= 0) {
      throw tooFew();
    }
    List<Packed> parts = new ArrayList<>(List.of(new Packed()));
    List<DumpFile.Entry> ledger = dump.header().ledger();
    String before = "";
    for (int i = 0; i < sizes.length; i++) {
      if (!isListed(ledger.get(i))) {
        continue;
      }
      String path = dump.note(i).entry().path().text();
      Packed part = parts.getLast();
      long room = (parts.size() == 1 ? first : later) - part.tokens - part.contents;
      int toc = contents(i);
      if (!part.slices.isEmpty()
          && (sizes[i] + (long) toc > room || cutsDirectory(before, path, room, later))) {
        part = new Packed();
        parts.add(part);
        room = later;
      }
      before = path;
      if (sizes[i] + (long) toc <= room) {
        part.add(new Sized(TreePart.Slice.whole(i), sizes[i]), toc);
        continue;
      }
      for (Sized sized : pieces(i, Math.min(first, later) - 2L * toc)) {
        if (!parts.getLast().slices.isEmpty()) {
          parts.add(new Packed());
        }
        parts.getLast().add(sized, 2 * toc);
      }
    }
    return parts;
  }

  /// Whether a directory starts here that does not fit behind what stands in the part already, and
  /// would fit into one of its own.
  private boolean cutsDirectory(String before, String path, long room, long empty) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String directory = path.substring(0, slash + 1);
      long size = directories.getOrDefault(directory, 0L);
      if (!before.startsWith(directory) && size > room && size <= empty) {
        return true;
      }
    }
    return false;
  }

  private List<Sized> pieces(int index, long room) throws Failure, IOException {
    try (Rendering rendering = new Rendering(dump, dump.header(), renderer)) {
      TreeFile file = rendering.whole(index);
      if (file.content() == null || room <= 0) {
        throw tooFew();
      }
      FileCutter cutter = new FileCutter(file, renderer, counter, sizes[index]);
      List<Sized> pieces = new ArrayList<>();
      List<TreePart.Slice> slices = cutter.cut(room);
      if (slices.isEmpty()) {
        throw tooFew();
      }
      for (TreePart.Slice slice : slices) {
        pieces.add(new Sized(slice, cutter.tokens(slice)));
      }
      return pieces;
    }
  }

  private List<TreePart> parts(List<Packed> packed) {
    List<TreePart> parts = new ArrayList<>();
    for (int i = 0; i < packed.size(); i++) {
      parts.add(new TreePart(i + 1, packed.size(), set(), packed.get(i).slices));
    }
    return parts;
  }

  /// By how much the worst part is too large, as it will be written. Where only the end of the last
  /// one does not fit, it gets a part of its own.
  private int over(List<TreePart> parts, List<Packed> packed) throws IOException {
    long worst = 0;
    for (int i = 0; i < parts.size(); i++) {
      worst = Math.max(worst, around(parts.get(i)) + packed.get(i).tokens - max);
    }
    return (int) worst;
  }

  /// What stands above and below the files of a part.
  private int around(TreePart part) throws IOException {
    Buffer buffer = new Buffer(1 << 14);
    DumpHeader header = dump.header();
    renderer.start(header, part, buffer);
    int start = counter.count(buffer.bytes(), 0, buffer.size());
    Buffer end = new Buffer(1 << 14);
    renderer.end(header, part, end);
    return start + counter.count(end.bytes(), 0, end.size());
  }

  /// What tells the parts of this dump from those of others.
  private String set() {
    StringBuilder text = new StringBuilder(dump.header().name()).append('\n');
    TreeInfo tree = TreeRenderer.tree(dump.header());
    for (DumpFile.Entry entry : dump.header().ledger()) {
      TreeInfo.FileFacts facts = tree.facts().get(entry.index());
      text.append(entry.path().value()).append('\0').append(entry.newMode()).append(' ');
      text.append(entry.state().label()).append(' ').append(facts.size()).append(' ');
      text.append(facts.sha256()).append('\n');
    }
    return Digests.sha256Hex(text.toString()).substring(0, 16);
  }
}
