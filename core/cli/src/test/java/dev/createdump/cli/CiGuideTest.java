package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.guide.Guide;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guide to other CI systems, followed: each of its pipelines in a checkout as that system
/// makes it, with the variables that its documentation names, its scripts in a shell.
class CiGuideTest {
  @TempDir Path temporary;

  private RepoBuilder origin;
  private Path work;
  private Path bin;
  private String head = "";

  @SuppressWarnings("NullAway.Init") // JUnit calls start() before any test
  CiGuideTest() {}

  static List<Guide.Example> examples() throws IOException {
    return Guide.read(Path.of("..", "..", "docs", "ci.md")).examples();
  }

  /// A pull request whose target has moved on.
  @BeforeEach
  void start() throws IOException {
    origin = Sample.clean(temporary.resolve("origin"));
    origin.commit("main", "Go on", edits -> edits.file("later.txt", "x\n"));
    work = Files.createDirectory(temporary.resolve("work"));
    bin = OnPath.in(temporary);
    head = origin.id("feature");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleDumpsAndKeepsTheChange(Guide.Example example) throws Exception {
    Job job = job(example);
    assertThat(run(job)).isZero();
    assertThat(kept(job)).anyMatch(name -> name.endsWith(".patch"));
    String manifest =
        Files.readString(work.resolve(one(kept(job), name -> name.endsWith(".manifest.json"))));
    assertThat(manifest).contains(head, "a.txt").doesNotContain("later.txt");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleGatesWhereItSaysSo(Guide.Example example) throws Exception {
    origin.commit(
        "feature", "bad", edits -> edits.file("deploy.env", "AWS_KEY=" + Sample.SECRET + "\n"));
    head = origin.id("feature");
    Job job = job(example);
    boolean gates = example.text().contains("--fail-on secrets");
    assertThat(run(job)).isEqualTo(gates ? 10 : 0);
    assertThat(gates).isEqualTo(!example.place().equals("Anywhere else"));
  }

  /// What a system makes of a pipeline.
  private record Job(PipelineSnippet snippet, Map<String, String> variables) {}

  private Job job(Guide.Example example) throws Exception {
    return switch (example.place()) {
      case "Jenkins" -> jenkins(PipelineSnippet.jenkins(example));
      case "Azure Pipelines" -> azure(PipelineSnippet.azure(example));
      case "Bitbucket Pipelines" -> bitbucket(PipelineSnippet.bitbucket(example));
      case "Buildkite" -> buildkite(PipelineSnippet.buildkite(example));
      case "Anywhere else" -> anywhere(example);
      default -> throw new AssertionError("nobody follows this example: " + example);
    };
  }

  /// The current revision of the pull request, with the target branch beside it.
  private Job jenkins(PipelineSnippet snippet) throws Exception {
    origin.run("update-ref", "refs/pull/7/head", head);
    git("init", "--quiet");
    git("remote", "add", "origin", url());
    git("fetch", "--quiet", "--no-tags", "origin", "+refs/pull/7/head:refs/remotes/origin/PR-7");
    git("fetch", "--quiet", "--no-tags", "origin", "+refs/heads/main:refs/remotes/origin/main");
    git("checkout", "--quiet", "--force", head);
    return new Job(
        snippet,
        Map.of(
            "JENKINS_URL", "https://ci.example.org/",
            "BUILD_TAG", "jenkins-app-PR-7-3",
            "BUILD_URL", "https://ci.example.org/job/app/job/PR-7/3/",
            "BRANCH_NAME", "PR-7",
            "CHANGE_ID", "7",
            "CHANGE_TITLE", "Say two",
            "CHANGE_URL", "https://git.example.org/o/app/pull/7",
            "CHANGE_BRANCH", "feature",
            "CHANGE_TARGET", "main"));
  }

  /// A merge that nobody wrote, checked out at the depth that the pipeline asks for; `$(…)` of a
  /// script is replaced before the shell sees it.
  private Job azure(PipelineSnippet snippet) throws Exception {
    origin.run("update-ref", "refs/pull/7/merge", merge());
    git("init", "--quiet");
    git("remote", "add", "origin", url());
    String[] depth = snippet.whole() ? new String[0] : new String[] {"--depth=1"};
    git(
        words(
            List.of("fetch", "--quiet", "--no-tags", "origin"),
            depth,
            "+refs/heads/*:refs/remotes/origin/*",
            "+refs/pull/7/merge:refs/remotes/pull/7/merge"));
    git("checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge");
    Path staging = Files.createDirectory(work.resolve("staging"));
    PipelineSnippet replaced =
        new PipelineSnippet(
            snippet.scripts().stream().map(text -> staged(text, staging.toString())).toList(),
            snippet.artifacts().stream().map(text -> staged(text, "staging") + "/**").toList(),
            snippet.whole(),
            "");
    return new Job(
        replaced,
        Map.of(
            "TF_BUILD", "True",
            "BUILD_REASON", "PullRequest",
            "BUILD_BUILDID", "55",
            "BUILD_SOURCEVERSION", origin.id("refs/pull/7/merge"),
            "SYSTEM_COLLECTIONURI", "https://dev.azure.com/org/",
            "SYSTEM_TEAMPROJECT", "team",
            "BUILD_REPOSITORY_URI", "https://dev.azure.com/org/team/_git/app",
            "SYSTEM_PULLREQUEST_SOURCECOMMITID", head,
            "SYSTEM_PULLREQUEST_PULLREQUESTID", "7",
            "SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"));
  }

  private static String staged(String text, String directory) {
    String replaced = text.replace("$(Build.ArtifactStagingDirectory)", directory);
    assertThat(replaced).as("a macro that is not known here").doesNotContain("$(");
    return replaced;
  }

  /// A clone of the branch, into which the target is merged.
  private Job bitbucket(PipelineSnippet snippet) throws Exception {
    assertThat(snippet.image()).isEqualTo(ActionFiles.IMAGE.substring("docker://".length()));
    String[] depth = snippet.whole() ? new String[0] : new String[] {"--depth=50"};
    git(words(List.of("clone", "--quiet", "--branch=feature"), depth, url(), "."));
    git("fetch", "--quiet", "origin", "+refs/heads/main:refs/remotes/origin/main");
    git("reset", "--quiet", "--hard", head);
    git(
        "-c",
        "user.name=bitbucket-pipelines",
        "-c",
        "user.email=commits-noreply@bitbucket.org",
        "merge",
        "--quiet",
        "--no-edit",
        "origin/main");
    return new Job(
        snippet,
        Map.of(
            "BITBUCKET_BUILD_NUMBER", "9",
            "BITBUCKET_PIPELINE_UUID", "{0a1b}",
            "BITBUCKET_GIT_HTTP_ORIGIN", "https://bitbucket.org/team/app",
            "BITBUCKET_COMMIT", head,
            "BITBUCKET_BRANCH", "feature",
            "BITBUCKET_PR_ID", "3",
            "BITBUCKET_PR_DESTINATION_BRANCH", "main"));
  }

  private Job buildkite(PipelineSnippet snippet) throws Exception {
    origin.run("update-ref", "refs/pull/31/head", head);
    git("clone", "--quiet", "-v", url(), ".");
    git("fetch", "--quiet", "-v", "origin", "refs/pull/31/head");
    git("checkout", "--quiet", "--force", head);
    return new Job(
        snippet,
        Map.of(
            "BUILDKITE", "true",
            "BUILDKITE_SOURCE", "webhook",
            "BUILDKITE_COMMIT", head,
            "BUILDKITE_BRANCH", "feature",
            "BUILDKITE_PIPELINE_DEFAULT_BRANCH", "main",
            "BUILDKITE_JOB_ID", "0190-ab",
            "BUILDKITE_BUILD_URL", "https://buildkite.com/o/app/builds/4",
            "BUILDKITE_PULL_REQUEST", "31",
            "BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main"));
  }

  private Job anywhere(Guide.Example example) throws Exception {
    git("clone", "--quiet", "--branch=feature", url(), ".");
    return new Job(new PipelineSnippet(example.commands(), List.of("dump/**"), true, ""), Map.of());
  }

  private String url() {
    return origin.directory().toUri().toString();
  }

  private String merge() {
    return origin.run(
        "-c",
        "user.name=Azure",
        "-c",
        "user.email=noreply@example.com",
        "commit-tree",
        "-m",
        "Merge pull request 7",
        "-p",
        "main",
        "-p",
        "feature",
        "feature^{tree}");
  }

  private static String[] words(List<String> first, String[] then, String... last) {
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of(then));
    words.addAll(List.of(last));
    return words.toArray(String[]::new);
  }

  private void git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    assertThat(run(command, Map.of())).as(command.toString()).isZero();
  }

  /// @return the exit code of the first script that fails
  private int run(Job job) throws Exception {
    assertThat(job.snippet().scripts()).isNotEmpty();
    for (String script : job.snippet().scripts()) {
      int code = run(List.of("sh", "-e", "-c", script), job.variables());
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  private int run(List<String> command, Map<String, String> variables) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).inheritIO();
    Map<String, String> environment = new TreeMap<>(variables);
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("HOME", temporary.toString());
    environment.put("CI", "true");
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("it did not end: " + command);
    }
    return process.exitValue();
  }

  /// What the system keeps, by its name in the work tree.
  private List<String> kept(Job job) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      return files
          .map(work::relativize)
          .filter(
              file ->
                  job.snippet().artifacts().stream()
                      .anyMatch(
                          glob ->
                              FileSystems.getDefault()
                                  .getPathMatcher("glob:" + glob)
                                  .matches(file)))
          .map(Path::toString)
          .toList();
    }
  }

  private static String one(List<String> all, java.util.function.Predicate<String> which) {
    List<String> found = all.stream().filter(which).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
