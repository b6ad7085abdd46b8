package dev.createdump.testkit.net;

import java.time.Duration;
import java.util.Map;

/// What goes wrong between a client and a server.
public sealed interface NetFault {
  /// Answers in the server's place, which never sees the request.
  record Answer(int status, Map<String, String> headers, String body) implements NetFault {
    public Answer {
      headers = Map.copyOf(headers);
    }

    public static Answer of(int status) {
      return new Answer(status, Map.of(), "");
    }
  }

  /// Resets the connection before the server sees anything of the request, after some bytes of its
  /// body.
  record ResetRequest(int afterBytes) implements NetFault {}

  /// Lets the server do its work and resets the connection instead of answering.
  record LoseAnswer() implements NetFault {}

  /// Resets the connection in the middle of the answer's body.
  record CutAnswer() implements NetFault {}

  /// Waits, then lets everything go its way.
  record Slow(Duration delay) implements NetFault {}
}
