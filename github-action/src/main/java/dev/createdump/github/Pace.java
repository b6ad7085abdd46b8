package dev.createdump.github;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Time as the adapter sees it: the only place in this module that reads a clock, sleeps or rolls
/// a die. Tests bring their own, so that no test waits.
interface Pace {
  Instant now();

  void sleep(Duration duration) throws InterruptedException;

  /// A number from 0 to below 1, so that many jobs that failed together do not return together.
  double jitter();

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
