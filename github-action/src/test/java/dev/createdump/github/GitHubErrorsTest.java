package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.forge.HttpAttempt;
import dev.createdump.spi.support.forge.TransportException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubErrorsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | Problems parsing JSON                        | INVALID     | parsing
          401 | Bad credentials                              | DENIED      | expired
          403 | Resource not accessible by integration       | DENIED      | pull-requests: write
          403 | Resource not accessible by personal access token | DENIED  | pull-requests: write
          403 | Unable to create comment because issue is locked. | DENIED | conversation is locked
          403 | Must have admin rights to Repository.        | DENIED      | does not suffice
          404 | Not Found                                    | NOT_FOUND   | may not see it
          408 | Timeout                                      | UNAVAILABLE | Timeout
          410 | Issues are disabled for this repo            | NOT_FOUND   | deleted
          422 | Validation Failed                            | INVALID     | Validation
          451 | Repository access blocked                    | DENIED      | blocked
          """)
  void refusalsAreFinal(int status, String message, Code code, String says) {
    Failure failure = GitHubErrors.of(answer(status, json(message), Map.of()), NOW);

    assertThat(failure).isInstanceOf(Failure.Final.class);
    assertThat(failure.error().code()).isEqualTo(code);
    assertThat(failure.error()).hasMessageContaining(says).hasMessageContaining("/repos/o/r");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          429 | retry-after: 7                                              | x                              | 7
          429 |                                                             | x                              | 60
          403 | retry-after: 7                                              | You have exceeded a secondary rate limit | 7
          403 | retry-after: Fri, 02 Jan 2026 03:04:35 GMT                  | x                              | 30
          403 | retry-after: Fri, 02 Jan 2026 03:00:00 GMT                  | in the past                    | 1
          403 | retry-after: soon                                           | x                              | 60
          403 | retry-after: -5                                             | x                              | 1
          403 |                                                             | You have exceeded a secondary rate limit | 60
          403 |                                                             | You have triggered an abuse detection mechanism | 60
          403 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1767323055     | API rate limit exceeded        | 11
          429 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1767323055     | x                              | 11
          403 | x-ratelimit-remaining: 0; x-ratelimit-reset: 0              | in the past                    | 1
          403 | x-ratelimit-remaining: 0; x-ratelimit-reset: 9223372036854775807 | beyond all time           | 60
          403 | x-ratelimit-remaining: 0                                    | no reset                       | 60
          503 | retry-after: 3                                              | maintenance                    | 3
          """)
  void limitsSayHowLongToStayAway(int status, String headers, String message, long seconds) {
    Failure failure = GitHubErrors.of(answer(status, json(message), headers(headers)), NOW);

    assertThat(failure).isInstanceOf(Failure.Again.class);
    assertThat(failure.error().code()).isEqualTo(Code.THROTTLED);
    assertThat(((Failure.Again) failure).atLeast()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "520"})
  void aBrokenServerIsAskedAgainUnlessTheRequestMayHaveCreatedSomething(int status) {
    String page = "<html><h1>502</h1></html>";
    Failure read = GitHubErrors.of(answer(status, page, Map.of()), NOW);
    Failure write = GitHubErrors.of(answer("POST", status, page, Map.of()), NOW);

    assertThat(read).isInstanceOf(Failure.Again.class);
    assertThat(write).isInstanceOf(Failure.Unclear.class);
    assertThat(read.error().code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(write.error()).hasMessageContaining("not JSON").hasMessageNotContaining("<h1>");
  }

  @Test
  void anUnusedConnectionMayBeUsedAgainWhateverTheRequest() throws MalformedURLException {
    TransportException refused = new TransportException("ConnectException", false);
    TransportException reset = new TransportException("connection reset", true);

    assertThat(GitHubErrors.of(request("POST"), refused)).isInstanceOf(Failure.Again.class);
    assertThat(GitHubErrors.of(request("POST"), reset)).isInstanceOf(Failure.Unclear.class);
    assertThat(GitHubErrors.of(request("PATCH"), reset)).isInstanceOf(Failure.Again.class);
    assertThat(GitHubErrors.of(request("GET"), reset)).isInstanceOf(Failure.Again.class);
  }

  @Test
  void whatGitHubSaysIsOneLineAndShort() {
    String hostile = "a\\nb\\u001b[31m\\u202e" + "x".repeat(5000);
    Failure failure = GitHubErrors.of(answer(422, json(hostile), Map.of()), NOW);

    assertThat(failure.error().getMessage())
        .contains("a b [31m x")
        .hasSizeLessThan(500)
        .doesNotContain("\n", "\u001b", "\u202e");
  }

  @Test
  void theReasonsOfARefusedBodyAreShown() {
    String body =
        "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"Body is too long\"}]}";

    assertThat(GitHubErrors.of(answer(422, body, Map.of()), NOW).error())
        .hasMessageContaining("Validation Failed, Body is too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "null", "[]", "{\"message\":", "{\"message\":7}", "7"})
  void anyBodyMayComeWithARefusal(String body) {
    assertThat(GitHubErrors.of(answer(404, body, Map.of()), NOW).error().code())
        .isEqualTo(Code.NOT_FOUND);
  }

  private static String json(String message) {
    return "{\"message\":\"" + message + "\"}";
  }

  private static Map<String, List<String>> headers(@org.jspecify.annotations.Nullable String text) {
    Map<String, List<String>> headers = new TreeMap<>();
    if (text != null) {
      for (String line : text.split(";", -1)) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).strip(), List.of(line.substring(colon + 1).strip()));
      }
    }
    return headers;
  }

  private static Answer answer(int status, String body, Map<String, List<String>> headers) {
    return answer("GET", status, body, headers);
  }

  private static Answer answer(
      String method, int status, String body, Map<String, List<String>> headers) {
    try {
      return new Answer(
          request(method),
          new HttpAttempt.Answer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PlainRequest request(String method) throws MalformedURLException {
    return new PlainRequest(method, URI.create("https://api.github.com/repos/o/r/x").toURL());
  }
}
