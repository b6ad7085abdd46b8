package dev.createdump.engine.tree;

import dev.createdump.engine.policy.ByteSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many bytes a file may have that is dumped, both ends included. Several threads may ask.
public final class SizeLimits {
  private final Limit least;
  private final Limit most;

  /// Whether any file was as large, or as small; only ever set to true, and read when all threads
  /// are done.
  private boolean large;

  private boolean small;

  /// One end.
  ///
  /// @param key what set it
  /// @param bytes 0 where there is none
  /// @param origin where it was written down
  public record Limit(String key, long bytes, String origin) {
    boolean isSet() {
      return bytes > 0;
    }

    String words() {
      return key + " = " + ByteSize.show(bytes);
    }
  }

  public SizeLimits(Limit least, Limit most) {
    this.least = least;
    this.most = most;
  }

  /// Why a file of this size is left out; null where it is not.
  @Nullable String exclusion(long size) {
    boolean enough = !least.isSet() || size >= least.bytes();
    boolean few = !most.isSet() || size <= most.bytes();
    large |= enough;
    small |= few;
    if (enough && few) {
      return null;
    }
    Limit broken = enough ? most : least;
    return "its "
        + size
        + (size == 1 ? " byte is" : " bytes are")
        + (enough ? " above " : " below ")
        + broken.words()
        + " ("
        + broken.origin()
        + ")";
  }

  /// Why what has no content is left out; null where it is not.
  @Nullable String withoutContent() {
    return least.isSet()
        ? "it has no content, and " + least.words() + " (" + least.origin() + ")"
        : null;
  }

  /// What lets a file in.
  void taking(List<String> taking) {
    for (Limit limit : List.of(least, most)) {
      if (limit.isSet()) {
        taking.add(limit.words() + " of " + limit.origin());
      }
    }
  }

  /// What to say of a limit that lets no file in.
  void idle(List<String> idle) {
    if (least.isSet() && !large) {
      idle.add(least.words() + " of " + least.origin() + " is more than any file has");
    }
    if (most.isSet() && !small) {
      idle.add(most.words() + " of " + most.origin() + " is less than any file has");
    }
  }
}
