package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.PullRequestRef;
import java.net.URI;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestUrlTest {
  private static final Map<String, String> NOTHING = Map.of();

  @ParameterizedTest
  @CsvSource({
    "https://github.com/o/r/pull/12, https://api.github.com",
    "https://github.com/o/r/pull/12/, https://api.github.com",
    "https://github.com/o/r/pull/12/files#diff-1, https://api.github.com",
    "https://github.com/o/r/pull/12/commits/abc?w=1, https://api.github.com",
    "HTTPS://GitHub.com/o/r/pull/12, https://api.github.com",
    "https://www.github.com/o/r/pull/12, https://api.github.com",
    "https://github.com:443/o/r/pull/12, https://api.github.com",
    "https://ghe.example/o/r/pull/12, https://ghe.example/api/v3",
    "https://ghe.example:8443/o/r/pull/12, https://ghe.example:8443/api/v3",
    "https://octo.ghe.com/o/r/pull/12, https://api.octo.ghe.com"
  })
  void readsWhatPeopleCopyFromTheirBrowser(String address, String api) {
    assertThat(PullRequestUrl.parse(URI.create(address), NOTHING))
        .contains(new PullRequestRef(URI.create(api), "o", "r", 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/o/r/pulls",
        "https://github.com/o/r/pull/",
        "https://github.com/o/r/pull/0",
        "https://github.com/o/r/pull/012",
        "https://github.com/o/r/pull/-1",
        "https://github.com/o/r/pull/12x",
        "https://github.com/o/r/pull/9999999999999999999",
        "https://github.com/o/../pull/1",
        "https://github.com/o/%2e%2e/pull/1",
        "https://github.com/o/r/s/pull/1",
        "https://github.com//o/r/pull/1",
        "https://github.com/o/r/issues/1",
        "https://me:secret@github.com/o/r/pull/1",
        "https://gitlab.com/o/r/-/merge_requests/1",
        "http://github.com/o/r/pull/1",
        "ftp://github.com/o/r/pull/1",
        "file:///o/r/pull/1",
        "mailto:o@r",
        "/o/r/pull/1",
        ""
      })
  void leavesAloneWhatIsNotOneOfGitHubs(String address) {
    assertThat(PullRequestUrl.parse(URI.create(address), NOTHING)).isEmpty();
  }

  @Test
  void theEnvironmentNamesTheApiOfItsOwnServerOnly() {
    Map<String, String> environment =
        Map.of(
            "GITHUB_SERVER_URL", "https://ghe.example",
            "GITHUB_API_URL", "https://api.ghe.example/");

    assertThat(api("https://ghe.example/o/r/pull/1", environment))
        .isEqualTo("https://api.ghe.example");
    assertThat(api("https://github.com/o/r/pull/1", environment))
        .isEqualTo("https://api.github.com");
    assertThat(api("https://ghe.example:8443/o/r/pull/1", environment))
        .isEqualTo("https://ghe.example:8443/api/v3");
    assertThat(api("https://ghe.example/o/r/pull/1", Map.of("GITHUB_API_URL", "https://x.example")))
        .isEqualTo("https://ghe.example/api/v3");
  }

  @Test
  void withoutAServerTheApiIsThatOfTheUsualOne() {
    Map<String, String> environment = Map.of("GITHUB_API_URL", "https://api.example");
    assertThat(api("https://github.com/o/r/pull/1", environment)).isEqualTo("https://api.example");
    assertThat(api("https://other.example/o/r/pull/1", environment))
        .isEqualTo("https://other.example/api/v3");
  }

  @Test
  void anUnencryptedServerMustBeTheOneTheEnvironmentNames() {
    Map<String, String> environment =
        Map.of(
            "GITHUB_SERVER_URL", "http://127.0.0.1:8080",
            "GITHUB_API_URL", "http://127.0.0.1:8080");

    assertThat(api("http://127.0.0.1:8080/o/r/pull/1", environment))
        .isEqualTo("http://127.0.0.1:8080");
    assertThat(PullRequestUrl.parse(URI.create("http://127.0.0.1:81/o/r/pull/1"), environment))
        .isEmpty();
  }

  @Test
  void nonsenseInTheEnvironmentIsNotObeyed() {
    Map<String, String> environment =
        Map.of("GITHUB_SERVER_URL", "https://ghe.example", "GITHUB_API_URL", "::not an address");

    assertThat(api("https://ghe.example/o/r/pull/1", environment))
        .isEqualTo("https://ghe.example/api/v3");
  }

  @Test
  void survivesAnyPath() {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    String letters = "/or.-_%2ePULpul019?#";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder("https://h/o/r/pull/");
      for (int n = random.nextInt(12); n > 0; n--) {
        path.append(letters.charAt(random.nextInt(letters.length())));
      }
      URI address;
      try {
        address = URI.create(path.toString());
      } catch (IllegalArgumentException e) {
        continue; // no URI, so nobody can ask
      }
      assertThat(PullRequestUrl.parse(address, NOTHING).map(PullRequestRef::number).orElse(1L))
          .as("seed %s, %s", seed, path)
          .isPositive();
    }
  }

  private static String api(String address, Map<String, String> environment) {
    return PullRequestUrl.parse(URI.create(address), environment).orElseThrow().apiUrl().toString();
  }
}
