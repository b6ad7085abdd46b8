package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Some paths of another tree, which stays open: those of one directory, named from there.
public final class TreePart implements TreeSource {
  private final TreeSource whole;
  private final byte[] prefix;
  private final List<TreeEntry> entries;

  /// @param directory from the top of the whole tree; empty for that itself
  /// @param entries what is in the part, as the whole lists it; each below the directory
  public TreePart(TreeSource whole, String directory, List<TreeEntry> entries) {
    this.whole = whole;
    this.prefix = (directory.isEmpty() ? "" : directory + "/").getBytes(StandardCharsets.UTF_8);
    List<TreeEntry> within = new ArrayList<>(entries.size());
    for (TreeEntry entry : entries) {
      byte[] path = entry.path().bytes();
      RepoPath name = RepoPath.of(Arrays.copyOfRange(path, prefix.length, path.length));
      within.add(new TreeEntry(name, entry.mode(), entry.id()));
    }
    this.entries = List.copyOf(within);
  }

  @Override
  public Kind kind() {
    return whole.kind();
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Set<RepoPath> untracked() {
    return within(whole.untracked());
  }

  @Override
  public Set<RepoPath> conflicts() {
    return within(whole.conflicts());
  }

  @Override
  public Set<RepoPath> intended() {
    return within(whole.intended());
  }

  private Set<RepoPath> within(Set<RepoPath> ofWhole) {
    Set<RepoPath> within = new HashSet<>();
    for (TreeEntry entry : entries) {
      if (!ofWhole.isEmpty() && ofWhole.contains(ofWhole(entry).path())) {
        within.add(entry.path());
      }
    }
    return within;
  }

  @Override
  public Reader reader() throws Failure {
    return new PartReader(whole.reader());
  }

  /// The whole is another's to close.
  @Override
  public void close() {}

  private TreeEntry ofWhole(TreeEntry entry) {
    byte[] name = entry.path().bytes();
    byte[] path = Arrays.copyOf(prefix, prefix.length + name.length);
    System.arraycopy(name, 0, path, prefix.length, name.length);
    return new TreeEntry(RepoPath.of(path), entry.mode(), entry.id());
  }

  private final class PartReader implements Reader {
    private final Reader reader;

    PartReader(Reader reader) {
      this.reader = reader;
    }

    @Override
    public void announce(List<TreeEntry> next) throws Failure, IOException {
      List<TreeEntry> announced = new ArrayList<>(next.size());
      for (TreeEntry entry : next) {
        announced.add(ofWhole(entry));
      }
      reader.announce(announced);
    }

    @Override
    public Mark mark(TreeEntry entry) throws IOException {
      return reader.mark(ofWhole(entry));
    }

    @Override
    public Content read(TreeEntry entry, int max) throws Failure, IOException {
      return reader.read(ofWhole(entry), max);
    }

    @Override
    public InputStream open(TreeEntry entry) throws Failure, IOException {
      return reader.open(ofWhole(entry));
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
