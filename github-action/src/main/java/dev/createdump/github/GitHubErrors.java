package dev.createdump.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.forge.TransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// The one place that knows what GitHub's refusals mean.
final class GitHubErrors {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_QUOTE = 300;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private GitHubErrors() {}

  /// An answer with a status of 400 or above, or below that with a body that is not JSON.
  static Failure of(Answer answer, Instant now) {
    int status = answer.statusCode();
    if (status < 400) {
      return perhapsDone(answer.request(), garbage(where(answer.request()), null));
    }
    String said = message(answer);
    String where = where(answer.request()) + ": HTTP " + status + ": " + said;
    Optional<Duration> wait = Throttling.wait(answer, said, now);
    if (wait.isPresent()) {
      return notDone(
          answer.request(),
          error(Code.THROTTLED, where + "; GitHub asks to wait " + wait.get().toSeconds() + " s"),
          wait.get());
    }
    if (status >= 500) {
      return perhapsDone(answer.request(), error(Code.UNAVAILABLE, where));
    }
    return new Failure.Final(
        switch (status) {
          case 401 -> error(Code.DENIED, where + "; the token is wrong, expired or revoked");
          case 403 -> error(Code.DENIED, where + forbidden(said));
          case 404 -> error(Code.NOT_FOUND, where + "; there is none, or the token may not see it");
          case 410 -> error(Code.NOT_FOUND, where + "; it was deleted or switched off");
          case 451 -> error(Code.DENIED, where);
          case 408 -> error(Code.UNAVAILABLE, where);
          default -> error(Code.INVALID, where);
        });
  }

  /// An attempt without an answer.
  static Failure of(GitHubConnectorRequest request, TransportException failure) {
    ForgeException error = error(Code.UNAVAILABLE, where(request) + ": " + failure.getMessage());
    return failure.perhapsProcessed()
        ? perhapsDone(request, error)
        : notDone(request, error, Duration.ZERO);
  }

  /// An answer that claims success and cannot be understood: a proxy's page, or half a document.
  static ForgeException garbage(String where, @Nullable Throwable cause) {
    return new ForgeException(
        Code.UNAVAILABLE,
        where + ": the answer is not what GitHub's API gives; is a proxy in between?",
        cause);
  }

  /// A POST that may have been carried out is never repeated without looking, nor an update of a
  /// check, which would bring its annotations twice.
  private static Failure perhapsDone(GitHubConnectorRequest request, ForgeException error) {
    String path = request.url().getPath();
    boolean once =
        request.method().equals("PATCH")
            ? path.contains("/check-runs/")
            : request.method().equals("POST") && !path.endsWith("/graphql");
    return once
        ? new Failure.Unclear(error, Duration.ZERO)
        : notDone(request, error, Duration.ZERO);
  }

  /// A comment is written once for each look: while it waits, a newer run may have written its own.
  private static Failure notDone(
      GitHubConnectorRequest request, ForgeException error, Duration atLeast) {
    boolean comment =
        !request.method().equals("GET") && request.url().getPath().contains("/comments");
    return comment ? new Failure.Unclear(error, atLeast) : new Failure.Again(error, atLeast);
  }

  private static String forbidden(String said) {
    String text = said.toLowerCase(Locale.ROOT);
    if (text.contains("locked")) {
      return "; the conversation is locked: unlock it, or read the job summary instead";
    }
    if (text.contains("not accessible by")) {
      return "; the token may not write here: give the job `permissions: pull-requests: write`, and"
          + " for checks `checks: write`"
          + " (a pull request from a fork gets a read-only token whatever the job asks for)";
    }
    return "; the token does not suffice";
  }

  /// GitHub's own words, on one line and cut; the token is masked already.
  private static String message(Answer answer) {
    try {
      JsonNode root = JSON.readTree(answer.body());
      StringBuilder text = new StringBuilder(root.path("message").asText(""));
      root.path("errors").forEach(e -> text.append(", ").append(e.path("message").asText("")));
      String line = CONTROL.matcher(text).replaceAll(" ").strip();
      if (!line.isEmpty()) {
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
      }
    } catch (JsonProcessingException e) {
      return "the answer is not JSON";
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array in memory has no input errors
    }
    return "no message";
  }

  private static String where(GitHubConnectorRequest request) {
    return request.method() + " " + request.url().getPath();
  }

  private static ForgeException error(Code code, String message) {
    return new ForgeException(code, message, null);
  }
}
