package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.testkit.forge.FakeGitLab;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump ci` in GitLab CI from end to end: a real repository, the variables that GitLab
/// predefines, and a GitLab that fits in a test.
class GitLabCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;

  private GitLabRun run;

  @BeforeEach
  void start() throws IOException {
    run = new GitLabRun(temporary);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  private String note() {
    List<FakeGitLab.Note> notes = run.gitlab.notes(GitLabRun.MR);
    assertThat(notes).hasSize(1);
    return notes.getFirst().body();
  }

  private String file(String name) throws IOException {
    return Files.readString(run.out().resolve(name));
  }

  /// Compared with the default branch, it would pass.
  @Test
  void aMergeRequestThatIsHalfSetIsNoBranch() {
    RepoBuilder built = Sample.create(run.repo(), "x");
    String base = built.id("main");
    String head = built.id("feature");
    Invocation job =
        run.job("merge_request_event")
            .with("CI_MERGE_REQUEST_IID", "../7")
            .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
            .with("CI_COMMIT_SHA", head);
    for (String command : List.of("ci", "diff")) {
      var number = job.run(command, "--repo", run.repo(), "--out", run.out());
      assertThat(number.code()).isEqualTo(12);
      assertThat(number.err()).contains("CI_MERGE_REQUEST_IID").contains("--base and --head");
    }
    assertThat(run.out()).doesNotExist();
    var sha =
        job.with("CI_MERGE_REQUEST_IID", "7")
            .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "--x")
            .run("diff", "--repo", run.repo(), "--out", run.out());
    assertThat(sha.code()).isEqualTo(12);
    assertThat(sha.err()).contains("CI_MERGE_REQUEST_DIFF_BASE_SHA");
    var named =
        job.with("CI_MERGE_REQUEST_IID", "x")
            .run(
                List.of("diff", "--repo", run.repo(), "--out", run.out()),
                List.of("--base", base, "--head", head));
    assertThat(named.code()).as(named.err()).isZero();
  }

  @Test
  void oneNoteThatIsKeptUpToDate() {
    RepoBuilder built = Sample.create(run.repo(), "x");
    var first = run.ci(built, "may-write");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("comment: http").contains("/-/merge_requests/12#note_1");
    assertThat(note())
        .contains("3 files, +6 −2")
        .contains("introduced `aws-access-key` in `deploy.env`:1")
        .doesNotContain(Sample.SECRET);
    long writes = writes();
    run.ci(built, "may-write");
    assertThat(writes()).as("nothing changed, so nothing is written").isEqualTo(writes);
    built.commit("feature", "more", edits -> edits.file("later.txt", "x\n"));
    run.ci(built, "may-write");
    assertThat(note()).contains("4 files");
    assertThat(run.gitlab.commands()).isEmpty();
  }

  private long writes() {
    return run.gitlab.exchanges().stream().filter(e -> !e.method().equals("GET")).count();
  }

  @Test
  void withoutATokenTheArtifactIsLeftAndTheTokenIsNamed() {
    var result = run.ci(Sample.clean(run.repo()), "");
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("no comment was written: there is no token (GITLAB_TOKEN)")
        .contains("CI_JOB_TOKEN cannot write notes")
        .contains("scope `api`");
    assertThat(result.lines()).hasSize(5);
    assertThat(run.gitlab.exchanges()).isEmpty();
  }

  @Test
  void theJobsOwnTokenIsDeniedAndSaidClearly() {
    run.gitlab.token(
        "job-token-of-this-job", new FakeGitLab.Account("somebody", FakeGitLab.Scope.JOB));
    var result = run.ci(Sample.clean(run.repo()), "job-token-of-this-job");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("CI_JOB_TOKEN");
  }

  @Test
  void codeQualityHasWhatTheWidgetReads() throws IOException {
    run.ci(Sample.create(run.repo(), "x"), "");
    JsonNode report = JSON.readTree(file("gl-code-quality-report.json"));
    assertThat(report).hasSize(2);
    JsonNode secret = report.get(0);
    assertThat(secret.path("check_name").asText()).isEqualTo("aws-access-key");
    assertThat(secret.path("severity").asText()).isIn("blocker", "critical", "major");
    assertThat(secret.at("/location/path").asText()).isEqualTo("deploy.env");
    assertThat(secret.at("/location/lines/begin").asInt()).isEqualTo(1);
    assertThat(report.get(1).path("description").asText()).startsWith("To-do: ");
    assertThat(report.get(1).path("severity").asText()).isEqualTo("info");
    assertThat(report.findValuesAsText("fingerprint")).doesNotHaveDuplicates().doesNotContain("");
    assertThat(report.toString()).doesNotContain(Sample.SECRET).doesNotContain("old thing");
  }

  @Test
  void secretDetectionHasWhatGitLabsSchemaAsksFor() throws IOException {
    RepoBuilder built = Sample.create(run.repo(), "x");
    run.ci(built, "");
    JsonNode report = JSON.readTree(file("gl-secret-detection-report.json"));
    assertThat(problems(report)).isEmpty();
    JsonNode secret = report.path("vulnerabilities").get(0);
    assertThat(secret.at("/location/file").asText()).isEqualTo("deploy.env");
    assertThat(secret.at("/location/commit/sha").asText()).isEqualTo(built.id("feature"));
    assertThat(report.toString()).doesNotContain(Sample.SECRET).doesNotContain("raw_source");
  }

  @Test
  void withoutFindingsTheReportsAreThereAndEmpty() throws IOException {
    run.ci(Sample.clean(run.repo()), "");
    assertThat(JSON.readTree(file("gl-code-quality-report.json"))).isEmpty();
    JsonNode report = JSON.readTree(file("gl-secret-detection-report.json"));
    assertThat(problems(report)).isEmpty();
    assertThat(report.path("vulnerabilities")).isEmpty();
  }

  @Test
  void theSchemaBites() throws IOException {
    assertThat(problems(JSON.readTree("{\"version\": \"15.0.2\", \"vulnerabilities\": []}")))
        .isNotEmpty();
  }

  private static List<Error> problems(JsonNode report) throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            GitLabCommandTest.class.getResourceAsStream("secret-detection.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
          .validate(report.toString(), InputFormat.JSON);
    }
  }

  @Test
  void laterJobsGetVariables() throws IOException {
    Path store = Files.createDirectory(temporary.resolve("store"));
    var result = run.ci(Sample.clean(run.repo()), "may-write", "--upload", store.toUri());
    assertThat(result.code()).isZero();
    Map<String, String> variables = variables();
    assertThat(variables)
        .containsEntry("DUMP_FILES", "1")
        .containsEntry("DUMP_ADDED", "1")
        .containsEntry("DUMP_FINDINGS", "0")
        .containsEntry("DUMP_DIRECTORY", run.out().toString());
    assertThat(variables.get("DUMP_NAME")).startsWith("app_pr12_");
    assertThat(variables.get("DUMP_DIGEST")).matches("[0-9a-f]{64}");
    assertThat(variables.get("DUMP_URI")).startsWith("file://").endsWith(".manifest.json");
    assertThat(variables.get("DUMP_COMMENT_URL")).endsWith("#note_1");
    assertThat(Files.size(run.out().resolve("create-dump.env"))).isLessThan(5_000);
  }

  /// As GitLab reads them: each line must have a name and an equals sign.
  private Map<String, String> variables() throws IOException {
    Map<String, String> variables = new java.util.TreeMap<>();
    for (String line : file("create-dump.env").lines().toList()) {
      assertThat(line).matches("[A-Z_]+=[^$]*");
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return variables;
  }

  @Test
  void aValueThatWouldBeExpandedOrBreakTheLineIsLeftOut() throws IOException {
    RepoBuilder built = Sample.clean(run.repo());
    Path odd = temporary.resolve("a$CI_JOB_TOKEN");
    var result =
        run.job("push")
            .with("CI_COMMIT_BEFORE_SHA", built.id("main"))
            .with("CI_COMMIT_SHA", built.id("feature"))
            .run("ci", "--repo", run.repo(), "--out", odd);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readString(odd.resolve("create-dump.env")))
        .contains("DUMP_FILES=1\n")
        .doesNotContain("CI_JOB_TOKEN")
        .doesNotContain("DUMP_DIRECTORY");
  }

  @Test
  void reportsForWidgetsCanBeSwitchedOff() {
    run.job("merge_request_event");
    RepoBuilder built = Sample.clean(run.repo());
    var result =
        run.job("push")
            .with("CI_COMMIT_BEFORE_SHA", built.id("main"))
            .with("CI_COMMIT_SHA", built.id("feature"))
            .with("CREATE_DUMP_REPORT_ANNOTATIONS", "false")
            .run("ci", "--repo", run.repo(), "--out", run.out());
    assertThat(result.code()).isZero();
    assertThat(run.out().resolve("gl-code-quality-report.json")).doesNotExist();
    assertThat(run.out().resolve("create-dump.env")).exists();
  }

  @Test
  void postPrKnowsMergeRequests() throws IOException {
    run.gitlab.request(
        new FakeGitLab.Request(GitLabRun.PROJECT, 12, "t", "a".repeat(40), "b".repeat(40), true));
    Path dump = Files.writeString(temporary.resolve("dump.md"), "# dump\n\n/merge\n");
    String url = run.gitlab.serverUrl() + "/" + GitLabRun.PROJECT + "/-/merge_requests/12";
    Invocation job = run.job("push").with("GITLAB_TOKEN", "may-write");
    assertThat(job.run("post-pr", "--file", dump, "--pr-url", url).err())
        .isEqualTo("comment created\n");
    assertThat(job.run("post-pr", "--file", dump, "--pr-url", url).err())
        .isEqualTo("comment unchanged\n");
    assertThat(run.gitlab.commands()).isEmpty();

    var stranger =
        job.run(
            "post-pr", "--file", dump, "--pr-url", "https://evil.example/g/p/-/merge_requests/1");
    assertThat(stranger.code()).isEqualTo(25);
    assertThat(stranger.err()).contains("CREATE_DUMP_TOKEN");
    var without = run.job("push").run("post-pr", "--file", dump, "--pr-url", url);
    assertThat(without.code()).isEqualTo(25);
    assertThat(without.err()).contains("Set GITLAB_TOKEN");
  }
}
