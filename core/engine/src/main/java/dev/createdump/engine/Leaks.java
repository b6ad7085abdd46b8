package dev.createdump.engine;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.sweep.Leak;

/// Secrets of single commits, as outputs tell them.
final class Leaks {
  private Leaks() {}

  static DumpFinding told(Leak leak, DumpFinding.Change change, Redactor redactor) {
    return new DumpFinding(
        DumpFinding.Kind.SECRET,
        leak.finding().rule(),
        change,
        -1,
        redactor.text(leak.path()),
        leak.inFile() ? leak.finding().line() : 0,
        leak.inFile() ? leak.finding().column() : 0,
        SafeText.EMPTY,
        redactor.tag(leak.finding()),
        leak.commit().hex());
  }
}
