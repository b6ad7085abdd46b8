package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.render.Renderer;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a dump as one self-contained page that asks no network for anything: readable without
/// scripts, and with search, side-by-side view and keyboard use where its own script may run.
public final class HtmlRenderer implements Renderer {
  @Override
  public void render(Dump dump, OutputStream out) throws IOException {
    Page page = new Page(out);
    DumpHeader header = dump.header();
    FindingsPerFile findings = FindingsPerFile.of(header);
    new Frame(page).open(header);
    new Sidebar(page).write(header);
    page.markup("<main id=main tabindex=-1>\n");
    new Masthead(page).write(header);
    new FindingsSection(page).write(header);
    new NotesSection(page).write(header.notes());
    new StatisticsSection(page).write(header);
    new CommitsSection(page).write(header);
    new LedgerSection(page).write(header);
    page.markup("<section id=files aria-labelledby=files-h>\n<h2 id=files-h>Files</h2>\n");
    FileSection files = new FileSection(page, findings);
    dump.forEachFile(files::write);
    page.markup("<p id=none hidden>No file matches the filter.</p>\n</section>\n");
    new Frame(page).close(header);
    page.flush();
  }
}
