package dev.createdump.engine.base;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.StoreException;
import org.jspecify.annotations.Nullable;

/// Why a run ended without its result, for people and for exit codes.
///
/// Every failure says what went wrong with which thing, why, and what to do next. The hierarchy is
/// sealed and the command line maps it with one exhaustive switch, so that a new failure without an
/// exit code does not compile. Messages never hold a secret or a credential.
public abstract sealed class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  private Failure(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// What to do next, in one or two sentences; empty where the message says it all.
  public String hint() {
    return hint;
  }

  /// The command line makes no sense: an unknown flag, format or URI scheme.
  public static final class Usage extends Failure {
    private static final long serialVersionUID = 1L;

    public Usage(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// A policy or a configuration is missing, invalid or violated.
  public static final class Policy extends Failure {
    private static final long serialVersionUID = 1L;

    public Policy(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The source cannot give what was asked: no repository, no such revision, missing history.
  public static final class Source extends Failure {
    private static final long serialVersionUID = 1L;

    public Source(String message, String hint) {
      super(message, hint, null);
    }

    public Source(String message, String hint, Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// The scan could not finish, or something found would have slipped into an output.
  public static final class Scan extends Failure {
    private static final long serialVersionUID = 1L;

    public Scan(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// A store refused, was not reached, or held something else; its code decides.
  public static final class Stored extends Failure {
    private static final long serialVersionUID = 1L;

    private final StoreException.Code code;

    public Stored(StoreException cause, String hint) {
      super(String.valueOf(cause.getMessage()), hint, cause);
      this.code = cause.code();
    }

    public StoreException.Code code() {
      return code;
    }
  }

  /// A dump on disk or in a store is not what its manifest says.
  public static final class Corrupt extends Failure {
    private static final long serialVersionUID = 1L;

    public Corrupt(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// A named input file does not exist.
  public static final class Missing extends Failure {
    private static final long serialVersionUID = 1L;

    public Missing(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The comment could not be written, and it was required.
  public static final class Publish extends Failure {
    private static final long serialVersionUID = 1L;

    public Publish(ForgeException cause, String hint) {
      super(String.valueOf(cause.getMessage()), hint, cause);
    }

    public Publish(String message, String hint) {
      super(message, hint, null);
    }
  }

  /// The output directory or file cannot be written.
  public static final class Output extends Failure {
    private static final long serialVersionUID = 1L;

    public Output(String message, String hint, Throwable cause) {
      super(message, hint, cause);
    }
  }

  /// Somebody pressed Ctrl-C, or the runner cancelled the job.
  public static final class Cancelled extends Failure {
    private static final long serialVersionUID = 1L;

    public Cancelled() {
      super("cancelled", "", null);
    }
  }
}
