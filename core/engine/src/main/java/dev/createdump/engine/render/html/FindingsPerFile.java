package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;

/// How many secrets and to-dos stand in each file, by its position in the ledger.
record FindingsPerFile(int[] secrets, int[] todos) {
  static FindingsPerFile of(DumpHeader header) {
    int files = header.ledger().size();
    FindingsPerFile counts = new FindingsPerFile(new int[files], new int[files]);
    for (DumpFinding finding : header.findings()) {
      if (finding.fileIndex() >= 0 && finding.fileIndex() < files) {
        switch (finding.kind()) {
          case SECRET -> counts.secrets[finding.fileIndex()]++;
          case TODO -> counts.todos[finding.fileIndex()]++;
        }
      }
    }
    return counts;
  }
}
