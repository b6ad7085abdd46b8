package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitLab;
import dev.createdump.testkit.guide.Guide;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The templates and the examples that people copy, run as pipelines.
class GitLabPipelineTest {
  private static final Path GITLAB_CI = Path.of("..", "..", "gitlab-ci");

  private static final Path DOCS = Path.of("..", "..", "docs");

  @TempDir Path temporary;

  private FakeGitLab gitlab;
  private RepoBuilder origin;
  private Path checkout;

  @BeforeEach
  void start() throws IOException {
    gitlab = FakeGitLab.start();
    gitlab.token(
        "may-write-this-project", new FakeGitLab.Account("project_1_bot", FakeGitLab.Scope.API));
    origin = Sample.clean(temporary.resolve("origin"));
    checkout = temporary.resolve("checkout");
    origin = Sample.clean(temporary.resolve("origin"));
  }

  @AfterEach
  void stop() {
    gitlab.close();
  }

  /// A checkout of the branch `feature` of a project with this pipeline.
  private GitLabPipeline pipeline(String yaml) throws IOException {
    GitLabPipeline.write(origin, "main", yaml);
    origin.merge("feature", "main", "merge", edits -> {});
    GitLabPipeline.write(origin, "feature", yaml);
    origin.cloneTo(checkout);
    git("checkout", "--quiet", "feature");
    return new GitLabPipeline(temporary, checkout)
        .with("CI_PROJECT_PATH", "group/sub/app")
        .with("CI_PROJECT_ID", "4711")
        .with("CI_SERVER_URL", gitlab.serverUrl().toString())
        .with("CI_SERVER_HOST", "127.0.0.1")
        .with("CI_API_V4_URL", gitlab.apiUrl().toString())
        .with("CI_COMMIT_REF_SLUG", "feature")
        .with("GITLAB_TOKEN", "may-write-this-project");
  }

