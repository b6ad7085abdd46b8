package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.guide.Guide;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every workflow that people copy, run for every event that starts it: with a token that has the
/// rights that the workflow asks for and no others.
class ExampleWorkflowsTest {
  private static final Path EXAMPLES = Path.of("..", "..", "github-action", "examples");

  private static final String TOKEN = "ghs_jobjobjobjobjobjobjobjobjobjobjobjobjobj";

  @TempDir Path temporary;

  private FakeGitHub github;
  private RepoBuilder origin;
  private Path workspace;
  private String merged = "";

  @SuppressWarnings("NullAway.Init") // JUnit calls start() before any test
  ExampleWorkflowsTest() {}

  /// An example and an event that starts it.
  record Case(String example, String event) {
    @Override
    public String toString() {
      return example + " for " + event;
    }
  }

  static List<Case> cases() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      List<Path> examples = files.sorted().toList();
      List<Case> cases = new ArrayList<>();
      for (Path example : examples) {
        for (String event : WorkflowFile.read(example).events()) {
          cases.add(new Case(example.getFileName().toString(), event));
        }
      }
      return cases;
    }
  }

  @BeforeEach
  void start() throws IOException {
    github = FakeGitHub.start();
    origin = Sample.clean(temporary.resolve("origin"));
    workspace = Files.createDirectory(temporary.resolve("workspace"));
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void everyEventThatIsPromisedIsThere() throws IOException {
    assertThat(cases())
        .extracting(Case::event)
        .contains("pull_request", "push", "merge_group", "workflow_run");
    assertThat(cases()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theExampleDoesItsJob(Case one) throws Exception {
    WorkflowFile workflow = workflow(one);
    WorkflowRun run = run(workflow, one.event());
    assertThat(run.failure()).isEmpty();
    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.done()).hasSize(workflow.steps().size());
    boolean comments =
        workflow.mayWrite("pull-requests")
            && List.of("pull_request", "workflow_run").contains(one.event());
    assertThat(github.comments(7)).hasSize(comments ? 1 : 0);
    assertThat(github.checkRuns()).hasSize(workflow.mayWrite("checks") ? 1 : 0);
    try (Stream<Path> files = Files.list(workspace.resolve("dump"))) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".manifest.json"));
    }
  }

  /// The guide's only example: steps, which stand in a workflow with the rights that it names.
  @Test
  void theGuidesStepsDoTheirJob() throws Exception {
    Guide guide = Guide.read(Path.of("..", "..", "docs", "github.md"));
    assertThat(guide.examples()).as("examples that are followed").hasSize(1);
    String head =
        """
        on: {pull_request: }
        permissions: {contents: read, pull-requests: write}
        jobs:
          evidence:
            steps:
        """;
    Path file = temporary.resolve("workflow.yml");
    Files.writeString(file, head + guide.at("The step").text().indent(6));
    WorkflowFile workflow = WorkflowFile.read(file);
    WorkflowRun run = run(workflow, "pull_request");
    assertThat(run.failure()).isEmpty();
    assertThat(run.code()).as(run.said()).isZero();
    assertThat(run.done()).hasSize(2);
    assertThat(github.comments(7)).hasSize(1);
    assertThat(workspace.resolve("dump")).isDirectoryContaining("glob:**.html");
  }

  /// Where the workflow gates it fails; where it shows alerts, it leaves them.
  @ParameterizedTest
  @MethodSource("cases")
  void aSecretIsSeenAndNotShown(Case one) throws Exception {
    origin.commit(
        "feature", "bad", edits -> edits.file("deploy.env", "AWS_KEY=" + Sample.SECRET + "\n"));
    WorkflowFile workflow = workflow(one);
    WorkflowRun run = run(workflow, one.event());
    assertThat(run.failure()).isEmpty();
    boolean gates =
        workflow.steps().stream().anyMatch(step -> "secrets".equals(step.with().get("fail-on")));
    assertThat(run.code()).as(run.said()).isEqualTo(gates ? 10 : 0);
    assertThat(run.said()).contains("aws-access-key").doesNotContain(Sample.SECRET);
    assertThat(github.exchanges()).noneMatch(sent -> sent.body().contains(Sample.SECRET));
  }

  private static WorkflowFile workflow(Case one) throws IOException {
    return WorkflowFile.read(EXAMPLES.resolve(one.example()));
  }

  private WorkflowRun run(WorkflowFile workflow, String event) throws Exception {
    boolean writes = workflow.mayWrite("checks") || workflow.mayWrite("pull-requests");
    github.token(TOKEN, new FakeGitHub.Account("github-actions[bot]", writes));
    merged = merge();
    String base = origin.id("main");
    String head = origin.id("feature");
    github.pull(new FakeGitHub.Pull("octo", "app", 7, "t", base, head, true, "octo:feature"));
    origin.run("update-ref", "refs/pull/7/head", head);
    try (ExampleStore store = ExampleStore.of(workflow, temporary)) {
      WorkflowRun run = new WorkflowRun(workflow, workspace, variables(event), store);
      run.run(origin, event.equals("workflow_run") ? base : merged);
      assertThat(store.names().all()).as(run.said()).isNotEmpty();
      return run;
    }
  }

  /// GitHub's own merge of the two, of which only one has moved on.
  private String merge() {
    String[] git = {"-c", "user.name=GitHub", "-c", "user.email=noreply@example.com"};
    List<String> command = new ArrayList<>(List.of(git));
    command.addAll(List.of("commit-tree", "-m", "Merge", "-p", "main", "-p", "feature"));
    command.add("feature^{tree}");
    String id = origin.run(command.toArray(String[]::new));
    origin.run("update-ref", "refs/heads/merged", id);
    return id;
  }

  private Map<String, String> variables(String event) throws IOException {
    Path file = Files.writeString(temporary.resolve("event.json"), payload(event));
    Map<String, String> variables = new TreeMap<>();
    variables.put("CI", "true");
    variables.put("HOME", temporary.toString());
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_WORKSPACE", workspace.toString());
    variables.put("GITHUB_EVENT_NAME", event);
    variables.put("GITHUB_EVENT_PATH", file.toString());
    variables.put("GITHUB_OUTPUT", temporary.resolve("output").toString());
    variables.put("GITHUB_STEP_SUMMARY", temporary.resolve("summary.md").toString());
    variables.put("GITHUB_REPOSITORY", "octo/app");
    variables.put("GITHUB_RUN_ID", "99");
    variables.put("GITHUB_SERVER_URL", github.serverUrl().toString());
    variables.put("GITHUB_API_URL", github.apiUrl().toString());
    variables.put("GITHUB_SHA", merged);
    variables.put("github.token", TOKEN);
    return variables;
  }

  /// The fields that GitHub's documentation of webhook payloads names and create-dump reads.
  private String payload(String event) {
    String base = origin.id("main");
    String head = origin.id("feature");
    String repository =
        "\"repository\": {\"full_name\": \"octo/app\", \"default_branch\": \"main\"}";
    String fields =
        switch (event) {
          case "pull_request" ->
              """
              "action": "synchronize", "number": 7,
              "pull_request": {"number": 7, "title": "t", "html_url": "https://github.com/octo/app/pull/7",
                "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "feature"}}"""
                  .formatted(base, head);
          case "push" ->
              """
              "ref": "refs/heads/main", "before": "%s", "after": "%s", "forced": false"""
                  .formatted(base, merged);
          case "merge_group" ->
              """
              "action": "checks_requested",
              "merge_group": {"head_sha": "%s", "head_ref": "refs/heads/gh-readonly-queue/main/pr-7",
                "base_sha": "%s", "base_ref": "refs/heads/main"}"""
                  .formatted(merged, base);
          case "workflow_run" ->
              """
              "action": "completed", "workflow_run": {"id": 5, "event": "pull_request",
                "head_sha": "%s", "head_branch": "feature",
                "head_repository": {"owner": {"login": "octo"}}, "pull_requests": []}"""
                  .formatted(head);
          default -> throw new IllegalArgumentException("this harness knows no event " + event);
        };
    return "{" + fields + ", " + repository + "}";
  }
}
