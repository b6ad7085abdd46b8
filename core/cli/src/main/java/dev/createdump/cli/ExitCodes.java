package dev.createdump.cli;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.ScanOutcome;
import dev.createdump.engine.base.Failure;
import dev.createdump.spi.StoreException;
import java.util.List;

/// The one mapping of outcomes and failures to exit codes. Codes are never renumbered.
final class ExitCodes {
  static final int DONE = 0;
  static final int BUG = 1;
  static final int USAGE = 2;
  static final int INCOMPLETE = 3;
  static final int CORRUPT = 24;
  static final int CANCELLED = 130;

  private ExitCodes() {}

  static int of(Outcome outcome) {
    return switch (outcome.kind()) {
      case DONE -> DONE;
      case BLOCKED -> 10;
    };
  }

  /// A tree of which something could not be read is no failure, but is told.
  static int ofTree(Outcome outcome) {
    var tree = outcome.result().header().tree();
    int code = of(outcome);
    return code == DONE && tree != null && tree.unread() > 0 ? INCOMPLETE : code;
  }

  /// The most severe first: what may not be trusted, what nobody can mend but the caller, what is
  /// missing, what was found, what is incomplete.
  private static final List<Integer> ORDER =
      List.of(CANCELLED, BUG, 13, 11, USAGE, 12, CORRUPT, 22, 20, 23, 21, 25, 10, INCOMPLETE, DONE);

  /// The more severe of two codes.
  static int worse(int one, int other) {
    return ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other;
  }

  static int of(ScanOutcome.Kind kind) {
    return switch (kind) {
      case CLEAN -> DONE;
      case BLOCKED -> 10;
      case INCOMPLETE -> 13;
    };
  }

  /// What nobody foresaw, and memory that did not suffice: then nothing was finished.
  static int of(Throwable bug) {
    return bug instanceof OutOfMemoryError ? 13 : BUG;
  }

  static int of(Failure failure) {
    return switch (failure) {
      case Failure.Usage _ -> USAGE;
      case Failure.Policy _ -> 11;
      case Failure.Source _ -> 12;
      case Failure.Scan _ -> 13;
      case Failure.Output _ -> 20;
      case Failure.Stored stored -> of(stored.code());
      case Failure.Missing _ -> 23;
      case Failure.Corrupt _ -> CORRUPT;
      case Failure.Publish _ -> 25;
      case Failure.Cancelled _ -> CANCELLED;
    };
  }

  private static int of(StoreException.Code code) {
    return switch (code) {
      case DENIED, INVALID, UNSUPPORTED, UNKNOWN -> 20;
      case THROTTLED, UNAVAILABLE -> 21;
      case ALREADY_EXISTS -> 22;
      case NOT_FOUND -> 23;
      case CORRUPT -> CORRUPT;
    };
  }
}
