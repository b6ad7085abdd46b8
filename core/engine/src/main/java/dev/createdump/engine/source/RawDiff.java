package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.redact.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The raw difference between two commits: its entries, and where the patch text of each lies in a
/// spool. Raw: it may hold secrets.
public final class RawDiff implements AutoCloseable {
  /// Typical changes stay in memory, a vendored tree goes to a private file.
  private static final int MEMORY_BYTES = 16 << 20;

  private final List<Entry> entries;
  private final Spool spool;
  private final List<String> notes;

  private RawDiff(List<Entry> entries, Spool spool, List<String> notes) {
    this.entries = entries;
    this.spool = spool;
    this.notes = notes;
  }

  /// A changed path and its patch text.
  public record Entry(FileChange change, Section section) {}

  /// Looks at an entry once its patch text is complete, while git still writes the next ones.
  @FunctionalInterface
  public interface EntryVisitor {
    /// @param index its position in the ledger, from 0
    /// @param total how many entries there are
    void visit(int index, Entry entry, int total) throws IOException, Failure;
  }

  /// Where an entry's patch text lies.
  ///
  /// @param start in bytes from the spool's beginning
  /// @param length in bytes
  public record Section(Spool spool, long start, long length) implements ByteSource {
    /// The text as a new array; only for lengths that are known to be bounded.
    public byte[] bytes() throws IOException {
      return spool.read(start, Math.toIntExact(length));
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int count) throws IOException {
      int n = (int) Math.min(count, length - position);
      spool.read(start + position, buffer, offset, n);
      return n;
    }

    /// The text as a stream.
    public InputStream open() {
      return new SectionStream(this);
    }
  }

  /// Reads the whole difference. The visitor sees every entry once, in no certain order.
  ///
  /// @throws Failure.Source where git fails, or where entries and patch text do not reconcile
  public static RawDiff read(
      Git git, ObjectId from, ObjectId to, Git.DiffOptions options, EntryVisitor visitor)
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
  public List<Entry> entries() {
    return entries;
  }

  /// What people should know of how the difference was found.
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    spool.close();
  }

  /// Assigns sections to entries as they pass. Added entries wait until it is known whether they
  /// are copies.
  private static final class Collector implements Git.DiffSink, SectionSplitter.Sections {
    private final EntryVisitor visitor;
    private final Spool spool = new Spool(MEMORY_BYTES);
    private final SectionSplitter splitter = new SectionSplitter(this);
    private final List<@Nullable Entry> entries = new ArrayList<>();
    private final Map<RepoPath, Integer> waiting = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private List<FileChange> changes = List.of();
    private final List<Long> starts = new ArrayList<>();
    private int complete;
    private int sectionsOfLast;
    private boolean patchEnded;

    private Collector(EntryVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void changes(List<FileChange> all) {
      changes = List.copyOf(all);
    }

    @Override
    public void note(String note) {
      notes.add(note);
    }

    @Override
    public void patch(byte[] buffer, int offset, int length) throws IOException, Failure {
      splitter.accept(buffer, offset, length);
      spool.write(buffer, offset, length);
      while (complete + 1 < starts.size()) {
        complete(starts.get(complete + 1));
      }
    }

    /// A section begins a new entry unless the last entry has sections to come.
    @Override
    public void startsAt(long position) throws IOException {
      if (!starts.isEmpty() && sectionsOfLast < changes.get(starts.size() - 1).sections()) {
        sectionsOfLast++;
        return;
      }
      if (starts.size() == changes.size()) {
        throw new IOException("git wrote patch text for more paths than it listed");
      }
      starts.add(position);
      sectionsOfLast = 1;
    }

    private void complete(long end) throws IOException, Failure {
      int index = complete++;
      long start = starts.get(index);
      FileChange change = changes.get(index);
      entries.add(new Entry(change, new Section(spool, start, end - start)));
      if (change.status() == ChangeStatus.ADDED) {
        waiting.put(change.path(), index);
      } else {
        visitor.visit(index, entry(index), changes.size());
      }
    }

    private void endPatch() throws IOException, Failure {
      if (patchEnded) {
        return;
      }
      patchEnded = true;
      if (starts.size() != changes.size()) {
        throw new IOException(
            "git listed " + changes.size() + " paths and wrote patch text for " + starts.size());
      }
      if (complete < starts.size()) {
        complete(spool.length());
      }
    }

    @Override
    public void copied(FileChange change, byte[] patch) throws IOException, Failure {
      endPatch();
      Integer index = waiting.remove(change.path());
      if (index == null) {
        throw new IOException("git found a copy at a path that it did not list as added");
      }
      long start = spool.length();
      spool.write(patch, 0, patch.length);
      entries.set(index, new Entry(change, new Section(spool, start, patch.length)));
      visitor.visit(index, entry(index), changes.size());
    }

    private RawDiff finish() throws Failure {
      try {
        endPatch();
        List<Integer> left = new ArrayList<>(waiting.values());
        Collections.sort(left);
        for (int index : left) {
          visitor.visit(index, entry(index), changes.size());
        }
      } catch (IOException e) {
        throw new Failure.Source("the diff does not reconcile: " + e.getMessage(), "", e);
      }
      List<Entry> all = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        all.add(entry(i));
      }
      return new RawDiff(all, spool, List.copyOf(notes));
    }

    private Entry entry(int index) {
      return java.util.Objects.requireNonNull(entries.get(index));
    }
  }
}
