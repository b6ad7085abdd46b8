package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.createdump.engine.base.Failure;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects within a repository: one pass, and for each path the rules of its project.
class ProjectsTest {
  private static final String ROOT =
      """
      [projects]
      paths = ["services/*", "/libs"]
      [select]
      exclude = ["*.gen"]
      """;

  /// Split, as hosts' scanners read this file too.
  private static final String SECRET = "key = '" + "ghp_" + "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6j7K8'";

  @TempDir Path dir;
  private RepoBuilder repo;

  @BeforeEach
  void create() {
    repo = RepoBuilder.init(dir.resolve("repo"));
  }

  private Flow flow() {
    return new Flow(dir.resolve("repo"), dir.resolve("out")).between("main", "topic");
  }

  /// The repository's own file, which counts from the work tree where no change is under review.
  private void root(String text) throws IOException {
    Files.writeString(dir.resolve("repo/create-dump.toml"), text);
  }

  private static List<String> notes(Outcome outcome) {
    return outcome.result().header().notes().stream().map(Object::toString).toList();
  }

  private static int blocking(Outcome outcome) {
    return outcome instanceof Outcome.Blocked blocked ? blocked.blocking() : 0;
  }

  /// A secret in each of three places, of which one blocks.
  private void three(String pay, String web) throws IOException {
    root(ROOT);
    repo.commit(
        "main",
        "one",
        e ->
            e.file("create-dump.toml", ROOT)
                .file("services/pay/create-dump.toml", pay)
                .file("services/web/create-dump.toml", web)
                .file("services/none/README", "no file of its own\n"));
    repo.branch("topic", "main");
    repo.commit(
        "topic",
        "two",
        e ->
            e.file("services/pay/src/a.py", SECRET + "\n")
                .file("services/pay/src/b.gen", "made\n")
                .file("services/web/a.py", SECRET + "\n")
                .file("services/none/a.py", "x = 1\n")
                .file("a.py", "y = 1\n"));
  }

  @Test
  void eachSecretIsJudgedByTheProjectItStandsIn() throws Exception {
    three("scan.fail_on = 'secrets'\n", "scan.fail_on = 'never'\nselect.exclude = ['/src']\n");
    Outcome outcome = flow().run();
    assertThat(blocking(outcome)).isEqualTo(1);
    JsonNode projects = flow().json("json").get("projects");
    assertThat(projects.toString())
        .contains("{\"path\":\".\",\"files\":2,", "\"secrets\":0,\"todos\":0,\"failOn\":\"never\"}")
        .contains("{\"path\":\"services/pay\",\"files\":2,\"added\":2,\"deleted\":0,\"secrets\":1")
        .contains("{\"path\":\"services/web\",\"files\":1,\"added\":1,\"deleted\":0,\"secrets\":1");
    assertThat(flow().manifest().get("projects")).isEqualTo(projects);
    assertThat(flow().text("md"))
        .contains("| Project | Files |", "| `services/pay` | 2 | 2 | 0 | 1 | 0 | secrets |");
  }

  @Test
  void withoutPatternsNoFileBelowCounts() throws Exception {
    three("scan.fail_on = 'secrets'\n", "nonsense = true\n");
    root("scan.todos = true\n");
    Outcome outcome = flow().run();
    assertThat(blocking(outcome)).isZero();
    assertThat(flow().json("json").has("projects")).isFalse();
  }

  @Test
  void aListReplacesTheOneAboveAndSpeaksOfItsOwnDirectory() throws Exception {
    three("select.exclude = ['/src/*.py']\n", "scan.todos = false\n");
    flow().run();
    assertThat(flow().entry("services/pay/src/a.py").get("reason").textValue())
        .isEqualTo(
            "select.exclude \"/src/*.py\" of "
                + repo.id("main").substring(0, 12)
                + ":services/pay/create-dump.toml:1:1");
    assertThat(flow().entry("services/pay/src/b.gen").get("state").textValue())
        .isEqualTo("included");
    assertThat(flow().entry("services/web/a.py").get("state").textValue()).isEqualTo("redacted");
  }

