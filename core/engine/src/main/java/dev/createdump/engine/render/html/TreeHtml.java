package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.render.tree.TreeRenderer;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a tree as one self-contained page that asks no network for anything and runs no script:
/// contents, findings, every file with line numbers, the ledger.
public final class TreeHtml implements TreeRenderer {
  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    Page page = new Page(out);
    new TreeHead(page).write(header);
    page.markup("<section id=files>\n<h2>Files</h2>\n");
    page.flush();
  }

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    DumpFile.Entry entry = file.entry();
    if (entry.state() == FileState.EXCLUDED) {
      return;
    }
    Page page = new Page(out);
    page.markup("<details id=file-")
        .number(entry.index() + 1L)
        .markup(" open><summary><code><bdi>");
    page.text(entry.path()).markup("</bdi></code> <small>");
    facts(page, file);
    page.markup("</small></summary>\n");
    if (!entry.reason().isEmpty()) {
      page.markup("<p class=why>").text(entry.reason()).markup("</p>\n");
    }
    content(page, file);
    page.markup("</details>\n");
    page.flush();
  }

  private static void facts(Page page, TreeFile file) throws IOException {
    DumpFile.Entry entry = file.entry();
    TreeInfo.FileFacts facts = file.facts();
    if (!entry.language().isEmpty()) {
      page.text(entry.language()).markup(" \u00b7 ");
    }
    if (file.isText() && !file.isLink()) {
      page.count(entry.added(), " line", " lines").markup(" \u00b7 ");
    }
    page.count(facts.size(), " byte", " bytes");
    if (facts.tokens() >= 0) {
      page.markup(" \u00b7 ").count(facts.tokens(), " token", " tokens");
    }
    if (!entry.encoding().isEmpty() && !entry.encoding().equals("UTF-8")) {
      page.markup(" \u00b7 ").text(entry.encoding());
    }
    mode(page, entry.newMode());
    FileHistory history = facts.git().history();
    if (history != null && !history.commit().isEmpty()) {
      page.markup(" \u00b7 ").text(history.status()).markup(", changed ");
      CommitTime.write(page, history.changedAt());
      page.markup(" by <bdi>").text(history.author()).markup("</bdi>");
    }
    if (facts.git().authors() != null) {
      AuthorsSection.file(page, facts.git().authors());
    }
    if (facts.git().blame() != null) {
      AuthorsSection.blame(page, facts.git().blame());
    }
    if (entry.state() != FileState.INCLUDED) {
      page.markup(" \u00b7 <b>").text(entry.state().label()).markup("</b>");
    }
  }

  private static void mode(Page page, String mode) throws IOException {
    switch (mode) {
      case "100755" -> page.markup(" \u00b7 executable");
      case "120000" -> page.markup(" \u00b7 link");
      case "040000" -> page.markup(" \u00b7 directory");
      case "160000" -> page.markup(" \u00b7 submodule");
      default -> {}
    }
  }

  private static void content(Page page, TreeFile file) throws IOException {
    SafeContent content = file.content();
    TextForm form = file.facts().form();
    if (content == null || form == null || !form.isText() || content.bytes().length == 0) {
      return;
    }
    byte[] text = form.utf8(content.bytes());
    LineNumbers numbers = new LineNumbers();
    numbers.startAt(1);
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || i == text.length - 1) {
        numbers.numbered();
      }
    }
    page.markup("<div class=code><pre class=n aria-hidden=true>").numbers(numbers);
    page.markup("</pre><pre class=t>");
    TreeHead.lines(page, text);
    page.markup("</pre></div>\n");
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    Page page = new Page(out);
    page.markup("</section>\n<section id=ledger>\n<h2>Ledger</h2>\n<p>");
    page.count(header.statistics().files(), " path", " paths");
    for (FileState state : FileState.values()) {
      int paths = header.statistics().byState().getOrDefault(state, 0);
      if (paths > 0) {
        page.markup(", ").count(paths).markup(" ").text(state.label());
      }
    }
    page.markup("</p>\n");
    boolean any = false;
    for (DumpFile.Entry entry : header.ledger()) {
      if (entry.state() != FileState.INCLUDED) {
        page.markup(any ? "" : "<table><tr><th>Path</th><th>State</th><th>Reason</th></tr>\n");
        any = true;
        page.markup("<tr");
        if (entry.state() == FileState.EXCLUDED) {
          page.markup(" id=file-").number(entry.index() + 1L);
        }
        page.markup("><td><code><bdi>").text(entry.path()).markup("</bdi></code></td><td>");
        page.text(entry.state().label()).markup("</td><td>").text(entry.reason());
        page.markup("</td></tr>\n");
      }
    }
    page.markup(any ? "</table>\n" : "").markup("</section>\n<footer>").text(header.name());
    page.markup(" \u00b7 made by create-dump ").text(header.toolVersion());
    page.markup("</footer>\n</main>\n</div>\n</body>\n</html>\n");
    page.flush();
  }
}
