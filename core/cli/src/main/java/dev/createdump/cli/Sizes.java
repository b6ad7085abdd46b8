package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ByteSize;

/// Sizes on the command line.
final class Sizes {
  private Sizes() {}

  /// A number of bytes above zero.
  static long parse(String flag, String text) throws Failure.Usage {
    long bytes = ByteSize.parse(text);
    if (bytes <= 0) {
      throw new Failure.Usage(
          flag + " " + text + " is no size",
          "A number of bytes, or one with " + ByteSize.UNITS + ", such as 100MiB.");
    }
    return bytes;
  }
}
