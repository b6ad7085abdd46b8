package dev.createdump.engine.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The variables and events that GitHub documents, and what strangers could put in their place.
final class GitHubDetectionTest {
  private static final String BASE = "a".repeat(40);
  private static final String HEAD = "b".repeat(40);
  private static final String RUN = "c".repeat(40);
  private static final String PULL_REQUEST =
      """
      {"action": "synchronize", "number": 42,
       "labels": [{"pull_request": {"head": {"sha": "%1$s"}}}],
       "pull_request": {
         "number": 42, "title": "Fix the \\u001b[31m thing\\n", "body": null,
         "html_url": "https://github.com/acme/app/pull/42",
         "base": {"ref": "main", "sha": "%1$s", "repo": {"sha": "x"}},
         "head": {"ref": "topic", "sha": "%2$s", "user": {"login": "eve"}}},
       "repository": {"default_branch": "main"}}
      """
          .formatted(BASE, HEAD);

  @TempDir Path dir;

  private CiContext detect(String event, String json) throws Failure, IOException {
    return detect(event, json.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private CiContext detect(String event, byte[] json, Map<String, String> more)
      throws Failure, IOException {
    Path file = Files.write(dir.resolve("event.json"), json);
    Map<String, String> variables = new TreeMap<>();
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_EVENT_NAME", event);
    variables.put("GITHUB_EVENT_PATH", file.toString());
    variables.put("GITHUB_SHA", RUN);
    variables.put("GITHUB_REPOSITORY", "acme/app");
    variables.put("GITHUB_SERVER_URL", "https://github.example.org");
    variables.put("GITHUB_API_URL", "https://github.example.org/api/v3");
    variables.put("GITHUB_RUN_ID", "1234");
    variables.put("GITHUB_RUN_ATTEMPT", "2");
    variables.putAll(more);
    return CiDetector.detect(new Environment(variables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull_request", "pull_request_target"})
  void aPullRequest(String event) throws Exception {
    CiContext ci = detect(event, PULL_REQUEST);
    assertThat(ci.forge()).isEqualTo("github");
    assertThat(ci.event()).isEqualTo(event);
    assertThat(ci.base().candidates()).containsExactly(BASE);
    assertThat(ci.base().fetchable()).containsExactly(BASE, "refs/heads/main");
    assertThat(ci.head().candidates()).containsExactly(HEAD);
    assertThat(ci.head().fetchable()).containsExactly(HEAD, "refs/pull/42/head");
    assertThat(ci.review())
        .isEqualTo(
            new CiContext.Review(
                42,
                "Fix the \u001b[31m thing\n",
                "https://github.com/acme/app/pull/42",
                "topic",
                "main"));
    assertThat(ci.repository())
        .isEqualTo(
            new CiContext.Repository(
                "github.example.org", "acme", "app", "https://github.example.org/api/v3"));
    assertThat(ci.run())
        .isEqualTo(
            new CiContext.Run("1234-2", "https://github.example.org/acme/app/actions/runs/1234"));
  }

  @Test
  void aMergeGroup() throws Exception {
    CiContext ci =
        detect(
            "merge_group",
            """
            {"action": "checks_requested", "merge_group": {"head_sha": "%s", "base_sha": "%s",
             "base_ref": "refs/heads/main", "head_ref": "refs/heads/gh-readonly-queue/main/pr-1"}}
            """
                .formatted(HEAD, BASE));
    assertThat(ci.base().candidates()).containsExactly(BASE);
    assertThat(ci.base().fetchable()).containsExactly(BASE, "refs/heads/main");
    assertThat(ci.head().candidates()).containsExactly(HEAD);
    assertThat(ci.review()).isNull();
  }

  private static String push(String before, String ref) {
    return """
    {"ref": "%s", "before": "%s", "after": "%s", "forced": true,
     "repository": {"default_branch": "trunk"}}
    """
        .formatted(ref, before, RUN);
  }

  @Test
  void aPushIsComparedWithWhatWasThereBefore() throws Exception {
    CiContext ci = detect("push", push(BASE, "refs/heads/topic"));
    assertThat(ci.base().candidates()).containsExactly(BASE);
    assertThat(ci.head().candidates()).containsExactly(RUN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/new", "refs/tags/v1"})
  void aNewRefIsComparedWithTheDefaultBranch(String ref) throws Exception {
    CiContext ci = detect("push", push("0".repeat(40), ref));
    assertThat(ci.base().candidates())
        .containsExactly("refs/remotes/origin/trunk", "refs/heads/trunk");
    assertThat(ci.base().fetchable()).containsExactly("refs/heads/trunk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"workflow_dispatch", "schedule", "workflow_run", ""})
  void otherEventsCompareWithTheDefaultBranch(String event) throws Exception {
    CiContext ci =
        detect(event, "{\"repository\": {\"default_branch\": \"dev\"}, \"schedule\": \"* *\"}");
    assertThat(ci.base().candidates()).contains("refs/remotes/origin/dev");
    assertThat(ci.head().candidates()).containsExactly(RUN);
    assertThat(ci.review()).isNull();
    assertThat(detect(event, "{}").base().candidates()).contains("refs/remotes/origin/HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"pull_request\": 3}",
        "{\"pull_request\": []}",
        "{\"pull_request\": null}",
        "{\"pull_request\": {\"number\": \"x\"}}",
        "{\"pull_request\": {\"number\": -1}}",
        "{\"pull_request\": {\"number\": 1e400}}",
        "{\"pull_request\": {\"number\": true}}",
        "{\"pull_request\": {\"number\": 1, \"base\": {\"sha\": \"main\"}}}",
        "{\"pull_request\": {\"number\": 99999999999999999999}}",
        "",
        " ",
        "[]",
        "3",
        "\"x\"",
        "null",
        "not json",
        "{",
        "{\"a\":",
        "{\"a\": \"\\ud800",
        "<html>",
        "\ufeff{}}}"
      })
  void anEventThatNamesNoPullRequestIsSaid(String json) throws Exception {
    assertThat(reason(json)).isNotBlank().doesNotContain("\n");
  }

  /// Why the revisions are unknown.
  private String reason(String json) throws Exception {
    return reason(detect("pull_request", json));
  }

  private static String reason(CiContext ci) {
    assertThat(ci.base().isUnknown() && ci.head().isUnknown()).isTrue();
    assertThat(ci.review()).isNull();
    assertThat(ci.isReview()).isTrue();
    return ci.base().label();
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefused() throws Exception {
    assertThat(reason("{\"a\":".repeat(5000))).isNotBlank();
    assertThat(reason("[".repeat(5000))).isNotBlank();
    assertThat(reason(" ".repeat(33 << 20))).contains("32 MiB");
    assertThat(reason("{\"a\": \"" + "x".repeat(30 << 20) + "\"}")).isNotBlank();
  }

  @Test
  void aLargeEventIsReadAsAStream() throws Exception {
    String filler = ",\"files\": [" + "{\"name\": \"x\"},".repeat(1_000_000) + "1]";
    String json = PULL_REQUEST.strip();
    CiContext ci = detect("pull_request", json.substring(0, json.length() - 1) + filler + "}");
    assertThat(ci.head().candidates()).containsExactly(HEAD);
  }

  @Test
  void theFirstOfTwoEqualKeysCounts() throws Exception {
    String twice =
        PULL_REQUEST.replace(
            "\"number\": 42, \"title\"", "\"number\": 42, \"number\": 43, \"title\"");
    assertThat(detect("pull_request", twice).review())
        .extracting(CiContext.Review::number)
        .isEqualTo(42L);
  }

  @Test
  void aTitleOfAnyLengthIsCut() throws Exception {
    String json = PULL_REQUEST.replace("thing", "x\ud83d\ude00".repeat(100_000));
    CiContext.Review review =
        java.util.Objects.requireNonNull(detect("pull_request", json).review());
    assertThat(review.title().length()).isLessThanOrEqualTo(4096);
    assertThat(Character.isHighSurrogate(review.title().charAt(review.title().length() - 1)))
        .as("half a character at the end")
        .isFalse();
  }

  @Test
  void aMissingEventFileIsSaid() throws Exception {
    Map<String, String> none = Map.of("GITHUB_EVENT_PATH", dir + "/none");
    assertThat(reason(detect("pull_request", new byte[0], none)))
        .contains("cannot read the event file", "/none (GITHUB_EVENT_PATH): there is none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "http://[", "", "::", "javascript:alert(1)"})
  void anOddServerAddressBreaksNothing(String server) throws Exception {
    CiContext ci =
        detect(
            "push",
            push(BASE, "refs/heads/x").getBytes(StandardCharsets.UTF_8),
            Map.of("GITHUB_SERVER_URL", server));
    assertThat(ci.head().candidates()).containsExactly(RUN);
  }

  @Test
  void mutatedEventsNeverBreakIt() throws Exception {
    for (long seed = 0; seed < 400; seed++) {
      byte[] json = mutated(seed);
      try {
        CiContext ci = detect(seed % 2 == 0 ? "pull_request" : "push", json, Map.of());
        assertThat(ci.head().candidates().isEmpty()).isEqualTo(ci.head().isUnknown());
        assertThat(ci.head().label()).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static byte[] mutated(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] json = PULL_REQUEST.getBytes(StandardCharsets.UTF_8);
    byte[] pieces = "{}[]\",:\\0-9eut\u0000\n".getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      json[random.nextInt(json.length)] =
          random.nextInt(4) == 0 ? (byte) random.nextInt() : pieces[random.nextInt(pieces.length)];
    }
    return random.nextInt(5) == 0
        ? java.util.Arrays.copyOf(json, random.nextInt(json.length))
        : json;
  }

  @Test
  void outsideOfCiTheCheckoutIsComparedWithTheDefaultBranch() throws Exception {
    CiContext ci = CiDetector.detect(new Environment(Map.of("CI", "true")));
    assertThat(ci.forge()).isEqualTo("none");
    assertThat(ci.head().candidates()).isEqualTo(List.of("HEAD"));
    assertThat(ci.base().candidates()).startsWith("refs/remotes/origin/HEAD");
  }
}
