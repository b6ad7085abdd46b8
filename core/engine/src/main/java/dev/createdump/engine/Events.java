package dev.createdump.engine;

/// What the engine tells while it works, so that the command line can draw a bar or explain. The
/// engine itself never prints. Called from several threads.
public interface Events {
  /// Says nothing.
  Events SILENT =
      new Events() {
        @Override
        public void step(Step step) {}

        @Override
        public void files(Work work, int done, int total) {}

        @Override
        public void remark(String remark) {}
      };

  /// A step has begun.
  void step(Step step);

  /// Something has been done with so many of all paths.
  void files(Work work, int done, int total);

  /// Something about how the work went that is not true of the change, and so in no dump.
  void remark(String remark);

  /// What takes a time that grows with the paths.
  enum Work {
    SCAN("scanning"),
    BLAME("asking who wrote"),
    WRITE("writing"),
    /// All of it, of several projects at a time.
    DUMP("dumping");

    private final String label;

    Work(String label) {
      this.label = label;
    }

    /// What people read.
    public String label() {
      return label;
    }
  }

  /// The steps of a run, in their order.
  enum Step {
    SOURCE("finding the change"),
    SCAN("reading and scanning"),
    RENDER("writing the dump"),
    PUBLISH("storing the dump"),
    REPORT("reporting");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    /// What people read.
    public String label() {
      return label;
    }
  }
}
