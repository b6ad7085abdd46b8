package dev.createdump.engine.base;

/// What is done with threads in more than one place.
public final class Threads {
  private Threads() {}

  /// Interrupts a thread where it still runs, and waits until it has ended, whatever interrupts
  /// this one meanwhile.
  public static void stop(Thread thread) {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
