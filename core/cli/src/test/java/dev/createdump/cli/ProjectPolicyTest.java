package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A monorepo under a central policy in CI: one run, each project under its own effective rules,
/// one report that names the owners.
class ProjectPolicyTest {
  private static final String POLICY =
      """
      [policy]
      message = "Ask #platform."
      [enforce.scan]
      secrets = true
      [enforce.output]
      max_file_size = { max = "2MiB" }
      """;

  /// Split, as hosts' scanners read this file too.
  private static final String SECRET = "ghp_" + "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6j7K8";

  @TempDir Path dir;
  private FakeGitHub github;
  private RepoBuilder repo;
  private Path policy;
  private Path summary;

  @BeforeEach
  void start() throws IOException {
    github = FakeGitHub.start();
    github.token("may-write", new FakeGitHub.Account("github-actions[bot]", true));
    policy = Files.writeString(dir.resolve("policy.toml"), POLICY);
    summary = dir.resolve("summary.md");
    repo = RepoBuilder.init(dir.resolve("repo"));
  }

  @AfterEach
  void stop() {
    github.close();
  }

  private void monorepo(String pay, String web) {
    repo.commit(
        "main",
        "one",
        e ->
            e.file("create-dump.toml", "projects.paths = ['services/*']\n")
                .file("services/pay/create-dump.toml", pay)
                .file("services/web/create-dump.toml", web)
                .file(
                    ".github/CODEOWNERS",
                    "* @acme/all\n/services/pay/ @acme/pay @kim\n/services/web/ @acme/web\n"));
    repo.branch("feature", "main");
    repo.commit(
        "feature",
        "two",
        e ->
            e.file("services/pay/a.py", "token = '" + SECRET + "'\n")
                .file("services/pay/b.py", "x = 1\n")
                .file("services/web/a.js", "// TODO tidy\n")
                .file(".github/CODEOWNERS", "* @mallory\n"));
  }

  private Invocation.Result ci(Object... more) throws IOException {
    github.pull(
        new FakeGitHub.Pull("octo", "app", 7, "T", repo.id("main"), repo.id("feature"), true));
    Path event = dir.resolve("event.json");
    Files.writeString(
        event,
        """
        {"number": 7, "pull_request": {"number": 7, "title": "T",
          "html_url": "https://github.com/octo/app/pull/7",
          "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "feature"}}}
        """
            .formatted(repo.id("main"), repo.id("feature")));
    return Invocation.in()
        .with("CREATE_DUMP_CONFIG_URI", policy.toString())
        .with("GITHUB_ACTIONS", "true")
        .with("GITHUB_EVENT_NAME", "pull_request")
        .with("GITHUB_EVENT_PATH", event.toString())
        .with("GITHUB_REPOSITORY", "octo/app")
        .with("GITHUB_SERVER_URL", github.serverUrl().toString())
        .with("GITHUB_API_URL", github.apiUrl().toString())
        .with("GITHUB_RUN_ID", "99")
        .with("GITHUB_STEP_SUMMARY", summary.toString())
        .with("GITHUB_TOKEN", "may-write")
        .run("ci", "--repo", dir.resolve("repo"), "--out", dir.resolve("out"), more);
  }

  private String comment() {
    return github.comments(7).getFirst().body();
  }

  @Test
  void oneReportTellsEachProjectAndNamesTheOwnersOfTheBase() throws IOException {
    monorepo("scan.fail_on = 'secrets'\n", "scan.todo_tags = ['LATER']\n");
    var result = ci();
    assertThat(result.code()).as(result.err()).isEqualTo(10);
    assertThat(result.err())
        .contains("project services/pay: 2 files, +2 -0, secrets: 1, to-dos: 0")
        .contains("project services/web: 1 file, +1 -0, secrets: 0, to-dos: 0")
        .contains("the change introduces 1 secret");
    for (String told : new String[] {comment(), Files.readString(summary)}) {
      assertThat(told)
          .contains("| `services/pay` | 2 | 2 | 0 | 1 | 0 | secrets |")
          .contains("| `services/web` | 1 | 1 | 0 | 0 | 0 | nothing |")
          .contains("| Owners | `@acme/pay` (2), `@kim` (2), `@acme/all` (1), `@acme/web` (1) |")
          .doesNotContain("mallory", SECRET);
    }
  }

