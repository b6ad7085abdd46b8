package dev.createdump.spi.support.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Time as an adapter sees it: the only place where adapters read a clock, sleep or roll a die.
/// Tests bring their own, so that no test waits.
public interface Pace {
  Instant now();

  void sleep(Duration duration) throws InterruptedException;

  /// A number from 0 to below 1, so that many jobs that failed together do not return together.
  double jitter();

  /// Time as it passes.
  static Pace system() {
    return new Pace() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }

      @Override
      public double jitter() {
        return ThreadLocalRandom.current().nextDouble();
      }
    };
  }
}
