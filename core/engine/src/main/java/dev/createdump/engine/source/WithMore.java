package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// A tree with paths beside its own that nobody will read.
public final class WithMore implements TreeSource {
  private final TreeSource source;
  private final List<TreeEntry> entries;

  /// @param more paths that the tree does not have
  public WithMore(TreeSource source, Collection<TreeEntry> more) throws Failure {
    this.source = source;
    this.entries = new ArrayList<>(source.entries());
    entries.addAll(more);
    Collections.sort(entries);
  }

  @Override
  public Kind kind() {
    return source.kind();
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Reader reader() throws Failure {
    return source.reader();
  }

  @Override
  public void close() {
    source.close();
  }
}
