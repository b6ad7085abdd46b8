package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;

/// Who changed a path, under this name and those it had before. Merges are not counted.
///
/// @param commits how many changed it
/// @param added lines
/// @param removed lines
/// @param firstAt when the first was written, in seconds since 1970; 0 where there is none
/// @param lastAt when the newest was written
/// @param ageDays whole days from the first to the commit that is dumped or checked out
/// @param shares everyone who did, most commits first
public record FileAuthors(
    int commits,
    long added,
    long removed,
    long firstAt,
    long lastAt,
    int ageDays,
    List<Share> shares) {
  /// Of a path that no commit has.
  public static final FileAuthors NOBODY = new FileAuthors(0, 0, 0, 0, 0, 0, List.of());

  public FileAuthors {
    shares = List.copyOf(shares);
  }

  /// One author's part.
  public record Share(SafeText name, int commits, int added, int removed) {}
}
