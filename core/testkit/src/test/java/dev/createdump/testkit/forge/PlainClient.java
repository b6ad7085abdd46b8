package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge.PullRequest;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.testkit.forge.ForgeEnvironment.Said;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import dev.createdump.testkit.forge.PlainServer.Answer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Asks a {@link PlainServer}: waits, repeats and gives up, right but for one flaw.
final class PlainClient {
  private static final int ATTEMPTS = 5;

  private final PlainServer server;
  private final String token;
  private final Duration deadline;
  private final Flaw flaw;
  private Instant end;

  PlainClient(PlainServer server, String token, Duration deadline, Flaw flaw) {
    this.server = server;
    this.token = token;
    this.deadline = deadline;
    this.flaw = flaw;
    this.end = server.pace().now().plus(deadline);
  }

  /// Nobody knows what became of a request that writes, or will become once it may be sent again.
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    /// How long to wait before looking.
    final long seconds;

    Unclear(long seconds) {
      super("look again");
      this.seconds = seconds;
    }
  }

  /// A call begins, and with it its time.
  void begin() {
    end = server.pace().now().plus(deadline);
  }

  void pause(int attempt, long seconds) throws ForgeException {
    if (flaw == Flaw.GIVES_UP_AT_ONCE || (flaw != Flaw.NEVER_GIVES_UP && attempt >= ATTEMPTS)) {
      throw new ForgeException(Code.UNAVAILABLE, "gave up", null);
    }
    wait(Duration.ofSeconds(seconds));
  }

  private void check(Duration duration) throws ForgeException {
    boolean late = !server.pace().now().plus(duration).isBefore(end);
    if (late && flaw != Flaw.WAITS_BEYOND_THE_DEADLINE && flaw != Flaw.NEVER_GIVES_UP) {
      throw new ForgeException(Code.THROTTLED, "asks to wait " + duration.toSeconds() + " s", null);
    }
  }

  private void wait(Duration duration) throws ForgeException {
    check(duration);
    if (flaw != Flaw.HURRIES_THROUGH_LIMITS) {
      server.pace().sleep(duration);
    }
  }

  PullRequest pullRequest(PullRequestRef ref) throws ForgeException {
    return ask(Step.READ, PullRequest.class, () -> server.pullRequest(token, ref));
  }

  List<PullRequest> open(String owner, String branch) {
    return server.open(owner, branch);
  }

  List<Said> comments(int page) throws ForgeException {
    PlainServer.Page shown = ask(Step.LIST, PlainServer.Page.class, () -> server.comments(page));
    return shown.comments();
  }

  long create(String body) throws ForgeException, Unclear {
    return write(Step.CREATE, () -> server.create(token, body));
  }

  long update(long id, String body) throws ForgeException, Unclear {
    return write(Step.UPDATE, () -> server.update(token, id, body));
  }

  private <T> T ask(Step step, Class<T> type, Supplier<Answer> work) throws ForgeException {
    for (int attempt = 1; ; attempt++) {
      try {
        Object document = once(step, work).document();
        if (type.isInstance(document)) {
          return type.cast(document);
        }
        if (flaw == Flaw.TAKES_NONSENSE_FOR_NO_COMMENTS && step == Step.LIST) {
          return type.cast(new PlainServer.Page(List.of()));
        }
      } catch (Unclear e) {
        // Reading again does no harm.
      }
      pause(attempt, 1L << attempt);
    }
  }

  private long write(Step step, Supplier<Answer> work) throws ForgeException, Unclear {
    try {
      if (once(step, work).document() instanceof Long id) {
        return id;
      }
    } catch (Unclear e) {
      if (flaw == Flaw.REPEATS_A_LOST_CREATE && step == Step.CREATE) {
        once(step, work);
      }
      throw e;
    }
    throw new Unclear(2);
  }

  /// One answer, after the limits before it.
  private Answer once(Step step, Supplier<Answer> work) throws ForgeException, Unclear {
    while (true) {
      Answer answer = server.exchange(step, token, work);
      if (answer.status() == 429) {
        long seconds = Long.parseLong(answer.header("Retry-After"));
        boolean writes = step == Step.CREATE || step == Step.UPDATE;
        if (writes && flaw != Flaw.REPEATS_WRITING_BLINDLY) {
          check(Duration.ofSeconds(seconds));
          throw new Unclear(seconds);
        }
        wait(Duration.ofSeconds(seconds));
      } else if (answer.status() == 0 || answer.status() >= 500) {
        throw new Unclear(2);
      } else if (answer.status() >= 300) {
        throw refusal(answer);
      } else {
        return answer;
      }
    }
  }

  private ForgeException refusal(Answer answer) {
    if (answer.status() < 400 && flaw == Flaw.FOLLOWS_REDIRECTS) {
      follow(URI.create(answer.header("Location")));
    }
    Code code =
        Map.of(401, Code.DENIED, 403, Code.DENIED, 404, Code.NOT_FOUND, 410, Code.NOT_FOUND)
            .getOrDefault(answer.status(), Code.INVALID);
    String said = flaw == Flaw.TELLS_THE_TOKEN ? " for " + token : "";
    return new ForgeException(code, answer.status() + said + ": check its permissions", null);
  }

  private void follow(URI there) {
    try {
      HttpURLConnection http = (HttpURLConnection) there.toURL().openConnection();
      http.setRequestProperty("Authorization", token);
      http.getResponseCode();
      http.disconnect();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
