package dev.createdump.engine.central;

/// A place was not reached or did not answer in time: it may be there all the same, so that a
/// policy that allows it may be taken from an earlier run. The message is part of a sentence.
final class UnreachableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
