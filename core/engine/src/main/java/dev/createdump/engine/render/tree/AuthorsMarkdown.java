package dev.createdump.engine.render.tree;

import static dev.createdump.engine.render.markdown.MarkdownText.cell;
import static dev.createdump.engine.render.markdown.MarkdownText.code;

import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.AuthorTotal;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import java.util.List;

/// Who changed what, in Markdown.
final class AuthorsMarkdown {
  private static final int MOST_NAMED = 3;
  private static final int MOST_ROWS = 20;

  private AuthorsMarkdown() {}

  /// `5 commits since 2020-01-31 by A (3), B (2), +120 −20`.
  static String file(FileAuthors authors) {
    StringBuilder text = new StringBuilder();
    text.append(authors.commits()).append(authors.commits() == 1 ? " commit" : " commits");
    text.append(" since ").append(date(authors.firstAt())).append(" by ");
    List<FileAuthors.Share> shares = authors.shares();
    for (int i = 0; i < Math.min(MOST_NAMED, shares.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(code(shares.get(i).name()));
      text.append(" (").append(shares.get(i).commits()).append(')');
    }
    int more = shares.size() - MOST_NAMED;
    text.append(more > 0 ? " and " + more + " more" : "");
    return text.append(", +")
        .append(authors.added())
        .append(" −")
        .append(authors.removed())
        .toString();
  }

  static void totals(StringBuilder text, List<AuthorTotal> authors) {
    if (authors.isEmpty()) {
      return;
    }
    text.append("| Author | Commits | Files | Added | Removed | First | Last |\n");
    text.append("|---|--:|--:|--:|--:|---|---|\n");
    for (AuthorTotal author : authors.subList(0, Math.min(MOST_ROWS, authors.size()))) {
      text.append("| ").append(cell(author.name())).append(" | ").append(author.commits());
      text.append(" | ").append(author.files()).append(" | ").append(author.added());
      text.append(" | ").append(author.removed()).append(" | ").append(date(author.firstAt()));
      text.append(" | ").append(date(author.lastAt())).append(" |\n");
    }
    if (authors.size() > MOST_ROWS) {
      text.append("| … ").append(authors.size() - MOST_ROWS).append(" more | | | | | | |\n");
    }
    text.append('\n');
  }

  /// `lines by A (30), B (2); oldest of 2020-01-31; 3 not committed`.
  static String blame(FileBlame blame) {
    StringBuilder text = new StringBuilder("lines by ");
    List<FileBlame.Share> shares = blame.shares();
    for (int i = 0; i < Math.min(MOST_NAMED, shares.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(code(shares.get(i).name()));
      text.append(" (").append(shares.get(i).lines()).append(')');
    }
    int more = shares.size() - MOST_NAMED;
    text.append(more > 0 ? " and " + more + " more" : shares.isEmpty() ? "nobody" : "");
    text.append(blame.oldest() == 0 ? "" : "; oldest of " + date(blame.oldest()));
    text.append(blame.uncommitted() == 0 ? "" : "; " + blame.uncommitted() + " not committed");
    return text.toString();
  }

  static void owners(StringBuilder text, List<FileBlame.Share> owners) {
    if (owners.isEmpty()) {
      return;
    }
    text.append("| Lines written by | Lines |\n|---|--:|\n");
    for (FileBlame.Share owner : owners.subList(0, Math.min(MOST_ROWS, owners.size()))) {
      text.append("| ").append(cell(owner.name())).append(" | ").append(owner.lines());
      text.append(" |\n");
    }
    if (owners.size() > MOST_ROWS) {
      text.append("| … ").append(owners.size() - MOST_ROWS).append(" more | |\n");
    }
    text.append('\n');
  }

  private static String date(long seconds) {
    return UtcTime.text(seconds).substring(0, 10);
  }
}
