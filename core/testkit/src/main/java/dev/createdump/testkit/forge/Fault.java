package dev.createdump.testkit.forge;

import java.util.Map;

/// What goes wrong with a request to a fake forge.
public sealed interface Fault {
  /// Answers without doing anything.
  record Answer(int status, Map<String, String> headers, String body) implements Fault {
    public Answer {
      headers = Map.copyOf(headers);
    }

    /// A refusal in GitHub's format.
    public static Answer of(int status, String message) {
      return new Answer(status, Map.of(), "{\"message\":\"" + message + "\"}");
    }
  }

  /// Carries the request out and answers with something else.
  record ProcessedButAnswers(int status, String body) implements Fault {}

  /// Closes the connection without doing anything.
  record Drop() implements Fault {}

  /// Carries the request out and closes the connection without an answer.
  record ProcessedAndDrop() implements Fault {}

  /// Carries the request out and closes the connection in the middle of the answer.
  record CutOff() implements Fault {}

  /// Runs something of the test's first, then answers as usual.
  record Meanwhile(Runnable action) implements Fault {}
}
