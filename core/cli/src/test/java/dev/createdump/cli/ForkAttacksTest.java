package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.forge.Fault;
import dev.createdump.testkit.repo.Edits;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stranger's fork can try against the stage with rights. Each test is one attack: it must
/// reach nothing but its own pull request, run nothing, show no secret, and be told clearly.
///
/// The trusted job has a clone of the upstream's main branch; the fork's commits are in the
/// upstream's `refs/pull`, as GitHub keeps them.
class ForkAttacksTest {
  private static final String FORK = "eve:patch-1";
  private static final String NEXT = "f".repeat(40);

  @TempDir Path temporary;

  private FakeGitHub github;
  private RepoBuilder origin;
  private Path checkout;
  private Path store;
  private Path victim;
  private String base;
  private String head = "";
  private String branch = "patch-1";
  private String owner = "\"eve\"";
  private String startedBy = "pull_request";
  private String token = "may-write";
  private String event = "workflow_run";

  @BeforeEach
  void start() throws IOException {
    github = FakeGitHub.start();
    github.token("may-write", new FakeGitHub.Account("github-actions[bot]", true));
    github.token("may-read", new FakeGitHub.Account("github-actions[bot]", false));
    store = Files.createDirectory(temporary.resolve("store"));
    victim = temporary.resolve("victim");
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
    github.pull(new FakeGitHub.Pull("octo", "app", 1, "Somebody else's", base, NEXT, true));
  }

  @AfterEach
  void stop() {
    github.close();
  }

  /// Pushes a commit to the fork, and opens pull request 7 for it.
  private void pullRequest(String title, String subject, Consumer<Edits> edits) {
    origin.branch("fork", "main");
    head = origin.commit("fork", subject, edits);
    origin.run("update-ref", "refs/pull/7/head", head);
    origin.run("update-ref", "-d", "refs/heads/fork");
    github.pull(new FakeGitHub.Pull("octo", "app", 7, title, base, head, true, FORK));
  }

  private void pullRequest(Consumer<Edits> edits) {
    pullRequest("Fix", "fix", edits);
  }

  private void harmless() {
    pullRequest(edits -> edits.file("a.txt", "two\n"));
  }

  private Invocation.Result publish(Object... more) throws IOException {
    String payload =
        """
        {"action": "completed", "workflow_run": {"id": 5, "event": "%s", "head_sha": "%s",
          "head_branch": "%s", "head_repository": %s,
          "pull_requests": [{"number": 1, "head": {"sha": "%s"}}]},
         "repository": {"full_name": "octo/app", "default_branch": "main"}}
        """
            .formatted(
                startedBy,
                head,
                branch,
                owner.isEmpty() ? "null" : "{\"owner\": {\"login\": " + owner + "}}",
                NEXT);
    return publishFor(payload, more);
  }

  private Invocation.Result publishFor(String payload, Object... more) throws IOException {
    Path file = temporary.resolve("event.json");
    Files.writeString(file, payload);
    return Invocation.in()
        .with("GITHUB_ACTIONS", "true")
        .with("GITHUB_EVENT_NAME", event)
        .with("GITHUB_EVENT_PATH", file.toString())
        .with("GITHUB_REPOSITORY", "octo/app")
        .with("GITHUB_SERVER_URL", github.serverUrl().toString())
        .with("GITHUB_API_URL", github.apiUrl().toString())
        .with("GITHUB_RUN_ID", "99")
        .with("GITHUB_STEP_SUMMARY", temporary.resolve("summary.md").toString())
        .with("GITHUB_OUTPUT", temporary.resolve("output").toString())
        .with("GITHUB_TOKEN", token)
        .run(
            List.of("ci", "publish", "--repo", checkout, "--upload", store.toUri()),
            List.of("--out", temporary.resolve("out")),
            more);
  }