  @Test
  void patternsAndSilenceAreThoseOfTheProject() throws Exception {
    three(
        "scan.patterns = ['tkn-[0-9]{4}']\nscan.inline_allow = false\n",
        "scan.patterns = ['web-[0-9]{4}']\n");
    repo.commit(
        "topic",
        "three",
        e ->
            e.file("services/pay/t", "tkn-1234 web-5678 # create-dump:allow\n")
                .file("services/web/t", "web-5678 # create-dump:allow\nweb-9999\n"));
    flow().run();
    List<String> found =
        flow().json("json").get("findings").findValuesAsText("rule").stream().sorted().toList();
    assertThat(found)
        .contains("custom-services-pay-1", "custom-services-web-1")
        .filteredOn(rule -> rule.startsWith("custom"))
        .hasSize(2);
    assertThat(flow().json("json").get("suppressed").toString()).contains("services/web/t");
    assertThat(flow().text("md")).as("hidden everywhere").doesNotContain("web-5678", "tkn-1234");
  }

  @Test
  void theDeepestProjectWinsAndThoseAroundItAreLayersBelow() throws Exception {
    root("projects.paths = ['**']\nscan.todos = false\n");
    repo.commit(
        "main",
        "one",
        e ->
            e.file("a/create-dump.toml", "scan.fail_on = 'secrets'\nscan.todo_tags = ['AAA']\n")
                .file("a/b/c/create-dump.toml", "scan.todo_tags = ['CCC']\nscan.todos = true\n"));
    repo.branch("topic", "main");
    repo.commit(
        "topic",
        "two",
        e ->
            e.file("a/x.py", "# AAA one\n" + SECRET + "\n")
                .file("a/b/c/d/x.py", "# AAA two\n# CCC three\n" + SECRET + "\n"));
    assertThat(blocking(flow().run())).isEqualTo(2);
    assertThat(flow().json("json").get("projects").toString())
        .contains("\"path\":\"a\",\"files\":1,\"added\":2,\"deleted\":0,\"secrets\":1,\"todos\":0")
        .contains("\"path\":\"a/b/c\",\"files\":1", "\"todos\":1");
  }

  @Test
  void aChangeBringsNoJudgeOfItsOwn() throws Exception {
    three("scan.fail_on = 'secrets'\n", "scan.fail_on = 'secrets'\n");
    repo.commit(
        "topic",
        "lax",
        e ->
            e.file("services/pay/create-dump.toml", "scan.fail_on = 'never'\n")
                .file("services/new/create-dump.toml", "scan.secrets = false\n")
                .file("services/new/a.py", SECRET + "\n"));
    Outcome outcome = flow().run();
    assertThat(blocking(outcome)).isEqualTo(2);
    assertThat(notes(outcome))
        .contains(
            "services/pay/create-dump.toml is changed by this change, which is judged by the"
                + " version of its base "
                + repo.id("main").substring(0, 12))
        .anyMatch(note -> note.startsWith("services/new/create-dump.toml is changed"));
    assertThat(flow().entry("services/new/a.py").get("state").textValue()).isEqualTo("redacted");
    Outcome own = flow().set("source.config", "head").run();
    assertThat(blocking(own)).isEqualTo(1);
    assertThat(notes(own)).anyMatch(note -> note.endsWith("judged by its own version"));
  }

  @Test
  void aVersionThatCouldNotBeUsedIsRefusedBeforeItIsMerged() throws Exception {
    three("scan.fail_on = 'secrets'\n", "scan.todos = true\n");
    repo.commit(
        "topic", "bad", e -> e.file("services/pay/create-dump.toml", "scan.faill_on = 1\n"));
    assertThatThrownBy(() -> flow().run())
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining("services/pay/create-dump.toml:1:1: scan.faill_on is unknown");
  }

  @Test
  void whatOnlyADumpOfTheProjectFollowsIsSaid() throws Exception {
    three("output.formats = ['html']\nscan.todos = true\n", "scan.todos = true\n");
    Outcome outcome = flow().run();
    assertThat(notes(outcome))
        .contains(
            "of the configuration of services/pay this has no effect on a dump of the whole"
                + " repository: output.formats");
    assertThat(Files.exists(flow().file("html"))).isFalse();
  }

  @Test
  void theSettingsOfTouchedProjectsArePartOfTheDigest() throws Exception {
    three("scan.todos = true\n", "scan.todos = true\n");
    flow().run();
    String one = flow().manifest().at("/policy/settingsDigest").textValue();
    repo.commit(
        "main", "next", e -> e.file("services/pay/create-dump.toml", "scan.todos = false\n"));
    flow().run();
    assertThat(flow().manifest().at("/policy/settingsDigest").textValue()).isNotEqualTo(one);
  }

  @Test
  void flagsStandAboveEveryProject() throws Exception {
    three("scan.fail_on = 'secrets'\n", "scan.fail_on = 'secrets'\n");
    assertThat(blocking(flow().set("scan.fail_on", "never").run())).isZero();
  }
}
