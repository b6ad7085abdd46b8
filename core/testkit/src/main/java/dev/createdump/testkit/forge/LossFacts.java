package dev.createdump.testkit.forge;

import static dev.createdump.testkit.forge.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Facts about lost answers: whatever happens on the way, there is never a second comment.
interface LossFacts extends ForgeFixture {
  static List<Fault> lostAnswers() {
    return List.of(
        new Fault.ProcessedAndDrop(),
        new Fault.CutOff(),
        new Fault.ProcessedButAnswers(502, "<html>Bad Gateway</html>"),
        new Fault.ProcessedButAnswers(201, "<html>a proxy's page</html>"),
        new Fault.ProcessedButAnswers(201, "{\"id\": 1, \"body"),
        new Fault.ProcessedButAnswers(201, "null"),
        new Fault.ProcessedButAnswers(201, "{}"));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  default void createWhoseAnswerIsLostIsNotRepeated(Fault lost) throws Exception {
    place().fail(Step.CREATE, lost);
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertOnly("x");
    assertThat(place().requests(Step.CREATE)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  default void updateWhoseAnswerIsLostIsDone(Fault lost) throws Exception {
    place().say(true, body("old"));
    place().fail(Step.UPDATE, lost);
    assertThat(upsert("x")).isEqualTo(Change.UPDATED);
    assertOnly("x");
  }

  @Test
  default void createThatNeverArrivedIsRepeatedAfterLooking() throws Exception {
    place().fail(Step.CREATE, new Fault.Drop());
    place().fail(Step.CREATE, Fault.Answer.of(503, "x"));
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertOnly("x");
    assertThat(place().requests(Step.LIST)).isEqualTo(3);
  }

  @Test
  default void createThatKeepsFailingIsGivenUp() {
    failAlways(Step.CREATE, new Fault.Drop());
    assertFails(Code.UNAVAILABLE, () -> upsert("x"));
    assertThat(place().requests(Step.CREATE)).isBetween(2L, 10L);
  }

  @Test
  default void whateverFailsThereIsNoSecondComment() throws Exception {
    long seed = 20261122;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 25; round++) {
      place().said().forEach(one -> place().delete(one.id()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        for (Step step : List.of(Step.CREATE, Step.LIST, Step.UPDATE)) {
          place().fail(step, any(random));
        }
      }
      try (Forge forge = place().open(Account.WRITER, Duration.ofHours(1))) {
        for (String text : List.of("x", "y")) {
          forge.upsertComment(place().pullRequest(), new Draft(MARKER, body(text)));
          assertThat(ours()).as("seed %s, round %s", seed, round).containsExactly(body(text));
        }
      } catch (ForgeException e) {
        assertThat(ours().size()).as("seed %s, round %s", seed, round).isLessThan(2);
      }
    }
  }

  private static Fault any(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> new Fault.Drop();
      case 1 -> new Fault.ProcessedAndDrop();
      case 2 -> new Fault.CutOff();
      case 3 -> new Fault.ProcessedButAnswers(502, "<html>");
      case 4 -> Fault.Answer.of(500 + random.nextInt(5), "x");
      case 5 -> new Fault.Answer(429, Map.of("Retry-After", "1"), "{}");
      default -> new Fault.Meanwhile(() -> {});
    };
  }
}
