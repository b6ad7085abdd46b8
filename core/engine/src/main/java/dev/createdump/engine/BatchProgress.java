package dev.createdump.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells how far all projects of a batch are together.
final class BatchProgress {
  private final Events events;
  private final AtomicInteger total = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  BatchProgress(Events events, List<BatchJob> jobs) {
    this.events = events;
    for (BatchJob job : jobs) {
      total.addAndGet(expected(job));
    }
  }

  private static int expected(BatchJob job) {
    return job.idle().isEmpty() ? job.part().entries().size() : 0;
  }

  /// Takes what is told of one project.
  Events of(BatchJob job) {
    return new Events() {
      private final AtomicInteger told = new AtomicInteger();
      private final AtomicInteger expected = new AtomicInteger(expected(job));

      // Projects are in different steps at a time.
      @Override
      public void step(Step step) {}

      @Override
      public void files(int now, int all) {
        // What is gone since a revision is looked at too.
        int more = all - expected.getAndSet(all);
        events.files(done.addAndGet(now - told.getAndSet(now)), total.addAndGet(more));
      }

      @Override
      public void remark(String remark) {
        events.remark((job.directory().isEmpty() ? "" : job.directory() + ": ") + remark);
      }
    };
  }
}
