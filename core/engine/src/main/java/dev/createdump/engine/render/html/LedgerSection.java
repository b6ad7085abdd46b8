package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFile.Entry;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import java.io.IOException;
import java.util.Map;

/// Every changed path with how much of it is shown and why: nothing is silently missing.
final class LedgerSection {
  private final Page page;

  LedgerSection(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    page.markup("<section id=ledger aria-labelledby=ledger-h>\n<details class=fold><summary>");
    page.markup("<h2 id=ledger-h>Ledger</h2> <span class=count>").count(header.ledger().size());
    page.markup("</span>");
    states(header.statistics().byState());
    int redacted = header.statistics().redactedPatches();
    if (redacted > 0) {
      page.markup(" <span class=\"tag redacted\">secrets hidden in ");
      page.count(redacted, " patch", " patches").markup("</span>");
    }
    page.markup("</summary>\n<div class=wide><table>\n<thead><tr><th scope=col>Path");
    page.markup("<th scope=col>Status<th scope=col>State<th scope=col>Reason<th scope=col>Lines");
    page.markup("<th scope=col>Mode<th scope=col>Blob</tr></thead>\n<tbody>\n");
    for (Entry entry : header.ledger()) {
      row(entry);
    }
    page.markup("</tbody></table></div>\n</details>\n</section>\n");
  }

  private void states(Map<FileState, Integer> byState) throws IOException {
    for (FileState state : FileState.values()) {
      int count = byState.getOrDefault(state, 0);
      if (count > 0) {
        page.markup(" <span class=\"tag ").text(state.label()).markup("\">").count(count);
        page.markup(" ").text(state.label()).markup("</span>");
      }
    }
  }

  private void row(Entry entry) throws IOException {
    page.markup("<tr><td><a href=#f").number(entry.index()).markup(">");
    EntryText.paths(page, entry);
    page.markup("</a><td>").text(entry.status().label());
    page.markup("<td><span class=\"tag ").text(entry.state().label()).markup("\">");
    page.text(entry.state().label()).markup("</span><td>").text(entry.reason()).markup("<td>");
    EntryText.lines(page, entry);
    page.markup("<td>");
    page.text(entry.newMode()).markup("<td><code title=\"").text(entry.oldId().hex());
    page.markup(" to ").text(entry.newId().hex()).markup("\">");
    page.text(entry.newId().abbreviated()).markup("</code></tr>\n");
  }
}
