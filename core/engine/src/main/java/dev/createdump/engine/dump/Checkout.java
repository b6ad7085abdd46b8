package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;

/// What points at the commit that is checked out or dumped.
///
/// @param branch what is checked out; empty where a revision is dumped, or no branch is
/// @param tags by name
public record Checkout(SafeText branch, List<SafeText> tags) {
  public Checkout {
    tags = List.copyOf(tags);
  }
}
