package dev.createdump.testkit.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Facts about limits and failures: what passes is waited for, what does not is given up in time.
interface TroubleFacts extends ForgeFixture {
  private static Fault limit(long seconds) {
    Map<String, String> headers = Map.of("Retry-After", Long.toString(seconds));
    return new Fault.Answer(429, headers, "{\"message\":\"Too many requests\"}");
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  default void limitIsWaitedFor(Step step) throws Exception {
    if (step == Step.UPDATE) {
      place().say(true, ForgeFixture.body("old"));
    }
    place().fail(step, limit(37));
    upsert("x");
    assertThat(place().pace().sleeps()).containsExactly(Duration.ofSeconds(37));
    assertOnly("x");
    assertThat(place().requests(step)).as("nothing more than again").isLessThanOrEqualTo(2);
  }

  @Test
  default void limitBeyondTheDeadlineEndsAtOnce() {
    place().fail(Step.READ, limit(3600));
    assertThat(assertFails(Code.THROTTLED, () -> forge().read(place().pullRequest())).getMessage())
        .contains("3600");
    assertThat(place().pace().sleeps()).isEmpty();
  }

  @Test
  default void deadlineIsForAllRequestsOfACall() throws Exception {
    for (Step step : List.of(Step.READ, Step.LIST, Step.CREATE)) {
      place().fail(step, limit(10));
    }
    try (Forge hurried = place().open(Account.WRITER, Duration.ofSeconds(25))) {
      assertFails(
          Code.THROTTLED,
          () ->
              hurried.upsertComment(
                  place().pullRequest(), new Draft(MARKER, ForgeFixture.body("x"))));
    }
    assertThat(place().pace().sleeps()).hasSize(2);
    assertThat(place().said()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  default void serverErrorsAreSatOut(int status) throws Exception {
    for (Step step : List.of(Step.READ, Step.LIST, Step.CREATE)) {
      place().fail(step, Fault.Answer.of(status, "<html>"));
      place().fail(step, Fault.Answer.of(status, "<html>"));
    }
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertOnly("x");
    assertThat(place().pace().sleeps()).as("not one after another at once").isNotEmpty();
  }

  @Test
  default void serverThatStaysBrokenIsGivenUp() {
    for (Fault fault : List.of(Fault.Answer.of(502, "Bad Gateway"), new Fault.Drop())) {
      long before = place().requests(Step.READ);
      failAlways(Step.READ, fault);
      assertFails(Code.UNAVAILABLE, () -> forge().read(place().pullRequest()));
      assertThat(place().requests(Step.READ) - before).isBetween(2L, 10L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 410, 422})
  default void refusalsAreNotRepeated(int status) {
    place().fail(Step.CREATE, Fault.Answer.of(status, "no"));
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> upsert("x")))
        .isInstanceOf(dev.createdump.spi.ForgeException.class);
    assertThat(place().requests(Step.CREATE)).isEqualTo(1);
    assertThat(place().said()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>sign in</html>", "{\"title\":", "null", "[]", "7", "{}", ""})
  default void nonsenseIsNoPullRequest(String nonsense) {
    failAlways(Step.READ, new Fault.Answer(200, Map.of(), nonsense));
    assertFails(Code.UNAVAILABLE, () -> forge().read(place().pullRequest()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[{\"id\":", "null", "{}", "7", ""})
  default void nonsenseIsNoListOfComments(String nonsense) {
    failAlways(Step.LIST, new Fault.Answer(200, Map.of(), nonsense));
    assertFails(Code.UNAVAILABLE, () -> upsert("x"));
    assertThat(place().said()).as("nothing is created by whoever cannot look").isEmpty();
  }
}
