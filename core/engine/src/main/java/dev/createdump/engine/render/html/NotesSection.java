package dev.createdump.engine.render.html;

import dev.createdump.engine.redact.SafeText;
import java.io.IOException;
import java.util.List;

/// What a reader should know of how the dump was made.
final class NotesSection {
  private final Page page;

  NotesSection(Page page) {
    this.page = page;
  }

  void write(List<SafeText> notes) throws IOException {
    if (notes.isEmpty()) {
      return;
    }
    page.markup("<section id=notes aria-labelledby=notes-h>\n<h2 id=notes-h>Notes</h2>\n<ul>\n");
    for (SafeText note : notes) {
      page.markup("<li>").text(note).markup("</li>\n");
    }
    page.markup("</ul>\n</section>\n");
  }
}