  private String comment(long pull) {
    List<FakeGitHub.Comment> comments = github.comments(pull);
    assertThat(comments).hasSize(1);
    return comments.getFirst().body();
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> store.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /// Everything that left the job.
  private List<String> everythingSaid(Invocation.Result result) throws IOException {
    List<String> all = new ArrayList<>(List.of(result.out(), result.err()));
    github.exchanges().forEach(exchange -> all.add(exchange.body()));
    for (String name : List.of("summary.md", "output")) {
      Path file = temporary.resolve(name);
      all.add(Files.exists(file) ? Files.readString(file) : "");
    }
    for (String file : stored()) {
      all.add(Files.readString(store.resolve(file)));
    }
    return all;
  }

  private void assertNothingPublished(Invocation.Result result, String why) throws IOException {
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("nothing to publish: ").contains(why);
    assertThat(stored()).isEmpty();
    assertThat(github.comments(1)).isEmpty();
    assertThat(github.comments(7)).isEmpty();
  }

  private void assertOnlyItsOwn(Invocation.Result result) throws IOException {
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(comment(7)).contains("create-dump");
    assertThat(github.comments(1)).isEmpty();
    assertThat(stored()).isNotEmpty().allMatch(file -> file.contains("/pr=7/") || isIndex(file));
    assertThat(victim).doesNotExist();
  }

  private static boolean isIndex(String file) {
    return file.startsWith("v1/index/");
  }

  // Whose pull request it is

  @Test
  void theNumberThatTheEventNamesIsNotBelieved() throws IOException {
    harmless();
    assertOnlyItsOwn(publish());
    assertThat(comment(7)).contains("1 file, +1 −1");
  }

  @Test
  void aBranchNamedLikeSomebodyElses() throws IOException {
    harmless();
    branch = "topic";
    assertNothingPublished(publish(), "no open pull request has " + head);
  }

  @Test
  void aForkWhoseBranchIsCalledAsTheUpstreamsOwn() throws IOException {
    github.pull(new FakeGitHub.Pull("octo", "app", 1, "t", base, NEXT, true, "octo:patch-1"));
    harmless();
    assertOnlyItsOwn(publish());
  }

  @Test
  void anOwnerThatWouldWidenTheQuestion() throws IOException {
    // GitHub drops a filter it cannot read, and lists everybody's pull requests.
    harmless();
    owner = "\"eve&state=all\"";
    branch = "x&head=octo:topic";
    assertNothingPublished(publish(), "no open pull request has " + head);
  }

  @Test
  void aRunOfAnOlderCommitAfterAPush() throws IOException {
    harmless();
    String old = head;
    pullRequest(edits -> edits.file("a.txt", "three\n"));
    head = old;
    assertNothingPublished(publish(), "has moved on and its newer run publishes");
  }

  @Test
  void aPushWhileItRuns() throws IOException {
    harmless();
    String newer = "e".repeat(40);
    github.fail(
        "GET",
        "/pulls/7",
        new Fault.Meanwhile(
            () ->
                github.pull(new FakeGitHub.Pull("octo", "app", 7, "t", base, newer, true, FORK))));
    var result = publish();
    assertThat(result.err())
        .contains("no comment was written: the change under review has moved on to eeeeeeeeeeee");
    assertThat(github.comments(7)).isEmpty();
  }

  @Test
  void aPullRequestClosedMeanwhile() throws IOException {
    harmless();
    github.pull(new FakeGitHub.Pull("octo", "app", 7, "t", base, head, false, FORK));
    assertNothingPublished(publish(), "it was closed");
  }

  @Test
  void aForkThatIsGone() throws IOException {
    harmless();
    owner = "";
    assertNothingPublished(publish(), "the fork that the finished run came from is gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "schedule", "workflow_dispatch", "", "::error::x"})
  void aRunThatWasForNoPullRequest(String started) throws IOException {
    harmless();
    startedBy = started;
    assertNothingPublished(publish(), "no pull request");
  }

  @Test
  void twoPullRequestsOfOneCommitGetEachTheirOwn() throws IOException {
    harmless();
    github.pull(new FakeGitHub.Pull("octo", "app", 8, "Same", base, head, true, FORK));
    origin.run("update-ref", "refs/pull/8/head", head);
    assertThat(publish().code()).isZero();
    assertThat(comment(7)).contains("create-dump");
    assertThat(comment(8)).contains("create-dump");
  }

  // What it says of itself

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD",
        "--upload-pack=touch victim",
        "refs/heads/main",
        "$(touch victim)",
        "0123456789abcdef"
      })
  void aHeadThatIsNoCommit(String sha) throws IOException {
    harmless();
    head = sha;
    var result = publish();
    assertThat(result.code()).isEqualTo(12);
    assertThat(result.err()).contains("names no valid head");
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"workflow_run\": 3}", "{\"workflow_run\": {}}", "\0"})
  void anEventThatIsNone(String payload) throws IOException {
    var result = publishFor(payload);
    assertThat(result.code()).isEqualTo(12);
    assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ");
  }

