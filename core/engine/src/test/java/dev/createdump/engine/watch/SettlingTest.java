package dev.createdump.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// When what happened counts as finished, by a clock that the test moves.
class SettlingTest {
  private static final OwnFiles NOTHING = new OwnFiles(Path.of(""), "");

  /// What happens, at times of its own clock in milliseconds.
  private static final class Script implements ChangeFeed {
    private final Deque<Long> changes = new ArrayDeque<>();
    private long now;

    Script(long... at) {
      for (long each : at) {
        changes.add(each);
      }
    }

    /// One every so often.
    static Script every(long millis, long until) {
      Script script = new Script();
      for (long at = 0; at < until; at += millis) {
        script.changes.add(at);
      }
      return script;
    }

    @Override
    public void follow(Followed followed) {}

    @Override
    public boolean await(long millis, OwnFiles own) {
      Long next = changes.peek();
      if (next == null || next > now + millis) {
        now += millis;
        return false;
      }
      // All that happened until somebody asks is told at once.
      now = Math.max(now, next);
      while (!changes.isEmpty() && changes.getFirst() <= now) {
        changes.removeFirst();
      }
      return true;
    }

    @Override
    public void close() {}
  }

  private static long settled(Script script, BooleanSupplier there, BooleanSupplier locked)
      throws InterruptedException {
    new Settling(() -> TimeUnit.MILLISECONDS.toNanos(script.now))
        .await(script, NOTHING, there, locked);
    return script.now;
  }

  private static long settled(Script script) throws InterruptedException {
    return settled(script, () -> true, () -> false);
  }

  @Test
  void oneChangeIsFinishedWhenNothingFollows() throws Exception {
    assertThat(settled(new Script(5_500))).isEqualTo(5_700);
    assertThat(settled(new Script(0))).as("within a second").isLessThan(1_000);
  }

  @Test
  void aBurstIsOneChange() throws Exception {
    assertThat(settled(Script.every(1, 1_000))).isEqualTo(999 + 200);
    assertThat(settled(new Script(0, 190, 380, 570))).isEqualTo(770);
    assertThat(settled(new Script(0, 210))).as("two changes").isEqualTo(200);
  }

  @Test
  void whereItNeverEndsItIsTakenInBetween() throws Exception {
    assertThat(settled(Script.every(50, 60_000))).isEqualTo(5_000);
    Script fast = Script.every(1, 60_000);
    assertThat(settled(fast)).isEqualTo(5_000);
    assertThat(settled(fast)).as("and again").isBetween(10_000L, 10_002L);
  }

  @Test
  void gitIsWaitedFor() throws Exception {
    Script script = new Script(0, 3_000);
    assertThat(settled(script, () -> true, () -> script.now < 7_000)).isEqualTo(7_000);
    Script left = new Script(0);
    assertThat(settled(left, () -> true, () -> true)).as("a lock left behind").isEqualTo(30_000);
  }

  @Test
  void aTreeThatIsGoneIsNotWaitedFor() throws Exception {
    Script script = new Script();
    assertThat(settled(script, () -> script.now < 2_500, () -> true)).isEqualTo(3_000);
  }
}
