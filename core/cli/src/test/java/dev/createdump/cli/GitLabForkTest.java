package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitLab;
import dev.createdump.testkit.repo.Edits;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merge requests from forks on GitLab: the pipeline of the default branch that a webhook triggers,
/// and what a stranger can try against it.
///
/// The trusted job has a clone of the project's main branch; the fork's commits are in the
/// project's `refs/merge-requests`, as GitLab keeps them.
class GitLabForkTest {
  @TempDir Path temporary;

  private GitLabRun run;
  private RepoBuilder origin;
  private Path checkout;
  private Path store;
  private String base = "";
  private String head = "";
  private String project = String.valueOf(GitLabRun.PROJECT.hashCode());
  private String kind = "merge_request";
  private String token = "may-write";

  @BeforeEach
  void start() throws IOException {
    run = new GitLabRun(temporary);
    store = Files.createDirectory(temporary.resolve("store"));
    origin = RepoBuilder.init(temporary.resolve("upstream"));
    base =
        origin.commit(
            "main",
            "start",
            edits ->
                edits
                    .file("a.txt", "one\n")
                    .file("create-dump.toml", "[scan]\nfail_on = \"secrets\"\n"));
    checkout = temporary.resolve("work");
    origin.cloneTo(checkout);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  /// Opens merge request 12 from a fork.
  private void mergeRequest(Consumer<Edits> edits) {
    origin.branch("fork", "main");
    head = origin.commit("fork", "fix", edits);
    origin.run("update-ref", "refs/merge-requests/12/head", head);
    origin.run("update-ref", "-d", "refs/heads/fork");
    request("opened", head);
  }

  private void request(String state, String sha) {
    run.gitlab.request(
        new FakeGitLab.Request(
            GitLabRun.PROJECT, 12, "Fix", base, sha, state, "eve/app", "patch", true));
  }

  private Invocation.Result publish(Object... more) throws IOException {
    return publish(
        """
        {"object_kind": "%s", "project": {"id": %s},
         "object_attributes": {"iid": 12, "target": {"iid": 1},
           "last_commit": {"id": "%s"}, "action": "update"}}
        """
            .formatted(kind, project, "f".repeat(40)),
        "trigger",
        more);
  }

  private Invocation.Result publish(String payload, String source, Object... more)
      throws IOException {
    Path file = Files.writeString(temporary.resolve("payload.json"), payload);
    return run.job(source)
        .with("CI_COMMIT_SHA", base)
        .with("CI_COMMIT_BRANCH", "main")
        .with("TRIGGER_PAYLOAD", file.toString())
        .with("GITLAB_TOKEN", token)
        .run(
            List.of("ci", "publish", "--repo", checkout, "--upload", store.toUri()),
            List.of("--out", run.out()),
            more);
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void theForksChangeIsStoredAndNoted() throws IOException {
    mergeRequest(edits -> edits.file("a.txt", "two\n"));
    var result = publish();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(run.gitlab.notes(12)).hasSize(1);
    assertThat(run.gitlab.notes(12).getFirst().body()).contains("`" + head + "`");
    assertThat(stored()).anyMatch(file -> file.toString().endsWith(".manifest.json"));
    assertThat(Files.readString(checkout.resolve("a.txt"))).isEqualTo("one\n");
    publish();
    assertThat(run.gitlab.notes(12)).hasSize(1);
  }

  @Test
  void theBasesConfigurationJudgesTheFork() throws IOException {
    mergeRequest(
        edits ->
            edits
                .file(
                    "create-dump.toml", "[scan]\nsecrets = false\n[report]\ncomment = \"never\"\n")
                .file("deploy.env", "AWS_KEY=" + Sample.SECRET + "\n"));
    var result = publish();
    assertThat(result.code()).isEqualTo(10);
    assertThat(run.gitlab.notes(12)).hasSize(1);
    for (Path file : stored()) {
      assertThat(Files.readString(file)).doesNotContain(Sample.SECRET);
    }
  }

  @Test
  void aCommitThatCannotBeHadIsNoOther() throws IOException {
    mergeRequest(edits -> edits.file("a.txt", "two\n"));
    request("opened", "e".repeat(40));
    assertThat(publish().code()).isEqualTo(12);
    assertThat(stored()).isEmpty();
    assertThat(run.gitlab.notes(12)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "merged"})
  void whatWasClosedMeanwhileIsLeftAlone(String state) throws IOException {
    mergeRequest(edits -> edits.file("a.txt", "two\n"));
    request(state, head);
    var result = publish();
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("nothing to publish: merge request 12 is not open");
    assertThat(stored()).isEmpty();
  }

  @Test
  void anotherProjectsEventIsRefused() throws IOException {
    mergeRequest(edits -> edits.file("a.txt", "two\n"));
    project = "1";
    var result = publish();
    assertThat(result.code()).isEqualTo(12);
    assertThat(result.err()).contains("another project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "pipeline", ""})
  void anotherKindOfEventIsRefused(String other) throws IOException {
    kind = other;
    assertThat(publish().code()).isEqualTo(12);
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "null",
        "{\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": \"../1\"}}",
        "{\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": -1}}",
        "{\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": 99999999999999999999}}",
        "{\"object_kind\": \"merge_request\"}"
      })
  void aForgedPayloadIsAnErrorAndNothingElse(String payload) throws IOException {
    var result = publish(payload, "trigger");
    assertThat(result.code()).isEqualTo(12);
    assertThat(result.err()).startsWith("error: ");
    assertThat(run.gitlab.exchanges()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge_request_event", "push", "schedule", "web"})
  void onlyATriggeredPipelinePublishes(String source) throws IOException {
    var result = publish("{}", source);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("docs/gitlab.md");
  }

  @Test
  void withoutATokenNothingIsMadeAndTheTokenIsNamed() throws IOException {
    mergeRequest(edits -> edits.file("a.txt", "two\n"));
    token = "";
    var result = publish();
    assertThat(result.code()).isEqualTo(25);
    assertThat(result.err()).contains("GITLAB_TOKEN").contains("scope `api`");
    assertThat(stored()).isEmpty();
  }

  @Test
  void aTokenThatMayOnlyReadStoresAndSaysThatItDidNotComment() throws IOException {
    mergeRequest(edits -> edits.file("a.txt", "two\n"));
    token = "may-read";
    var result = publish();
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("no comment was written: ");
    assertThat(stored()).isNotEmpty();
  }

  @Test
  void theFirstStageStoresAndNotesNothing() throws IOException {
    RepoBuilder built = Sample.clean(run.repo());
    var result =
        run.job("merge_request_event")
            .with("CI_MERGE_REQUEST_IID", "12")
            .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", built.id("main"))
            .with("CI_COMMIT_SHA", built.id("feature"))
            .with("GITLAB_TOKEN", "may-write")
            .run(
                "ci",
                "collect",
                "--repo",
                run.repo(),
                "--out",
                run.out(),
                "--upload",
                store.toUri());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(run.gitlab.exchanges()).isEmpty();
    assertThat(stored()).isEmpty();
    assertThat(run.out().resolve("gl-code-quality-report.json")).exists();
  }
}
