package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What points at the commit that is checked out or dumped.
///
/// @param branch what is checked out; empty where a revision is dumped, or no branch is
/// @param detached whether a commit is checked out that is no branch's
/// @param tags by name
/// @param state how what is dumped stands to it; null for a revision, and where that is not known
public record Checkout(
    SafeText branch, boolean detached, List<SafeText> tags, @Nullable WorkTreeState state) {
  public Checkout {
    tags = List.copyOf(tags);
  }
}
