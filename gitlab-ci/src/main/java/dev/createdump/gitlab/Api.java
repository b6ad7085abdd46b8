package dev.createdump.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.UnclearException;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.spi.support.forge.HttpAttempt;
import dev.createdump.spi.support.forge.TransportException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/// Speaks with GitLab's API within one call's budget. The only place that repeats a request, and
/// it repeats only reading.
final class Api {
  private static final JsonMapper JSON = new JsonMapper();

  /// A project that moved answers with its new address; more hops than this are a loop.
  private static final int MOST_REDIRECTS = 3;

  private final URI base;
  private final HttpAttempt attempt;
  private final Budget budget;

  /// @param base the API's address, such as `https://gitlab.com/api/v4`
  Api(URI base, HttpAttempt attempt, Budget budget) {
    this.base = base;
    this.attempt = attempt;
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  /// A document, and what stands around it.
  ///
  /// @param nextPage the number of the page behind it; empty for the last
  record Page(JsonNode body, String nextPage) {}

  /// Reads a document.
  ///
  /// @param path below the base, with its query
  Page get(String path) throws IOException {
    URI address = URI.create(base + "/" + path);
    for (int hops = 0; ; hops++) {
      HttpAttempt.Answer answer = repeated("GET", address, "");
      Optional<URI> moved = moved(address, answer);
      if (moved.isEmpty()) {
        return new Page(parsed("GET", address, answer), answer.header("x-next-page").strip());
      }
      if (hops == MOST_REDIRECTS) {
        throw GitLabErrors.garbage(where("GET", address));
      }
      address = moved.get();
    }
  }

  /// Writes a document.
  ///
  /// @param method `PUT` or `POST`; neither is repeated, as while it waits a newer run may have
  ///     written its own
  /// @throws UnclearException where it must not be repeated without looking
  JsonNode write(String method, String path, JsonNode body) throws IOException {
    URI address = URI.create(base + "/" + path);
    HttpAttempt.Answer answer = repeated(method, address, JSON.writeValueAsString(body));
    if (answer.status() >= 300) {
      throw GitLabErrors.of(where(method, address), answer);
    }
    try {
      return parsed(method, address, answer);
    } catch (ForgeException e) {
      throw new UnclearException(e); // done, by the status, but how cannot be read
    }
  }

  private HttpAttempt.Answer repeated(String method, URI address, String body) throws IOException {
    for (int tried = 1; ; tried++) {
      ForgeException failure;
      Duration atLeast = Duration.ZERO;
      try {
        HttpAttempt.Answer answer = attempt.send(address, request(method, body));
        if (answer.status() < 400) {
          return answer;
        }
        failure = GitLabErrors.of(where(method, address), answer);
        Optional<Duration> wait = Throttling.wait(answer, budget.now());
        if (wait.isPresent()) {
          atLeast = wait.get();
          failure = throttled(method, address, atLeast);
        } else if (failure.code() != Code.UNAVAILABLE) {
          throw failure;
        }
      } catch (TransportException e) {
        failure =
            GitLabErrors.error(Code.UNAVAILABLE, where(method, address) + ": " + e.getMessage());
      }
      if (!method.equals("GET")) {
        throw new UnclearException(failure, atLeast);
      }
      if (!budget.pause(tried, atLeast)) {
        throw GitLabErrors.error(
            failure.code(), failure.getMessage() + "; gave up after " + tried + " attempts");
      }
    }
  }

  private static HttpRequest.Builder request(String method, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder().header("Accept", "application/json");
    return body.isEmpty()
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
  }

  private static ForgeException throttled(String method, URI address, Duration wait) {
    return GitLabErrors.error(
        Code.THROTTLED,
        where(method, address) + ": GitLab asks to wait " + wait.toSeconds() + " s");
  }

  /// Where a redirect leads; the attempt refuses to follow it anywhere but home.
  private static Optional<URI> moved(URI address, HttpAttempt.Answer answer) throws ForgeException {
    if (answer.status() < 300) {
      return Optional.empty();
    }
    try {
      return Optional.of(address.resolve(URI.create(answer.header("location").strip())));
    } catch (IllegalArgumentException e) {
      throw GitLabErrors.garbage(where("GET", address));
    }
  }

  private static JsonNode parsed(String method, URI address, HttpAttempt.Answer answer)
      throws ForgeException {
    try {
      if (answer.beginsAsJson()) {
        return JSON.readTree(answer.body());
      }
    } catch (IOException e) {
      throw GitLabErrors.garbage(where(method, address));
    }
    throw GitLabErrors.garbage(where(method, address));
  }

  private static String where(String method, URI address) {
    return method + " " + address.getRawPath();
  }
}
