package dev.createdump.engine.tree;

import java.util.concurrent.atomic.AtomicLong;

/// How much content of files may be kept in memory between the look for what must be hidden and the
/// writing, so that files need not be read twice.
public final class Room {
  /// The share of Java's memory that content may take, with what is kept of its paths.
  private static final double SHARE = 0.4;

  /// What is kept of a path besides, about.
  private static final long BYTES_A_PATH = 1024;

  private final AtomicLong left;

  private Room(long bytes) {
    left = new AtomicLong(bytes);
  }

  /// No room at all, as for trees that are dumped side by side.
  public static Room none() {
    return new Room(0);
  }

  /// What there is beside the paths of one tree.
  public static Room beside(int paths) {
    long share = (long) (SHARE * Runtime.getRuntime().maxMemory());
    return new Room(Math.max(0, share - paths * BYTES_A_PATH));
  }

  /// Takes some of it, where there is as much.
  boolean take(int bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }
}
