package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFile.Entry;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;

/// How a changed path is named wherever the page names one.
final class EntryText {
  private EntryText() {}

  /// The status letter, with the word for those who hover or listen.
  static void status(Page page, Entry entry) throws IOException {
    page.markup("<abbr class=\"s ").put((byte) entry.status().letter()).markup("\" title=\"");
    page.text(entry.status().label()).markup("\">").put((byte) entry.status().letter());
    page.markup("</abbr> ");
  }

  /// How many lines changed; nothing where no line did, as with a binary file.
  static void lines(Page page, Entry entry) throws IOException {
    if (entry.added() > 0 || entry.deleted() > 0) {
      page.changed(entry.added(), entry.deleted());
    }
  }

  /// The path, behind the old path where that differs.
  static void paths(Page page, Entry entry) throws IOException {
    SafeText oldPath = entry.oldPath();
    if (oldPath != null) {
      page.markup("<bdi>").text(oldPath).markup("</bdi> \u2192 ");
    }
    page.markup("<bdi>").text(entry.path()).markup("</bdi>");
  }
}
