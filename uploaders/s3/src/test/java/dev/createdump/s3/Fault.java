package dev.createdump.s3;

/// What a faulty network or server does to one request.
///
/// @param kind what happens
/// @param status the answer's status, where the answer is made up
/// @param code S3's name for the error, where the answer is made up
record Fault(Kind kind, int status, String code) {
  enum Kind {
    /// The request passes.
    NONE,
    /// The answer is made up, and nothing reaches the server.
    ANSWER,
    /// The connection is reset before anything is read.
    RESET_AT_ONCE,
    /// The connection is reset in the middle of the request's body.
    RESET_IN_BODY,
    /// The server does what it is asked, and the answer is lost.
    ANSWER_LOST,
    /// The connection is reset in the middle of the answer.
    ANSWER_CUT,
    /// The server takes its time.
    SLOW
  }

  static final Fault NONE = of(Kind.NONE);

  static Fault of(Kind kind) {
    return new Fault(kind, 0, "");
  }

  static Fault answer(int status, String code) {
    return new Fault(Kind.ANSWER, status, code);
  }

  /// Decides what happens to the next request.
  @FunctionalInterface
  interface Script {
    Fault next(String method, String target);
  }
}
