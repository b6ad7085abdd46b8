package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The raw difference between two commits: its entries, and where the patch text of each lies in a
/// spool. Raw: it may hold secrets.
public final class RawDiff implements AutoCloseable {
  /// Typical changes stay in memory, a vendored tree goes to a private file.
  private static final int MEMORY_BYTES = 16 << 20;

  private final List<FileChange> changes;
  private final List<Long> starts;
  private final Spool spool;
  private final List<String> notes;

  private RawDiff(List<FileChange> changes, List<Long> starts, Spool spool, List<String> notes) {
    this.changes = changes;
    this.starts = starts;
    this.spool = spool;
    this.notes = notes;
  }

  /// Looks at each entry's patch text as soon as it is complete, while git still writes the next.
  @FunctionalInterface
  public interface SectionVisitor {
    void visit(int index, FileChange change, Section section) throws IOException, Failure;
  }

  /// Where an entry's patch text lies.
  public record Section(Spool spool, long start, long length) {
    /// The text as a new array; only for lengths that are known to be bounded.
    public byte[] bytes() throws IOException {
      return spool.read(start, Math.toIntExact(length));
    }
  }

  /// Reads the whole difference.
  ///
  /// @throws Failure.Source where git fails, or where entries and patch text do not agree
  public static RawDiff read(
      Git git, ObjectId from, ObjectId to, Git.DiffOptions options, SectionVisitor visitor)
      throws Failure {
    Collector collector = new Collector(visitor);
    try {
      git.diff(from, to, options, collector);
      return collector.finish();
    } catch (Failure | RuntimeException e) {
      collector.spool.close();
      throw e;
    }
  }

  /// The entries, in the order of `git diff --raw`.
  public List<FileChange> changes() {
    return changes;
  }

  /// The patch text of an entry, all its sections together.
  public Section section(int index) {
    long start = starts.get(index);
    long end = index + 1 < starts.size() ? starts.get(index + 1) : spool.length();
    return new Section(spool, start, end - start);
  }

  /// What people should know of how the difference was found.
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    spool.close();
  }

  private static final class Collector implements Git.DiffSink, SectionSplitter.Sections {
    private final SectionVisitor visitor;
    private final Spool spool = new Spool(MEMORY_BYTES);
    private final SectionSplitter splitter = new SectionSplitter(this);
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> pending = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private List<FileChange> changes = List.of();
    private int sectionsOfCurrent;

    private Collector(SectionVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void changes(List<FileChange> entries) {
      changes = List.copyOf(entries);
    }

    @Override
    public void note(String note) {
      notes.add(note);
    }

    @Override
    public void patch(byte[] buffer, int offset, int length) throws IOException, Failure {
      splitter.accept(buffer, offset, length);
      spool.write(buffer, offset, length);
      visitComplete();
    }

    /// Counts sections into entries; an entry is complete when the next one starts.
    @Override
    public void startsAt(long position) throws IOException {
      boolean continues =
          !starts.isEmpty() && sectionsOfCurrent < changes.get(starts.size() - 1).sections();
      if (continues) {
        sectionsOfCurrent++;
        return;
      }
      if (starts.size() == changes.size()) {
        throw new IOException("git wrote patch text for more paths than it listed");
      }
      if (!starts.isEmpty()) {
        pending.add(position);
      }
      starts.add(position);
      sectionsOfCurrent = 1;
    }

    private void visitComplete() throws IOException, Failure {
      int first = starts.size() - pending.size() - (starts.isEmpty() ? 0 : 1);
      for (int i = 0; i < pending.size(); i++) {
        visit(first + i, pending.get(i));
      }
      pending.clear();
    }

    private void visit(int index, long end) throws IOException, Failure {
      long start = starts.get(index);
      visitor.visit(index, changes.get(index), new Section(spool, start, end - start));
    }

    private RawDiff finish() throws Failure {
      try {
        if (starts.size() != changes.size()) {
          throw new IOException(
              "git listed " + changes.size() + " paths and wrote patch text for " + starts.size());
        }
        if (!starts.isEmpty()) {
          visit(starts.size() - 1, spool.length());
        }
      } catch (IOException e) {
        throw new Failure.Source("the diff does not reconcile: " + e.getMessage(), "", e);
      }
      return new RawDiff(changes, starts, spool, List.copyOf(notes));
    }
  }
}
