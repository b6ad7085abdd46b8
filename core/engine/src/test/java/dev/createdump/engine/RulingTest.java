package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A change does not choose its own judge: whose configuration file holds.
class RulingTest {
  private static final String STRICT = "[scan]\nfail_on = \"secrets\"\n";
  private static final String LAX = "[scan]\nsecrets = false\n";

  @TempDir Path dir;
  private RepoBuilder repo;

  @BeforeEach
  void create() {
    repo = RepoBuilder.init(dir.resolve("repo"));
  }

  private Flow flow() {
    return new Flow(dir.resolve("repo"), dir.resolve("out"));
  }

  /// As GitHub runs the job of a pull request.
  private Flow review(String base, String head) throws IOException {
    Path event = dir.resolve("event.json");
    Files.writeString(
        event,
        """
        {"number": 7, "pull_request": {"number": 7, "title": "T", "html_url": "https://h/p/7",
          "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "topic"}}}
        """
            .formatted(repo.id(base), repo.id(head)));
    return flow()
        .variable("GITHUB_ACTIONS", "true")
        .variable("GITHUB_EVENT_NAME", "pull_request")
        .variable("GITHUB_EVENT_PATH", event.toString());
  }

  private void strictThenLax() {
    repo.commit("main", "one", e -> e.file("create-dump.toml", STRICT).file("a", "1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "lax", e -> e.file("create-dump.toml", LAX).file("a", "2\n"));
  }

  private static boolean scans(Outcome outcome) {
    return outcome.result().config().settings().scan().secrets();
  }

  private static List<String> notes(Outcome outcome) {
    return outcome.result().header().notes().stream().map(Object::toString).toList();
  }

  @Test
  void aChangeOfTheFileIsJudgedByTheBase() throws Exception {
    strictThenLax();
    for (Outcome outcome :
        List.of(flow().between("main", "topic").run(), review("main", "topic").run())) {
      assertThat(scans(outcome)).isTrue();
      assertThat(notes(outcome).getFirst())
          .contains("create-dump.toml is changed by this change")
          .contains("the version of its base " + repo.id("main").substring(0, 12));
    }
  }

  @Test
  void theFileOnDiskCannotMoveTheComparison() throws Exception {
    strictThenLax();
    // Against itself the change would touch nothing.
    Files.writeString(
        repo.directory().resolve("create-dump.toml"), "source.base = 'topic'\n" + LAX);
    Outcome outcome = review("main", "topic").run();
    assertThat(scans(outcome)).isTrue();
    assertThat(outcome.result().header().ledger()).hasSize(2);
  }

  @Test
  void aBranchFromBeforeTheRulesIsJudgedByThem() throws Exception {
    repo.commit("main", "one", e -> e.file("create-dump.toml", LAX).file("a", "1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "two", e -> e.file("a", "2\n"));
    repo.commit("main", "strict", e -> e.file("create-dump.toml", STRICT));
    Outcome outcome = review("main", "topic").run();
    assertThat(scans(outcome)).isTrue();
    assertThat(notes(outcome)).noneMatch(note -> note.contains("is changed by"));
  }

  @Test
  void aBuildThatRewritesTheFileChangesNothingUnderReview() throws Exception {
    repo.commit("main", "one", e -> e.file("create-dump.toml", STRICT).file("a", "1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "two", e -> e.file("a", "2\n"));
    Files.writeString(repo.directory().resolve("create-dump.toml"), LAX);
    assertThat(scans(review("main", "topic").run())).isTrue();
    assertThat(scans(flow().between("main", "topic").run()))
        .as("at home people try things out")
        .isFalse();
  }

  @Test
  void aFileThatTheChangeBringsHasNoSay() throws Exception {
    repo.commit("main", "one", e -> e.file("a", "1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "lax", e -> e.file("create-dump.toml", LAX));
    assertThat(scans(review("main", "topic").run())).isTrue();
    assertThat(scans(flow().between("main", "topic").run())).isTrue();
  }

  @Test
  void anotherToolsPyprojectIsNobodysConcern() throws Exception {
    repo.commit("main", "one", e -> e.file("pyproject.toml", "[project]\nname = 'x'\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "two", e -> e.file("pyproject.toml", "[project]\nname = 'y'\n"));
    assertThat(notes(review("main", "topic").run())).isEmpty();
    repo.commit("topic", "ours", e -> e.file("pyproject.toml", "[tool.create-dump.scan]\n"));
    assertThat(notes(review("main", "topic").run())).hasSize(1);
  }

  @Test
  void theJudgingVersionMayLetTheChangeBringItsOwn() throws Exception {
    repo.commit("main", "one", e -> e.file("create-dump.toml", "source.config = 'head'\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "lax", e -> e.file("create-dump.toml", LAX));
    Outcome outcome = review("main", "topic").run();
    assertThat(scans(outcome)).isFalse();
    assertThat(notes(outcome).getFirst()).contains("judged by its own version");
  }

  @Test
  void theChangeItselfMayNot() throws Exception {
    repo.commit("main", "one", e -> e.file("create-dump.toml", STRICT));
    repo.branch("topic", "main");
    repo.commit("topic", "lax", e -> e.file("create-dump.toml", "source.config = 'head'\n" + LAX));
    assertThat(scans(review("main", "topic").run())).isTrue();
    assertThat(scans(review("main", "topic").set("source.config", "head").run())).isFalse();
  }

  @Test
  void aBrokenFileOfTheBaseIsNamedWithItsCommit() throws Exception {
    repo.commit("main", "one", e -> e.file("create-dump.toml", "nonsense = 1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "mended", e -> e.file("create-dump.toml", STRICT));
    Flow review = review("main", "topic");
    assertThatThrownBy(review::run)
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining(repo.id("main").substring(0, 12) + ":create-dump.toml:1:1: nonsense");
  }

  @Test
  void aNamedFileOfTheRepositoryIsNoWayAround() throws Exception {
    repo.commit("main", "one", e -> e.file("ci/dump.toml", STRICT).file("a", "1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "lax", e -> e.file("ci/dump.toml", LAX).file("a", "2\n"));
    Path named = Files.createDirectories(repo.directory().resolve("ci")).resolve("dump.toml");
    Files.writeString(named, LAX);
    assertThat(scans(review("main", "topic").config(named).run())).isTrue();
    Path elsewhere = Files.writeString(dir.resolve("job.toml"), LAX);
    assertThat(scans(review("main", "topic").config(elsewhere).run())).isFalse();
  }
}
