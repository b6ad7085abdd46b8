package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.Checks.Annotation;
import dev.createdump.spi.Checks.Check;
import dev.createdump.spi.Checks.Level;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.testkit.forge.CheckRun;
import dev.createdump.testkit.forge.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Check runs: one for each run, with every annotation once.
class GitHubChecksTest extends ForgeOnFake {
  private static final List<Level> LEVELS = List.of(Level.NOTICE, Level.WARNING, Level.FAILURE);

  private URI publish(String token, boolean passed, int annotations) throws ForgeException {
    List<Annotation> list = new ArrayList<>();
    for (int i = 1; i <= annotations; i++) {
      Level level = LEVELS.get(i % LEVELS.size());
      list.add(new Annotation("src/a b.txt", i, level, "Secret: x", "message " + i));
    }
    Check check = new Check("create-dump", HEAD, passed, "3 files", "# account", list);
    try (GitHubForge forge = forge(token)) {
      return forge
          .checks()
          .orElseThrow()
          .publish(new RepositoryRef(pr.apiUrl(), "acme", "app"), check);
    }
  }

  private CheckRun only() {
    assertThat(github.checkRuns()).hasSize(1);
    return github.checkRuns().getFirst();
  }

  private static List<Integer> lines(CheckRun run) {
    return run.annotations().stream()
        .map(one -> Integer.parseInt(one.replaceFirst("^[^:]*:(\\d+) .*$", "$1")))
        .toList();
  }

  private void assertEachAnnotationOnce(int count) {
    List<Integer> lines = lines(only());
    assertThat(lines).hasSize(count).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aCheckSaysItsVerdictOnItsCommit() throws ForgeException {
    URI url = publish(BOT, false, 2);
    CheckRun run = only();
    assertThat(run.headSha()).isEqualTo(HEAD);
    assertThat(run.conclusion()).isEqualTo("failure");
    assertThat(run.title()).isEqualTo("3 files");
    assertThat(run.summary()).isEqualTo("# account");
    assertThat(run.annotations())
        .containsExactly("src/a b.txt:1 warning message 1", "src/a b.txt:2 failure message 2");
    assertThat(url.toString()).endsWith("/acme/app/runs/1");
    publish(BOT, true, 0);
    assertThat(github.checkRuns()).last().extracting(CheckRun::conclusion).isEqualTo("success");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 51, 100, 101, 499})
  void annotationsGoFiftyARequest(int count) throws ForgeException {
    publish(BOT, true, count);
    assertEachAnnotationOnce(count);
    assertThat(requests("POST", "/check-runs")).isEqualTo(1);
    assertThat(requests("PATCH", "/check-runs")).isEqualTo(Math.max(0, (count - 1) / 50));
  }

  @Test
  void aRunAgainMakesACheckOfItsOwn() throws ForgeException {
    publish(BOT, false, 60);
    publish(BOT, true, 60);
    assertThat(github.checkRuns()).hasSize(2).allMatch(run -> run.annotations().size() == 60);
    assertThat(github.checkRuns()).extracting(CheckRun::externalId).doesNotHaveDuplicates();
  }

  static Fault[] lostAnswers() {
    return new Fault[] {
      new Fault.ProcessedAndDrop(),
      new Fault.CutOff(),
      new Fault.ProcessedButAnswers(502, "<html>Bad Gateway</html>"),
      new Fault.ProcessedButAnswers(200, "<html>hello</html>"),
    };
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void aLostAnswerBringsNothingTwice(Fault fault) throws ForgeException {
    github.fail("POST", "/check-runs", fault);
    github.fail("PATCH", "/check-runs", fault);
    publish(BOT, false, 170);
    assertEachAnnotationOnce(170);
  }

  @Test
  void aRequestThatNeverArrivedIsMadeAgain() throws ForgeException {
    github.fail("POST", "/check-runs", new Fault.Drop());
    github.fail("PATCH", "/check-runs", new Fault.Drop());
    publish(BOT, false, 60);
    assertEachAnnotationOnce(60);
  }

  @Test
  void aLimitIsWaitedFor() throws ForgeException {
    github.fail(
        "PATCH",
        "/check-runs",
        new Fault.Answer(429, Map.of("Retry-After", "9"), "{\"message\":\"slow down\"}"));
    publish(BOT, false, 60);
    assertEachAnnotationOnce(60);
    assertThat(pace.sleeps()).contains(java.time.Duration.ofSeconds(9));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    for (int i = 0; i < 3 * Budget.ATTEMPTS; i++) {
      github.fail("POST", "/check-runs", new Fault.Drop());
    }
    assertThatThrownBy(() -> publish(BOT, true, 1))
        .isInstanceOfSatisfying(
            ForgeException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    assertThat(github.checkRuns()).isEmpty();
  }

  @Test
  void aTokenThatMayNotIsToldWhatItLacks() {
    assertThatThrownBy(() -> publish(READER, true, 1)).hasMessageContaining("checks: write");
  }
}
