package dev.createdump.engine.restore;

import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.base.TappedInputStream;
import java.io.InputStream;

/// How much an archive may become: some bytes say that they are very many.
final class Budget {
  private static final long LEAST = 1L << 30;

  /// What is text shrinks to a tenth, what repeats to a hundredth.
  private static final long USUAL_RATIO = 100;

  private final long most;
  private long left;

  /// @param asked in bytes; 0 for what is usual
  /// @param packed how large the archive is
  Budget(long asked, long packed) {
    boolean fits = packed < Long.MAX_VALUE / USUAL_RATIO;
    this.most = asked > 0 ? asked : Math.max(LEAST, fits ? packed * USUAL_RATIO : Long.MAX_VALUE);
    this.left = most;
  }

  /// Content that takes from the budget as it is read.
  InputStream of(InputStream content) {
    return new TappedInputStream(content) {
      @Override
      protected void seen(byte[] buffer, int offset, int count) throws MalformedException {
        take(Math.max(0, count));
      }
    };
  }

  /// Takes bytes.
  ///
  /// @throws MalformedException where so many are not left
  void take(long bytes) throws MalformedException {
    left -= bytes;
    if (left < 0) {
      throw new MalformedException(
          "unpacks to more than " + most + " bytes; --max-size allows more");
    }
  }
}
