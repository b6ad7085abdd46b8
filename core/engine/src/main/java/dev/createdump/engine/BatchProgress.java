package dev.createdump.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells how far all projects of a batch are together.
final class BatchProgress {
  private final Events events;
  private final AtomicInteger total = new AtomicInteger();
  private final boolean writes;
  private final AtomicInteger done = new AtomicInteger();

  /// @param writes whether dumps are written, or only planned
  BatchProgress(Events events, List<BatchJob> jobs, boolean writes) {
    this.events = events;
    this.writes = writes;
    for (BatchJob job : jobs) {
      for (Events.Work work : Events.Work.values()) {
        total.addAndGet(expected(job, work));
      }
    }
  }

  private int expected(BatchJob job, Events.Work work) {
    boolean counts = work == Events.Work.SCAN || (writes && work == Events.Work.WRITE);
    return counts && job.idle().isEmpty() ? job.part().entries().size() : 0;
  }

  /// How far one kind of work in a project is.
  private final class Share {
    private int told;
    private int expected;

    Share(int expected) {
      this.expected = expected;
    }

    /// What is gone since a revision is worked on too, and each format is written.
    synchronized void tell(int now, int all) {
      int sum = total.addAndGet(all - expected);
      expected = all;
      events.files(Events.Work.DUMP, done.addAndGet(now - told), sum);
      told = now;
    }
  }

  /// Takes what is told of one project.
  Events of(BatchJob job) {
    return new Events() {
      private final Map<Work, Share> shares = new EnumMap<>(Work.class);

      // Projects are in different steps at a time.
      @Override
      public void step(Step step) {}

      @Override
      public void files(Work work, int now, int all) {
        Share share;
        synchronized (shares) {
          share = shares.computeIfAbsent(work, _ -> new Share(expected(job, work)));
        }
        share.tell(now, all);
      }

      @Override
      public void remark(String remark) {
        events.remark((job.directory().isEmpty() ? "" : job.directory() + ": ") + remark);
      }
    };
  }
}
