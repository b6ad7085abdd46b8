package dev.createdump.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells how far all projects of a batch are together.
final class BatchProgress {
  private final Events events;
  private final int total;
  private final AtomicInteger done = new AtomicInteger();

  BatchProgress(Events events, List<BatchJob> jobs) {
    this.events = events;
    int paths = 0;
    for (BatchJob job : jobs) {
      paths += job.part().entries().size();
    }
    this.total = paths;
  }

  /// Takes what is told of one project.
  Events of(BatchJob job) {
    return new Events() {
      private final AtomicInteger told = new AtomicInteger();

      // Projects are in different steps at a time.
      @Override
      public void step(Step step) {}

      @Override
      public void files(int now, int all) {
        events.files(done.addAndGet(now - told.getAndSet(now)), total);
      }

      @Override
      public void remark(String remark) {
        events.remark((job.directory().isEmpty() ? "" : job.directory() + ": ") + remark);
      }
    };
  }
}
