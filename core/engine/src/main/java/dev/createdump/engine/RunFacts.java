package dev.createdump.engine;

import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.manifest.Run;
import dev.createdump.engine.redact.Redactor;

/// When and where a dump is made, as its manifest says it.
final class RunFacts {
  private RunFacts() {}

  static Run of(CiContext ci, RunClock clock, Redactor redactor) {
    CiContext.Run run = ci.run();
    return new Run(
        clock.now(),
        ci.forge(),
        redactor.text(ci.event()),
        redactor.text(run == null ? "" : run.id()),
        redactor.text(run == null ? "" : run.url()));
  }
}
