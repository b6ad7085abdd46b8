package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFile.Entry;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.patch.ChangeStatus;
import java.io.IOException;

/// The list of files by directory, with the fields to filter it.
final class Sidebar {
  private final Page page;

  Sidebar(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    page.markup("<nav id=side aria-label=Files>\n<div class=\"filter js-only\">\n");
    page.markup("<input id=q type=search placeholder=\"Filter paths\" aria-label=\"Filter paths\"");
    page.markup(" title=\"Words that the path holds (/)\" autocomplete=off spellcheck=false>\n");
    page.markup(
        "<select id=kind aria-label=\"Status or state\"><option value=\"\">All files</option>");
    options(header.statistics());
    page.markup("</select>\n<p id=shown class=mute aria-live=polite></p>\n</div>\n<ul id=list>\n");
    String directory = "";
    for (Entry entry : header.ledger()) {
      String path = entry.path().value();
      int cut = path.lastIndexOf('/') + 1;
      if (!path.startsWith(directory) || cut != directory.length()) {
        directory = path.substring(0, cut);
        page.markup("<li class=d title=\"").attribute(directory).markup("\"><bdi>");
        page.text(cut == 0 ? "/" : directory).markup("</bdi></li>\n");
      }
      item(entry, path.substring(cut));
    }
    page.markup("</ul>\n</nav>\n");
  }

  private void item(Entry entry, String name) throws IOException {
    page.markup("<li><a href=#f").number(entry.index()).markup(">");
    EntryText.status(page, entry);
    page.markup("<bdi>").text(name).markup("</bdi>");
    if (entry.state() != FileState.INCLUDED) {
      page.markup("<em class=\"tag ").text(entry.state().label()).markup("\">");
      page.text(entry.state().label()).markup("</em>");
    }
    EntryText.lines(page, entry);
    page.markup("</a></li>\n");
  }

  /// The statuses and states that occur, in their own order.
  private void options(Statistics statistics) throws IOException {
    page.markup("<optgroup label=Status>");
    for (ChangeStatus status : ChangeStatus.values()) {
      int count = statistics.byStatus().getOrDefault(status, 0);
      if (count > 0) {
        page.markup("<option value=").put((byte) status.letter()).markup(">");
        page.text(status.label()).markup(" (").count(count).markup(")</option>");
      }
    }
    page.markup("</optgroup><optgroup label=State>");
    for (FileState state : FileState.values()) {
      int count = statistics.byState().getOrDefault(state, 0);
      if (count > 0) {
        page.markup("<option value=").text(state.label()).markup(">");
        page.text(state.label()).markup(" (").count(count).markup(")</option>");
      }
    }
    page.markup("</optgroup>");
  }
}