  @Test
  void aPolicyMayLetOwnersBeMentioned() throws IOException {
    monorepo("scan.todos = true\n", "scan.todos = true\n");
    Files.writeString(policy, "[policy]\nmentions = true\n");
    assertThat(ci().code()).isZero();
    assertThat(comment()).contains("| Owners | @acme/pay (2), @kim (2), @acme/all (1)");
  }

  @Test
  void aProjectMayTightenAndNotWeaken() throws IOException {
    monorepo("output.max_file_size = '1KiB'\n", "scan.secrets = false\n");
    var refused = ci();
    assertThat(refused.code()).isEqualTo(11);
    assertThat(refused.err())
        .contains(":services/web/create-dump.toml:1:1: scan.secrets is false, against what is")
        .contains("it is true (" + policy.toUri() + ":4:1)", "Ask #platform.");
    var applied = ci("--on-violation", "apply");
    assertThat(applied.code()).as(applied.err()).isZero();
    assertThat(applied.err())
        .contains("services/web: scan.secrets is true, as " + policy.toUri() + ":4:1 enforces");
    var verified =
        Invocation.in().run("evidence", "verify", dir.resolve("out"), "--policy", policy);
    assertThat(verified.out()).contains("ok         central-policy  made under it");
    Path tighter =
        Files.writeString(dir.resolve("t.toml"), "enforce.output.max_file_size = '1MiB'\n");
    var other = Invocation.in().run("evidence", "verify", dir.resolve("out"), "--policy", tighter);
    assertThat(other.code()).isEqualTo(24);
    assertThat(other.out())
        .contains("output.max_file_size was \"1KiB\" in services/pay (it is \"1MiB\"");
  }

  @Test
  void explainsWhatHoldsInAProject() throws IOException {
    Path work = Files.createDirectories(dir.resolve("work/services/pay"));
    Files.writeString(
        dir.resolve("work/create-dump.toml"),
        "projects.paths = ['services/*']\nscan.fail_on = 'never'\n");
    Files.writeString(work.resolve("create-dump.toml"), "scan.fail_on = 'secrets'\n");
    var explained =
        Invocation.in()
            .run(
                "config",
                "explain",
                "--repo",
                dir.resolve("work"),
                "--project",
                "./services/pay/",
                "scan.fail_on");
    assertThat(explained.out())
        .contains("sub-project's file, services/pay/create-dump.toml:1:1")
        .contains("instead of  \"never\" from project file, create-dump.toml:2:1");
    var none =
        Invocation.in()
            .run("config", "show", "--repo", dir.resolve("work"), "--project", "services/web");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("services/web is in no project");
    Files.writeString(work.resolve("create-dump.toml"), "scan.fail_onn = 'secrets'\n");
    var wrong =
        Invocation.in()
            .run("config", "validate", "--repo", dir.resolve("work"), "--project", "services/pay");
    assertThat(wrong.code()).isEqualTo(11);
    assertThat(wrong.err()).contains("services/pay/create-dump.toml:1:1: scan.fail_onn is unknown");
  }

  /// A batch goes by the files of all projects where the repository names none.
  @Test
  void explainsWhatHoldsInAProjectOfABatch() throws IOException {
    Path work = Files.createDirectories(dir.resolve("work/services/pay/api"));
    Files.writeString(dir.resolve("work/create-dump.toml"), "scan.fail_on = 'never'\n");
    Files.writeString(
        dir.resolve("work/services/create-dump.toml"), "output.max_file_size = '2MiB'\n");
    Files.writeString(
        dir.resolve("work/services/pay/create-dump.toml"), "scan.fail_on = 'secrets'\n");
    for (String key : List.of("scan.fail_on", "output.max_file_size")) {
      var explained =
          Invocation.in()
              .run(
                  "config",
                  "explain",
                  "--repo",
                  dir.resolve("work"),
                  "--project",
                  "services/pay/api",
                  key);
      assertThat(explained.code()).as(explained.err()).isZero();
      assertThat(explained.out())
          .contains(key.equals("scan.fail_on") ? "services/pay/create-dump.toml:1:1" : "2MiB");
      assertThat(explained.err()).contains("what `batch` goes by");
    }
    assertThat(work).isEmptyDirectory();
  }
}
