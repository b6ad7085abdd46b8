package dev.createdump.github;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import dev.createdump.testkit.forge.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds what was said against GitHub's own description of its API.
final class GitHubOpenApi {
  private static final Set<String> UNDESCRIBED =
      Set.of("GET401", "POST401", "PATCH401", "PATCH403", "PATCH404");
  private static @Nullable GitHubOpenApi loaded;
  private static @Nullable String missing;

  private final OpenApiInteractionValidator validator;

  private GitHubOpenApi(String description) {
    this.validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(description).build();
  }

  /// @throws IOException where the description cannot be had
  static synchronized GitHubOpenApi load() throws IOException {
    if (missing != null) {
      throw new IOException(
          missing); // asked once a run, for npm takes its time to find out that it is offline
    }
    if (loaded == null) {
      try {
        loaded = new GitHubOpenApi(OpenApiSource.load());
      } catch (IOException e) {
        missing = String.valueOf(e.getMessage());
        throw e;
      }
    }
    return loaded;
  }

  /// Nothing where the description cannot be had; {@link GitHubOpenApiTest} then says so.
  static Optional<GitHubOpenApi> ifAvailable() {
    try {
      return Optional.of(load());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// What is wrong with the exchanges; empty where all is well. Answers that a test scripted are no
  /// claims about GitHub; GraphQL is not described, nor is that any request may meet 401, a check
  /// or an update 403, and any comment may be gone.
  List<String> complaints(List<Exchange> exchanges) {
    List<String> complaints = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      String path = described(exchange.path());
      if (path.endsWith("/graphql")) {
        continue;
      }
      add(complaints, exchange, validator.validateRequest(request(exchange, path)));
      if (!exchange.scripted() && !isUndescribed(exchange)) {
        add(
            complaints,
            exchange,
            validator.validateResponse(
                path,
                Request.Method.valueOf(exchange.method()),
                SimpleResponse.Builder.status(exchange.status())
                    .withContentType("application/json")
                    .withBody(exchange.answer())
                    .build()));
      }
    }
    return complaints;
  }

  private static boolean isUndescribed(Exchange exchange) {
    boolean deniedCheck = exchange.status() == 403 && exchange.path().endsWith("/check-runs");
    return deniedCheck || UNDESCRIBED.contains(exchange.method() + exchange.status());
  }

  /// GitHub's page links name a repository by its number, which the description leaves out.
  private static String described(String path) {
    return path.replaceFirst("^/api/v3", "").replaceFirst("^/repositories/\\d+", "/repos/o/r");
  }

  private static Request request(Exchange exchange, String path) {
    SimpleRequest.Builder builder = new SimpleRequest.Builder(exchange.method(), path);
    exchange.headers().forEach((name, values) -> builder.withHeader(name, values));
    for (String pair : exchange.query().split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        builder.withQueryParam(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return exchange.body().isEmpty() ? builder.build() : builder.withBody(exchange.body()).build();
  }

  private static void add(List<String> complaints, Exchange exchange, ValidationReport report) {
    report
        .getMessages()
        .forEach(
            message -> complaints.add(exchange.method() + " " + exchange.path() + ": " + message));
  }
}
