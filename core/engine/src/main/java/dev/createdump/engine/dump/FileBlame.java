package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which commit each line of a file is from.
///
/// @param ranges in the order of lines
/// @param uncommitted how many lines are from none
/// @param shares how many lines are from commits of each author, most first
public record FileBlame(List<Range> ranges, int uncommitted, List<Share> shares) {
  public FileBlame {
    ranges = List.copyOf(ranges);
    shares = List.copyOf(shares);
  }

  /// Lines that are from one commit.
  ///
  /// @param from the first, from 1
  /// @param to the last
  /// @param origin null where they are not committed
  public record Range(int from, int to, @Nullable Origin origin) {
    public int lines() {
      return to - from + 1;
    }
  }

  /// A commit that lines are from.
  ///
  /// @param authoredAt in seconds since 1970
  /// @param ageDays whole days from then to the commit that is dumped or checked out
  public record Origin(String commit, SafeText author, long authoredAt, int ageDays) {}

  /// One author's lines.
  public record Share(SafeText name, int lines) {}

  /// When the oldest line was written, in seconds since 1970; 0 where none is committed.
  public long oldest() {
    long oldest = Long.MAX_VALUE;
    for (Range range : ranges) {
      Origin origin = range.origin();
      oldest = origin == null ? oldest : Math.min(oldest, origin.authoredAt());
    }
    return oldest == Long.MAX_VALUE ? 0 : oldest;
  }
}
