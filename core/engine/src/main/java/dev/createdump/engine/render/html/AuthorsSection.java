package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.AuthorTotal;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import java.io.IOException;
import java.util.List;

/// Who changed what, on the page of a tree.
final class AuthorsSection {
  private static final int MOST_NAMED = 3;
  private static final int MOST_ROWS = 50;

  private AuthorsSection() {}

  static void file(Page page, FileAuthors authors) throws IOException {
    List<FileAuthors.Share> shares = authors.shares();
    if (shares.isEmpty()) {
      return;
    }
    page.markup(" \u00b7 ").count(authors.commits(), " commit", " commits").markup(" since ");
    CommitTime.write(page, authors.firstAt());
    page.markup(" by ");
    for (int i = 0; i < Math.min(MOST_NAMED, shares.size()); i++) {
      page.markup(i == 0 ? "<bdi>" : ", <bdi>").text(shares.get(i).name());
      page.markup("</bdi> (").count(shares.get(i).commits()).markup(")");
    }
    if (shares.size() > MOST_NAMED) {
      page.markup(" and ").count(shares.size() - MOST_NAMED).markup(" more");
    }
    page.markup(", +").count(authors.added()).markup(" \u2212").count(authors.removed());
  }

  static void blame(Page page, FileBlame blame) throws IOException {
    List<FileBlame.Share> shares = blame.shares();
    page.markup(" \u00b7 lines by ");
    for (int i = 0; i < Math.min(MOST_NAMED, shares.size()); i++) {
      page.markup(i == 0 ? "<bdi>" : ", <bdi>").text(shares.get(i).name());
      page.markup("</bdi> (").count(shares.get(i).lines()).markup(")");
    }
    if (shares.size() > MOST_NAMED) {
      page.markup(" and ").count(shares.size() - MOST_NAMED).markup(" more");
    }
    page.markup(shares.isEmpty() ? "nobody" : "; oldest of ");
    if (blame.oldest() > 0) {
      CommitTime.write(page, blame.oldest());
    }
    if (blame.uncommitted() > 0) {
      page.markup("; ").count(blame.uncommitted()).markup(" not committed");
    }
  }

  static void owners(Page page, List<FileBlame.Share> owners) throws IOException {
    if (owners.isEmpty()) {
      return;
    }
    page.markup("<section id=owners>\n<h2>Whose lines</h2>\n<table><tr><th>Author</th>");
    page.markup("<th class=num>Lines</th></tr>\n");
    for (FileBlame.Share owner : owners.subList(0, Math.min(MOST_ROWS, owners.size()))) {
      page.markup("<tr><td><bdi>").text(owner.name()).markup("</bdi></td><td class=num>");
      page.count(owner.lines()).markup("</td></tr>\n");
    }
    if (owners.size() > MOST_ROWS) {
      page.markup("<tr><td>\u2026 ").count(owners.size() - MOST_ROWS).markup(" more</td></tr>\n");
    }
    page.markup("</table>\n</section>\n");
  }

  static void totals(Page page, List<AuthorTotal> authors) throws IOException {
    if (authors.isEmpty()) {
      return;
    }
    page.markup("<section id=authors>\n<h2>Authors</h2>\n<table><tr><th>Author</th>");
    for (String column : List.of("Commits", "Files", "Added", "Removed", "First", "Last")) {
      page.markup("<th class=num>").text(column).markup("</th>");
    }
    page.markup("</tr>\n");
    for (AuthorTotal author : authors.subList(0, Math.min(MOST_ROWS, authors.size()))) {
      page.markup("<tr><td><bdi>").text(author.name()).markup("</bdi></td><td class=num>");
      page.count(author.commits()).markup("</td><td class=num>").count(author.files());
      page.markup("</td><td class=num>").count(author.added()).markup("</td><td class=num>");
      page.count(author.removed()).markup("</td><td class=num>");
      CommitTime.write(page, author.firstAt());
      page.markup("</td><td class=num>");
      CommitTime.write(page, author.lastAt());
      page.markup("</td></tr>\n");
    }
    if (authors.size() > MOST_ROWS) {
      page.markup("<tr><td>\u2026 ").count(authors.size() - MOST_ROWS).markup(" more</td></tr>\n");
    }
    page.markup("</table>\n</section>\n");
  }
}
