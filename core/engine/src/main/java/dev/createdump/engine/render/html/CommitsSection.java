package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpHeader;
import java.io.IOException;

/// The commits of the change, newest first.
final class CommitsSection {
  private final Page page;

  CommitsSection(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    int shown = header.commits().size();
    page.markup("<section id=commits aria-labelledby=commits-h>\n<details class=fold><summary>");
    page.markup("<h2 id=commits-h>Commits</h2> <span class=count>").count(header.commitCount());
    page.markup("</span></summary>\n<ol class=log>\n");
    for (CommitInfo commit : header.commits()) {
      item(commit);
    }
    page.markup("</ol>\n");
    if (shown < header.commitCount()) {
      page.markup("<p class=mute>Shown: the newest ").count(shown).markup(" of ");
      page.count(header.commitCount()).markup(".</p>\n");
    }
    page.markup("</details>\n</section>\n");
  }

  private void item(CommitInfo commit) throws IOException {
    page.markup("<li><code title=").text(commit.id().hex()).markup(">");
    page.text(commit.id().abbreviated()).markup("</code> <span><bdi>").text(commit.subject());
    page.markup("</bdi></span> <small><bdi>").text(commit.author()).markup("</bdi>, ");
    CommitTime.write(page, commit.committedAt());
    page.markup("</small></li>\n");
  }
}