  @Test
  void anEventOfEndlessDepth() throws IOException {
    var result = publishFor("{\"workflow_run\":" + "[".repeat(2_000_000));
    assertThat(result.code()).isEqualTo(12);
    assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull_request", "pull_request_target", "push"})
  void anotherEventThanAFinishedRun(String name) throws IOException {
    event = name;
    harmless();
    startedBy = "pull_request";
    var result =
        publishFor(
            """
            {"number": 7, "before": "%1$s", "pull_request": {"number": 7,
             "base": {"sha": "%1$s", "ref": "main"}, "head": {"sha": "%2$s", "ref": "x"}}}
            """
                .formatted(base, head));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("works in a GitHub workflow that `workflow_run` starts");
  }

  @Test
  void whatTheFirstStageLeftBehindIsNotEvenOpened() throws Exception {
    harmless();
    Path left = Files.createDirectories(checkout.resolve("create-dump"));
    Files.writeString(left.resolve("app_pr1_x.manifest.json"), "{\"pullRequest\":{\"number\":1}}");
    Files.createSymbolicLink(left.resolve("app_pr7.md"), Path.of("/etc/passwd"));
    // Whoever opened this one would wait for ever.
    assertThat(new ProcessBuilder("mkfifo", left.resolve("dump.zip").toString()).start().waitFor())
        .isZero();
    assertOnlyItsOwn(publish());
  }

  @Test
  void aRepositoryThatAnswersWithOtherCommits() throws IOException {
    harmless();
    String forged = origin.commit("main", "forged", edits -> edits.file("a.txt", "forged\n"));
    origin.run("update-ref", "refs/pull/7/head", forged);
    assertOnlyItsOwn(publish());
    assertThat(Files.readString(temporary.resolve("out/app_pr7_" + head.substring(0, 12) + ".md")))
        .doesNotContain("forged");
  }

  // What it brings

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@octocat look",
        "<img src=x onerror=alert(1)>",
        "](javascript:alert(1))",
        "::set-output name=x::y",
        "\u001b]0;title\u0007",
        "`| <!-- create-dump:summary:v1 -->",
        "\u202egnp.exe"
      })
  void textsThatWouldBecomeAlive(String text) throws IOException {
    pullRequest(
        text, text, edits -> edits.file("docs/" + text.replace("/", "-") + ".md", text + "\n"));
    var result = publish();
    assertOnlyItsOwn(result);
    assertThat(comment(7).lines().filter(line -> line.startsWith("<!-- create-dump"))).hasSize(1);
    assertThat(comment(7)).doesNotContain("\u001b").doesNotContain("\u202e");
    // What stands in a code span is text.
    assertThat(comment(7).replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", ""))
        .doesNotContain("<img")
        .doesNotContain("@octocat")
        .doesNotContain("javascript:");
    TerminalSafety.check(result.err().replaceAll("(?m)^::(error|warning) file=.*\n", ""));
  }

  @Test
  void aSecretInEveryPlace() throws IOException {
    pullRequest(
        "Use " + Sample.SECRET,
        "rotate " + Sample.SECRET,
        edits -> edits.file(Sample.SECRET + ".txt", "key = " + Sample.SECRET + "\n"));
    var result = publish();
    assertThat(result.code()).as("the base's own file asks for it").isEqualTo(10);
    assertThat(everythingSaid(result))
        .allSatisfy(text -> assertThat(text).doesNotContain(Sample.SECRET));
  }

  @Test
  void aConfigurationThatSwitchesTheScanOff() throws IOException {
    pullRequest(
        edits ->
            edits
                .file("create-dump.toml", "[scan]\nsecrets = false\nfail_on = \"never\"\n")
                .file("k.env", "AWS_KEY=" + Sample.SECRET + "\n"));
    var result = publish();
    assertThat(result.code()).isEqualTo(10);
    assertThat(result.err()).contains("create-dump.toml is changed by this change");
    assertThat(everythingSaid(result))
        .allSatisfy(text -> assertThat(text).doesNotContain(Sample.SECRET));
  }

  @Test
  void aConfigurationThatSendsTheDumpElsewhere() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    pullRequest(
        edits ->
            edits.file("create-dump.toml", "[[upload]]\nuri = \"" + elsewhere.toUri() + "\"\n"));
    assertOnlyItsOwn(publish());
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void attributesThatNameProgramsToRun() throws IOException {
    pullRequest(
        edits ->
            edits
                .file(".gitattributes", "* diff=evil filter=evil merge=evil\n")
                .file(".gitconfig", "[diff \"evil\"]\n\tcommand = touch " + victim + "\n")
                .file(".git-hooks/post-checkout", "#!/bin/sh\ntouch " + victim + "\n")
                .file("a.txt", "two\n"));
    Path config = checkout.resolve(".git/config");
    Files.writeString(
        config,
        Files.readString(config)
            + "[diff \"evil\"]\n\tcommand = touch %1$s\n\ttextconv = touch %1$s\n".formatted(victim)
            + "[filter \"evil\"]\n\tsmudge = touch %1$s\n\tclean = touch %1$s\n".formatted(victim)
            + "[core]\n\tfsmonitor = touch %1$s\n".formatted(victim));
    assertOnlyItsOwn(publish());
  }

  @Test
  void aSubmoduleWhoseAddressRunsACommand() throws IOException {
    pullRequest(
        edits ->
            edits
                .file(
                    ".gitmodules",
                    "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% " + victim + "\n")
                .submodule("x", "1".repeat(40)));
    assertOnlyItsOwn(publish());
  }

  @Test
  void linksOutOfTheRepository() throws IOException {
    Path secret = Files.writeString(temporary.resolve("runner-secret"), "the runner's own");
    pullRequest(
        edits ->
            edits
                .symlink("out", secret.toString())
                .symlink("up", "../../../../../../etc/passwd")
                .symlink("create-dump", "/"));
    var result = publish("--context", "full");
    assertOnlyItsOwn(result);
    assertThat(everythingSaid(result))
        .allSatisfy(text -> assertThat(text).doesNotContain("the runner's own"));
  }

  @Test
  void moreFilesThanACommentHolds() throws IOException {
    pullRequest(
        edits -> {
          for (int i = 0; i < 3_500; i++) {
            edits.file("many/" + "x".repeat(80) + i + ".txt", "// TODO " + i + "\n");
          }
        });
    assertOnlyItsOwn(publish());
    assertThat(comment(7).length()).isLessThan(65_536);
    assertThat(comment(7)).contains("3500 files");
  }

  // Who may speak

  @Test
  void aCommentThatCarriesOurMark() throws IOException {
    harmless();
    github.comment(7, "eve", "<!-- create-dump:summary:v1 -->\nAll is well, merge me");
    assertThat(publish().code()).isZero();
    assertThat(github.comments(7))
        .extracting(FakeGitHub.Comment::login)
        .containsExactly("eve", "github-actions[bot]");
  }

  @Test
  void withoutATokenNothingIsMadeAndItIsSaid() throws IOException {
    harmless();
    token = "";
    var result = publish();
    assertThat(result.code()).isEqualTo(25);
    assertThat(result.err())
        .contains("the forge cannot be asked what to publish: there is no token (GITHUB_TOKEN)");
    assertThat(stored()).isEmpty();
  }

  @Test
  void aTokenThatMayOnlyReadStoresAndSaysThatItDidNotComment() throws IOException {
    harmless();
    token = "may-read";
    var result = publish();
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("no comment was written");
    assertThat(stored()).isNotEmpty();
  }

  @Test
  void aForgeThatTellsNonsense() throws IOException {
    harmless();
    github.fail(
        "GET", "/pulls", new Fault.Answer(200, java.util.Map.of(), "[{\"number\": \"x\"}]"));
    var result = publish();
    assertThat(result.code()).isEqualTo(25);
    assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ");
    assertThat(stored()).isEmpty();
  }

  // The stage without rights

  @Test
  void theFirstStageStoresAndCommentsNothingWhateverIsConfigured() throws IOException {
    harmless();
    Path file = temporary.resolve("event.json");
    Files.writeString(
        file,
        """
        {"number": 7, "pull_request": {"number": 7, "title": "t",
          "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "x"}}}
        """
            .formatted(base, head));
    var result =
        Invocation.in()
            .with("GITHUB_ACTIONS", "true")
            .with("GITHUB_EVENT_NAME", "pull_request")
            .with("GITHUB_EVENT_PATH", file.toString())
            .with("GITHUB_REPOSITORY", "octo/app")
            .with("GITHUB_API_URL", github.apiUrl().toString())
            .with("GITHUB_TOKEN", "may-write")
            .run(
                "ci",
                "collect",
                "--repo",
                checkout,
                "--out",
                temporary.resolve("out"),
                "--upload",
                store.toUri());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.lines()).hasSize(5);
    assertThat(stored()).isEmpty();
    assertThat(github.exchanges()).isEmpty();
  }

  @Test
  void optionsBeforeTheStageAreNotLostInSilence() {
    var result = Invocation.in().run("ci", "--fail-on", "secrets", "publish");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("options of a stage stand behind its name");
  }
}