  private void git(String... words) throws IOException {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
    try {
      Process git = new ProcessBuilder(command).directory(checkout.toFile()).inheritIO().start();
      assertThat(git.waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private GitLabPipeline mergeRequest(GitLabPipeline pipeline) {
    gitlab.request(
        new FakeGitLab.Request(
            "group/sub/app", 12, "t", origin.id("main"), origin.id("feature"), true));
    return pipeline
        .with("CI_PIPELINE_SOURCE", "merge_request_event")
        .with("CI_MERGE_REQUEST_IID", "12")
        .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", origin.id("main"))
        .with("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", origin.id("feature"))
        .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
        .with("CI_COMMIT_SHA", origin.id("feature"));
  }

  private Path artifacts(String job) {
    return checkout.resolve(".gitlab-ci-local/artifacts").resolve(job).resolve("dump");
  }

  @Test
  void theExampleForMergeRequestsLeavesArtifactsANoteAndVariables() throws Exception {
    String yaml = GitLabPipeline.read(GITLAB_CI.resolve("examples/merge-requests.yml"));
    var ran = mergeRequest(pipeline(yaml)).run();
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(ran.said())
        .contains("The dump app_pr12_")
        .contains(" shows 1 files, its digest is ");
    assertThat(artifacts("create-dump").resolve("gl-code-quality-report.json")).exists();
    assertThat(artifacts("create-dump").resolve("gl-secret-detection-report.json")).exists();
    try (Stream<Path> files = Files.list(artifacts("create-dump"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("app_pr12_") && name.endsWith(".html"));
    }
    assertThat(gitlab.notes(12)).hasSize(1);
  }

  /// What stands in the guides is what people paste.
  @Test
  void theGuidesPipelineDoesTheWholeJob() throws Exception {
    Guide guide = Guide.read(DOCS.resolve("gitlab.md"));
    assertThat(guide.examples()).as("examples that are followed").hasSize(1);
    var ran = mergeRequest(pipeline(guide.examples().getFirst().text())).run();
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(artifacts("create-dump").resolve("gl-code-quality-report.json")).exists();
    assertThat(gitlab.notes(12)).hasSize(1);
  }

  @Test
  void theJobOfTheImagesGuideIsOne() throws Exception {
    Guide.Example job = Guide.read(DOCS.resolve("image.md")).at("Run it 3");
    var ran = mergeRequest(pipeline(job.text())).run();
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(checkout.resolve("dump")).isDirectoryContaining("glob:**.manifest.json");
    assertThat(gitlab.notes(12)).hasSize(1);
  }

  @Test
  void whatAnInputHoldsIsNoCommand() throws Exception {
    Path pwned = temporary.resolve("pwned");
    String title = "a\"b' $(touch " + pwned + ") `touch " + pwned + "` $CI_PROJECT_ID ${HOME};";
    String yaml =
        """
        include:
          - local: templates/create-dump.yml
            inputs:
              title: '%s'
              name: change
        """
            .formatted(title.replace("'", "''"));
    var ran = mergeRequest(pipeline(yaml)).run();
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(pwned).doesNotExist();
    String json = Files.readString(artifacts("create-dump").resolve("change.json"));
    assertThat(json).contains(title.replace("\"", "\\\""));
  }

  @Test
  void aBlockedChangeFailsTheJobAndLeavesItsReports() throws Exception {
    String yaml =
        "include:\n  - local: templates/create-dump.yml\n    inputs: {fail-on: secrets}\n";
    GitLabPipeline pipeline = pipeline(yaml);
    origin.commit("feature", "bad", e -> e.file("deploy.env", "AWS_KEY=" + Sample.SECRET + "\n"));
    git("pull", "--quiet", "origin", "feature");
    var ran = mergeRequest(pipeline).run();
    assertThat(ran.code()).isNotZero();
    assertThat(ran.said()).contains("aws-access-key").doesNotContain(Sample.SECRET);
    assertThat(Files.readString(artifacts("create-dump").resolve("gl-code-quality-report.json")))
        .contains("aws-access-key")
        .doesNotContain(Sample.SECRET);
  }

  /// gitlab-ci-local checks `options` and not `regex`.
  @Test
  void aValueThatIsNoOptionIsRefusedBeforeAnythingRuns() throws Exception {
    String yaml =
        "include:\n  - local: templates/create-dump.yml\n    inputs: {fail-on: sometimes}\n";
    var ran = mergeRequest(pipeline(yaml)).run();
    assertThat(ran.code()).isNotZero();
    assertThat(ran.said()).contains("fail-on").doesNotContain("create-dump starting");
  }

  @Test
  void aForkIsCollectedWithoutATokenAndPublishedByTheDefaultBranch() throws Exception {
    String yaml =
        GitLabPipeline.read(GITLAB_CI.resolve("examples/forks.yml"))
            .replace(
                "s3://evidence-bucket/prod", Files.createDirectory(store()).toUri().toString());
    var collected = mergeRequest(pipeline(yaml)).with("GITLAB_TOKEN", "").run();
    assertThat(collected.code()).as(collected.said()).isZero();
    assertThat(collected.said()).contains("create-dump-collect").doesNotContain("publish finished");
    assertThat(gitlab.exchanges()).isEmpty();

    origin.run("update-ref", "refs/merge-requests/12/head", origin.id("feature"));
    git("checkout", "--quiet", "main");
    Path payload = temporary.resolve("payload.json");
    Files.writeString(
        payload,
        "{\"object_kind\": \"merge_request\", \"project\": {\"id\": 4711},"
            + " \"object_attributes\": {\"iid\": 12}}");
    var published =
        new GitLabPipeline(temporary, checkout)
            .with("CI_PIPELINE_SOURCE", "trigger")
            .with("TRIGGER_PAYLOAD", payload.toString())
            .with("CI_PROJECT_PATH", "group/sub/app")
            .with("CI_PROJECT_ID", "4711")
            .with("CI_SERVER_URL", gitlab.serverUrl().toString())
            .with("CI_API_V4_URL", gitlab.apiUrl().toString())
            .with("GITLAB_TOKEN", "may-write-this-project")
            .run();
    assertThat(published.code()).as(published.said()).isZero();
    assertThat(gitlab.notes(12)).hasSize(1);
    try (Stream<Path> files = Files.walk(store())) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".manifest.json"));
    }
  }

  private Path store() {
    return temporary.resolve("store");
  }

  @Test
  void thePolicysJobIsAPipelineToo() throws Exception {
    String yaml = GitLabPipeline.read(GITLAB_CI.resolve("policy/create-dump.yml"));
    var ran =
        mergeRequest(pipeline("stages: [test, .pipeline-policy-post]\n" + yaml)).run("--list");
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(ran.said()).contains("evidence").contains(".pipeline-policy-post");
  }

  /// Without its policy and its store, which are other people's servers.
  @Test
  void thePolicysJobDoesTheWholeJob() throws Exception {
    String store = Files.createDirectory(store()).toUri().toString();
    String yaml =
        GitLabPipeline.read(GITLAB_CI.resolve("policy/create-dump.yml"))
            .replaceAll("(?m)^      policy: .*\n", "")
            .replace("s3://evidence-bucket/prod", store)
            .replace("/tmp/aws-token", temporary.resolve("aws-token").toString());
    var ran = mergeRequest(pipeline("stages: [.pipeline-policy-post]\n" + yaml)).run();
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(temporary.resolve("aws-token")).exists();
    assertThat(gitlab.notes(12)).hasSize(1);
    try (Stream<Path> files = Files.walk(store())) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".manifest.json"));
    }
  }

  @Test
  void pipelinesOfOtherKindsHaveNoJob() throws Exception {
    String yaml = "include:\n  - local: templates/create-dump.yml\n";
    var ran = pipeline(yaml).with("CI_PIPELINE_SOURCE", "schedule").run("--list");
    assertThat(ran.said()).doesNotContain("create-dump ");
  }
}
