package dev.createdump.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.PullRequestRef;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of merge requests as people copy them.
class MergeRequestUrlTest {
  private static final Map<String, String> NOTHING = Map.of();
  private final GitLabForgeProvider provider = new GitLabForgeProvider();

  private Optional<PullRequestRef> parse(String url, Map<String, String> environment) {
    return provider.parse(URI.create(url), environment);
  }

  private static PullRequestRef ref(String api, String group, String project, long iid) {
    return new PullRequestRef(URI.create(api), group, project, iid);
  }

  @Test
  void readsWhatBrowsersShow() {
    assertThat(parse("https://gitlab.com/group/sub/app/-/merge_requests/12", NOTHING))
        .contains(ref("https://gitlab.com/api/v4", "group/sub", "app", 12));
    assertThat(parse("https://GITLAB.com/g/a.b-c_d/-/merge_requests/1/diffs?x=y#note_3", NOTHING))
        .contains(ref("https://gitlab.com/api/v4", "g", "a.b-c_d", 1));
    assertThat(parse("https://git.example.com:8443/g/a/-/merge_requests/1", NOTHING))
        .contains(ref("https://git.example.com:8443/api/v4", "g", "a", 1));
  }

  @Test
  void aJobsOwnServerMayBeAnywhere() {
    Map<String, String> job =
        Map.of(
            "CI_SERVER_URL",
            "http://host.example/gitlab/",
            "CI_API_V4_URL",
            "http://host.example/gitlab/api/v4");
    assertThat(parse("http://host.example/gitlab/g/a/-/merge_requests/1", job))
        .contains(ref("http://host.example/gitlab/api/v4", "g", "a", 1));
    assertThat(
            parse(
                "http://host.example/gitlab/g/a/-/merge_requests/1",
                Map.of("CI_SERVER_URL", "http://host.example/gitlab")))
        .contains(ref("http://host.example/gitlab/api/v4", "g", "a", 1));
    assertThat(parse("https://gitlab.com/g/a/-/merge_requests/1", job))
        .contains(ref("https://gitlab.com/api/v4", "g", "a", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/o/r/pull/1",
        "https://gitlab.com/app/-/merge_requests/1",
        "https://gitlab.com/g/a/-/merge_requests/0",
        "https://gitlab.com/g/a/-/merge_requests/1234567890123456789",
        "https://gitlab.com/g/a/-/issues/1",
        "https://gitlab.com/g/../-/merge_requests/1",
        "https://gitlab.com/g/%2e%2e/a/-/merge_requests/1",
        "https://me:secret@gitlab.com/g/a/-/merge_requests/1",
        "http://gitlab.com/g/a/-/merge_requests/1",
        "ftp://gitlab.com/g/a/-/merge_requests/1",
        "file:///g/a/-/merge_requests/1",
        "mailto:x",
        "x"
      })
  void whatIsNoneIsNone(String url) {
    assertThat(parse(url, NOTHING)).isEmpty();
    assertThat(parse(url, Map.of("CI_SERVER_URL", "not a url"))).isEmpty();
  }

  @Test
  void refusesToSendATokenInClearAndWhatCannotBeOne() {
    URI clear = URI.create("http://gitlab.example.com/api/v4");
    URI safe = URI.create("https://gitlab.example.com/api/v4");
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> provider.open(clear, "x".repeat(20), minute, NOTHING))
        .isInstanceOf(ForgeException.class)
        .hasMessageContaining("in clear");
    assertThatThrownBy(() -> provider.open(safe, "two words of it", minute, NOTHING))
        .isInstanceOf(ForgeException.class)
        .hasMessageNotContaining("words");
  }
}
