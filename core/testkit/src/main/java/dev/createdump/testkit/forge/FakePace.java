package dev.createdump.testkit.forge;

import dev.createdump.spi.support.forge.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Time that passes only by sleeping, and remembers how it slept.
public final class FakePace implements Pace {
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<Duration> sleeps = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    Runnable happens;
    synchronized (this) {
      sleeps.add(duration);
      now = now.plus(duration);
      happens = meanwhile;
      meanwhile = () -> {};
    }
    happens.run();
  }

  /// Lets something happen during the next sleep, once.
  public synchronized void whileAsleep(Runnable action) {
    meanwhile = action;
  }

  @Override
  public synchronized double jitter() {
    return random.nextDouble();
  }

  /// How it slept, in order.
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
