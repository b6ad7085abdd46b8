package dev.createdump.testkit.forge;

import static dev.createdump.testkit.forge.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Facts about comments that tell of a commit: the newer head wins, however long and wherever the
/// older run was held up.
interface HeadFacts extends ForgeFixture {
  String NEWER = "3".repeat(40);

  /// What holds a request up, and at which step.
  record Delay(Step step, Fault fault, boolean commented) {}

  static List<Delay> delays() {
    List<Fault> faults =
        List.of(
            new Fault.Answer(429, Map.of("Retry-After", "37"), "{\"message\":\"slow down\"}"),
            new Fault.Answer(503, Map.of("Retry-After", "37"), "{\"message\":\"busy\"}"),
            Fault.Answer.of(502, "Bad Gateway"));
    List<Delay> delays = new ArrayList<>();
    for (Fault fault : faults) {
      for (Step step : Step.values()) {
        delays.add(new Delay(step, fault, step == Step.UPDATE));
      }
    }
    // Of a request that only reads, the JDK's client repeats a lost one itself, without a pause.
    for (Fault fault : List.of(new Fault.Drop(), new Fault.ProcessedAndDrop())) {
      delays.add(new Delay(Step.UPDATE, fault, true));
      delays.add(new Delay(Step.CREATE, fault, false));
    }
    return delays;
  }

  @ParameterizedTest
  @MethodSource("delays")
  default void whoeverWasHeldUpGivesWay(Delay delay) throws Exception {
    if (delay.commented()) {
      place().say(true, body("before both"));
    }
    place().fail(delay.step(), delay.fault());
    place().pace().whileAsleep(this::newerRun);
    assertThat(assertFails(Code.OUTDATED, () -> of(HEAD, "older")).getMessage())
        .contains(NEWER.substring(0, 12));
    assertOnly("newer");
  }

  @Test
  default void whoeverIsHeldUpTwiceLooksTwice() throws Exception {
    place().say(true, body("before both"));
    place().fail(Step.UPDATE, Fault.Answer.of(502, "Bad Gateway"));
    place().fail(Step.UPDATE, Fault.Answer.of(502, "Bad Gateway"));
    place().pace().whileAsleep(() -> place().pace().whileAsleep(this::newerRun));
    assertFails(Code.OUTDATED, () -> of(HEAD, "older"));
    assertOnly("newer");
  }

  /// A head that moves between looking for the comment and writing it.
  @Test
  default void theHeadIsAskedForAfterTheComments() throws Exception {
    place().fail(Step.LIST, new Fault.Meanwhile(() -> place().change(CHANGE.at(NEWER))));
    assertFails(Code.OUTDATED, () -> of(HEAD, "older"));
    assertThat(place().said()).isEmpty();
  }

  @Test
  default void theHeadsOwnRunCommentsThroughAllDelays() throws Exception {
    for (Step step : List.of(Step.READ, Step.LIST, Step.CREATE)) {
      place().fail(step, new Fault.Answer(429, Map.of("Retry-After", "5"), "{}"));
    }
    assertThat(of(HEAD, "x").change()).isEqualTo(Change.CREATED);
    assertThat(of(HEAD, "y").change()).isEqualTo(Change.UPDATED);
    assertThat(of(HEAD, "y").change()).isEqualTo(Change.UNCHANGED);
    assertOnly("y");
  }

  @Test
  default void whatHoldsForAnyCommitGivesWayToNone() throws Exception {
    place().change(CHANGE.at(NEWER));
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertOnly("x");
  }

  @Test
  default void whateverFailsTheCommentNeverGoesBackwards() throws Exception {
    long seed = 20261123;
    SplittableRandom random = new SplittableRandom(seed);
    List<Delay> delays = delays();
    for (int round = 0; round < 40; round++) {
      place().said().forEach(one -> place().delete(one.id()));
      place().change(CHANGE);
      boolean commented = random.nextBoolean();
      if (commented) {
        place().say(true, body("before both"));
      }
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        Delay delay = delays.get(random.nextInt(delays.size()));
        // What is planned for a request that nobody makes would wait for a later round.
        boolean never = delay.step() == (commented ? Step.CREATE : Step.UPDATE);
        place().fail(never ? Step.LIST : delay.step(), delay.fault());
      }
      boolean[] ran = new boolean[1];
      place().pace().whileAsleep(() -> ran[0] = newerRun());
      try (Forge older = place().open(Account.WRITER, Duration.ofHours(1))) {
        older.upsertComment(place().pullRequest(), new Draft(MARKER, body("older"), HEAD));
      } catch (ForgeException e) {
        assertThat(e.code()).isEqualTo(Code.OUTDATED);
      }
      if (ran[0]) {
        assertThat(ours()).as("seed %s, round %s", seed, round).containsExactly(body("newer"));
      }
    }
  }

  private Comment of(String head, String text) throws ForgeException {
    return forge().upsertComment(place().pullRequest(), new Draft(MARKER, body(text), head));
  }

  /// Somebody pushes, and the new head's run comments.
  private boolean newerRun() {
    place().change(CHANGE.at(NEWER));
    try (Forge newer = place().open(Account.WRITER, Duration.ofHours(1))) {
      newer.upsertComment(place().pullRequest(), new Draft(MARKER, body("newer"), NEWER));
      return true;
    } catch (Exception e) {
      throw new AssertionError("the newer run could not comment", e);
    }
  }
}
