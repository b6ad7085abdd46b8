package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.CheckRun;
import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.forge.Fault;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump ci` from end to end: a real repository, an event file as GitHub writes it, and a
/// GitHub that fits in a test.
class CiCommandTest {
  @TempDir Path temporary;

  private FakeGitHub github;
  private Path repo;
  private Path out;
  private Path summary;
  private Path output;
  private String title = "Add things";

  @BeforeEach
  void start() throws IOException {
    github = FakeGitHub.start();
    github.token("may-write", new FakeGitHub.Account("github-actions[bot]", true));
    github.token("may-read", new FakeGitHub.Account("github-actions[bot]", false));
    repo = temporary.resolve("repo");
    out = temporary.resolve("out");
    summary = temporary.resolve("summary.md");
    output = temporary.resolve("output");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  private Invocation.Result ci(RepoBuilder built, String token, Object... more) throws IOException {
    String base = built.id("main");
    String head = built.id("feature");
    github.pull(new FakeGitHub.Pull("octo", "app", 7, title, base, head, true));
    Path event = temporary.resolve("event.json");
    Files.writeString(
        event,
        """
        {"action": "synchronize", "number": 7,
         "pull_request": {"number": 7, "title": %s, "html_url": "https://github.com/octo/app/pull/7",
           "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "feat|`ure"}}}
        """
            .formatted(json(title), base, head));
    return Invocation.in()
        .with("GITHUB_ACTIONS", "true")
        .with("GITHUB_EVENT_NAME", "pull_request")
        .with("GITHUB_EVENT_PATH", event.toString())
        .with("GITHUB_REPOSITORY", "octo/app")
        .with("GITHUB_SERVER_URL", github.serverUrl().toString())
        .with("GITHUB_API_URL", github.apiUrl().toString())
        .with("GITHUB_RUN_ID", "99")
        .with("GITHUB_RUN_ATTEMPT", "2")
        .with("GITHUB_STEP_SUMMARY", summary.toString())
        .with("GITHUB_OUTPUT", output.toString())
        .with("GITHUB_TOKEN", token)
        .run("ci", "--repo", repo, "--out", out, more);
  }

  private static String json(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
    return out.append('"').toString();
  }

  private String comment() {
    List<FakeGitHub.Comment> comments = github.comments(7);
    assertThat(comments).hasSize(1);
    return comments.getFirst().body();
  }

  private String said(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void theCommentSaysThatTheChangeTouchesItsOwnRules() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    built.commit(
        "feature",
        "Look away",
        edits -> edits.file("create-dump.toml", "[scan]\nsecrets = false\n"));
    assertThat(ci(built, "may-write").code()).isZero();
    assertThat(comment())
        .contains("create-dump.toml")
        .contains("is changed by this change, which is judged by the version of its base");
  }

  @Test
  void aFileOfTheRunnerThatCannotBeWrittenIsNamed() throws IOException {
    output = temporary.resolve("missing/output");
    var result = ci(Sample.clean(repo), "may-write");
    assertThat(result.code()).isEqualTo(20);
    assertThat(result.err())
        .contains(
            "cannot write " + output + ", the file of GITHUB_OUTPUT: its directory is missing")
        .contains("the dump is written all the same");
    assertThat(out).isDirectoryContaining("glob:**.manifest.json");
  }

  @Test
  void summaryAndOutputsSayTheSame() throws IOException {
    Path store = Files.createDirectory(temporary.resolve("store"));
    title = Sample.HOSTILE + "\nend-x\nname=pwned";
    var result = ci(Sample.create(repo, "x"), "may-write", "--upload", store.toUri());
    assertThat(result.code()).isZero();
    Map<String, String> outputs = RunnerOutputs.parse(Files.readString(output));
    assertThat(outputs)
        .containsEntry("files", "3")
        .containsEntry("added", "6")
        .containsEntry("deleted", "2")
        .containsEntry("findings", "3")
        .containsEntry("directory", out.toString())
        .containsKeys("name", "dump-digest", "uris", "comment-url")
        .hasSize(10);
    assertThat(outputs.getOrDefault("paths", "").lines()).containsExactlyElementsOf(result.lines());
    assertThat(outputs.getOrDefault("uris", "").lines())
        .hasSize(6)
        .allMatch(uri -> uri.startsWith(store.toUri().toString()))
        .anyMatch(uri -> uri.contains("/pr=7/") && uri.contains("-99-2/"));
    assertThat(outputs.get("name")).matches("app_pr7_[0-9a-f]{12}");
    assertThat(Files.readString(summary)).contains("3 files, +6 −2").contains("Stored at `file:");
  }

  @Test
  void annotationsStandOnWhatIsIntroduced() throws IOException {
    var result = ci(Sample.create(repo, "x"), "may-write");
    List<String> commands = result.err().lines().filter(l -> l.startsWith("::")).toList();
    assertThat(commands).hasSize(2);
    assertThat(commands.getFirst())
        .startsWith("::error file=deploy.env,line=1,title=Secret%3A aws-access-key::AWS_KEY=[RED");
    assertThat(commands.getLast())
        .isEqualTo("::warning file=src/App.java,line=2,title=To-do%3A FIXME::FIXME new thing");
    assertThat(result.out()).doesNotContain("::");
  }

  @Test
  void hostileTitlesBecomeNoCommandsAndNoMarkup() throws IOException {
    title = Sample.HOSTILE;
    var result = ci(Sample.create(repo, Sample.HOSTILE), "may-write", "-v");
    String talk =
        result
            .err()
            .lines()
            .filter(l -> !l.matches("::(error|warning) file=.*"))
            .reduce("", (a, b) -> a + b + "\n");
    TerminalSafety.check(talk);
    assertThat(comment()).doesNotContain("\u202e").doesNotContain("\u001b");
  }

  @Test
  void withoutATokenThereIsTheSummaryAndItSaysSo() throws IOException {
    var result = ci(Sample.clean(repo), "");
    assertThat(result.code()).isZero();
    assertThat(github.comments(7)).isEmpty();
    assertThat(result.err()).contains("no comment was written: there is no token");
    assertThat(said(summary))
        .contains("1 file, +1 −0")
        .contains(
            "> `` no comment was written: there is no token (GITHUB_TOKEN): give the job a"
                + " GITHUB_TOKEN with `pull-requests: write` ``");
    assertThat(RunnerOutputs.parse(said(output))).containsEntry("comment-url", "");
  }

  @Test
  void aRequiredCommentThatCannotBeWrittenIsExitCode25AfterEverythingElse() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    Path config = temporary.resolve("ours.toml");
    Files.writeString(config, "[report]\ncomment = \"required\"\n");
    for (String token : List.of("", "may-read")) {
      Files.deleteIfExists(summary);
      Files.deleteIfExists(output);
      var result = ci(built, token, "--config", config);
      assertThat(result.code()).isEqualTo(25);
      assertThat(result.err()).contains("error: ");
      assertThat(result.lines()).as("the dump is there and named").hasSize(5);
      assertThat(said(summary)).contains("1 file, +1 −0");
      assertThat(RunnerOutputs.parse(said(output))).containsKey("dump-digest");
    }
    assertThat(ci(built, "may-write", "--config", config).code()).isZero();
  }

  @Test
  void aCheckHasTheFindingsAndTheWorkflowCommandsAreLeftOut() throws IOException {
    RepoBuilder built = Sample.create(repo, "x");
    var result = ci(built, "may-write", "--check", "auto", "--fail-on", "secrets");
    assertThat(result.code()).isEqualTo(10);
    assertThat(result.err()).contains("  check: http").doesNotContain("::error");
    assertThat(github.checkRuns()).hasSize(1);
    CheckRun check = github.checkRuns().getFirst();
    assertThat(check.headSha()).isEqualTo(built.id("feature"));
    assertThat(check.conclusion()).isEqualTo("failure");
    assertThat(check.title()).isEqualTo("3 files, +6 −2, 1 secret");
    assertThat(check.annotations())
        .hasSize(2)
        .anyMatch(one -> one.startsWith("deploy.env:1 failure "))
        .anyMatch(one -> one.startsWith("src/App.java:2 warning "));
    assertThat(check.toString()).doesNotContain(Sample.SECRET);
    ci(built, "may-write", "--check", "auto");
    assertThat(github.checkRuns()).as("a re-run has a check of its own").hasSize(2);
    assertThat(github.checkRuns()).last().extracting(CheckRun::conclusion).isEqualTo("success");
    assertThat(github.comments(7)).hasSize(1);
  }

  @Test
  void aCheckThatCannotBeWrittenIsSaidOrFailsWhereItIsRequired() throws IOException {
    RepoBuilder built = Sample.create(repo, "x");
    var read = ci(built, "may-read", "--check", "auto");
    assertThat(read.code()).isZero();
    assertThat(read.err()).contains("no check was written: ").contains("::error");
    assertThat(ci(built, "may-read", "--check", "required").code()).isEqualTo(25);
    assertThat(ci(built, "", "--check", "required").code()).isEqualTo(25);
    assertThat(github.checkRuns()).isEmpty();
    assertThat(ci(built, "may-write").code()).isZero();
    assertThat(github.checkRuns()).as("off where nobody asks for it").isEmpty();
  }

  @Test
  void anOlderRunDoesNotWriteOverANewerOne() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    github.fail(
        "GET",
        "/pulls/7",
        new Fault.Meanwhile(
            () ->
                github.pull(
                    new FakeGitHub.Pull(
                        "octo", "app", 7, "t", "a".repeat(40), "e".repeat(40), true))));
    var result = ci(built, "may-write", "--check", "auto");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("has moved on to eeeeeeeeeeee");
    assertThat(github.comments(7)).isEmpty();
    assertThat(github.checkRuns()).extracting(CheckRun::headSha).containsOnly(built.id("feature"));
  }

  @Test
  void aVariableNamesTheConfigurationFileWhereNoFlagDoes() throws IOException {
    RepoBuilder built = Sample.create(repo, "x");
    Path strict = temporary.resolve("strict.toml");
    Files.writeString(strict, "[scan]\nfail_on = \"secrets\"\n");
    Path mild = temporary.resolve("mild.toml");
    Files.writeString(mild, "[scan]\nfail_on = \"never\"\n");
    Invocation run =
        Invocation.in()
            .with("CREATE_DUMP_CONFIG", strict.toString())
            .with("CREATE_DUMP_BASE", built.id("main"))
            .with("CREATE_DUMP_HEAD", built.id("feature"));
    assertThat(run.run("ci", "--repo", repo, "--out", out).code()).isEqualTo(10);
    assertThat(run.run("ci", "--repo", repo, "--out", out, "--config", mild).code()).isZero();
  }

  @Test
  void commentsCanBeSwitchedOff() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    Path config = temporary.resolve("ours.toml");
    Files.writeString(
        config, "[report]\ncomment = \"never\"\nsummary = false\nannotations = false\n");
    var result = ci(built, "may-write", "--config", config);
    assertThat(result.code()).isZero();
    assertThat(github.exchanges()).isEmpty();
    assertThat(summary).doesNotExist();
  }

  @Test
  void whatBlocksIsReportedAllTheSame() throws IOException {
    var result = ci(Sample.create(repo, "x"), "may-write", "--fail-on", "secrets");
    assertThat(result.code()).isEqualTo(10);
    assertThat(comment()).contains("introduced `aws-access-key`");
    assertThat(said(output)).contains("dump-digest");
  }

  @Test
  void thousandsOfFilesAndFindingsStayWithinEveryLimit() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    String component = "ordnung\ud83d\ude00".repeat(14);
    built.commit(
        "feature",
        "many",
        edits -> {
          for (int i = 0; i < 5_000; i++) {
            edits.file(
                component + "/" + component + "/" + i + "```.java",
                "// FIXME " + "\ud83d\ude00```".repeat(30) + i + "\n");
          }
        });
    var result = ci(built, "may-write", "--format", "patch");
    assertThat(result.code()).isZero();
    String comment = comment();
    assertThat(comment.length()).isLessThan(65_000);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(comment)).isTrue();
    assertThat(Files.size(summary)).isLessThan(1 << 20);
    for (String text : List.of(comment, said(summary))) {
      int rows = (int) text.lines().filter(line -> line.startsWith("| A |")).count();
      int todos = (int) text.lines().filter(line -> line.startsWith("- introduced ")).count();
      // All but the one file that Sample.clean changes.
      boolean withModified = text.lines().anyMatch(line -> line.startsWith("| M |"));
      assertThat(text).contains("(shown " + (rows + (withModified ? 1 : 0)) + " of 5001)");
      assertThat(text).contains("(shown " + todos + " of 5000)");
      assertThat(text).contains("5001 files").contains("</details>");
    }
    assertThat(result.err().lines().filter(l -> l.startsWith("::warning "))).hasSize(10);
    assertThat(Files.readString(summary)).isNotEmpty();
  }

  @Test
  void aSummaryThatIsFullIsLeftAlone() throws IOException {
    Files.writeString(summary, "x".repeat(999_000));
    var result = ci(Sample.clean(repo), "may-write");
    assertThat(result.code()).isZero();
    assertThat(Files.size(summary)).isEqualTo(999_000);
    assertThat(result.err()).contains("no job summary was written");
  }

  @Test
  void aTitleThatIsNoUnicodeIsNoBug() throws IOException {
    title = "half \ud83d of a pair";
    var result = ci(Sample.clean(repo), "may-write", "--format", "md,json,html,patch");
    assertThat(result.code()).isZero();
    assertThat(Files.readString(result.file(".json"))).contains("half ");
  }

  @Test
  void anApiAddressThatIsNoUrlIsSaid() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    ci(built, "may-write");
    var result =
        Invocation.in()
            .with("GITHUB_ACTIONS", "true")
            .with("GITHUB_EVENT_NAME", "pull_request")
            .with("GITHUB_EVENT_PATH", temporary.resolve("event.json").toString())
            .with("GITHUB_REPOSITORY", "octo/app")
            .with("GITHUB_API_URL", "not a url")
            .with("GITHUB_TOKEN", "may-write")
            .run("ci", "--repo", repo, "--out", out);
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("GITHUB_API_URL is no URL");
  }

  /// Whoever names the revisions needs no event, and neither does who dumps no change.
  @Test
  void anEventThatCannotBeReadStopsOnlyWhatNeedsIt() throws IOException {
    Sample.clean(repo);
    Invocation job =
        Invocation.in()
            .with("GITHUB_ACTIONS", "true")
            .with("GITHUB_EVENT_NAME", "pull_request")
            .with("GITHUB_EVENT_PATH", temporary.resolve("none.json").toString());
    var blind = job.run("ci", "--repo", repo, "--out", out);
    assertThat(blind.code()).isEqualTo(12);
    assertThat(blind.err()).contains("none.json (GITHUB_EVENT_PATH)", "--base and --head");
    var half = job.run("diff", "--repo", repo, "--out", out, "--head", "feature");
    assertThat(half.code()).isEqualTo(12);
    var named = job.run("ci", "--repo", repo, "--out", out, "--base", "main", "--head", "feature");
    assertThat(named.code()).as(named.err()).isZero();
    for (Object[] words :
        new Object[][] {
          {"single", repo, "--out", out},
          {"batch", "run", repo, "--list"},
          {"compare", "--repo", repo, "main", "feature"},
          {"config", "show", "--repo", repo}
        }) {
      var other = job.run(words);
      assertThat(other.code()).as(words[0] + other.err()).isZero();
    }
  }
}
