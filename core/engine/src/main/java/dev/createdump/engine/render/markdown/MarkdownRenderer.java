package dev.createdump.engine.render.markdown;

import static dev.createdump.engine.render.markdown.MarkdownText.cell;
import static dev.createdump.engine.render.markdown.MarkdownText.code;

import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.patch.PatchCursor;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.Renderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Writes the dump as one Markdown document: what changed at a glance, findings, a table of
/// contents, every file with its hunks, and the ledger.
public final class MarkdownRenderer implements Renderer {
  /// Tables of languages and directories end here, and say so.
  private static final int MAX_SHARES = 20;

  @Override
  public void render(Dump dump, OutputStream out) throws IOException {
    Writer writer = new Writer(out);
    writer.header(dump.header());
    writer.statistics(dump.header());
    writer.findings(dump.header());
    writer.contents(dump.header());
    writer.text("## Files\n\n");
    if (dump.header().ledger().isEmpty()) {
      writer.text("Nothing changed between the merge base and the head.\n\n");
    }
    dump.forEachFile(writer::file);
    writer.commits(dump.header());
    writer.ledger(dump.header());
  }

  /// The document's parts, in their order.
  private static final class Writer {
    private final OutputStream out;
    private final FencedBlock block;

    private Writer(OutputStream out) {
      this.out = out;
      this.block = new FencedBlock(out);
    }

    private void text(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void header(DumpHeader header) throws IOException {
      text("# " + code(header.title()) + "\n\n");
      text("| | |\n|---|---|\n");
      row("Repository", cell(header.repository().slug()));
      DumpHeader.PullRequestInfo review = header.pullRequest();
      if (review != null) {
        String from = cell(review.sourceBranch());
        String to = cell(review.targetBranch());
        String branches = from.isEmpty() || to.isEmpty() ? "" : ", " + from + " → " + to;
        row("Pull request", "`#" + review.number() + "`" + branches);
      }
      row("Head", commitCell(header.head()));
      row("Merge base", commitCell(header.mergeBase()));
      boolean same = header.base().id().equals(header.mergeBase().id());
      row("Base", same ? "the merge base itself" : commitCell(header.base()));
      row("Authors", authors(header));
      row("Changes", changes(header.statistics()));
      text("\n");
      for (SafeText note : header.notes()) {
        text("> " + code(note) + "\n\n");
      }
    }

    private void row(String name, String value) throws IOException {
      text("| " + name + " | " + value + " |\n");
    }

    private static String commitCell(CommitInfo commit) {
      return "`" + commit.id().hex() + "` " + cell(commit.subject());
    }

    private static String authors(DumpHeader header) {
      StringBuilder list = new StringBuilder();
      for (DumpHeader.AuthorCount author : header.authors().stream().limit(20).toList()) {
        list.append(list.isEmpty() ? "" : ", ");
        list.append(cell(author.name())).append(" (").append(author.commits()).append(')');
      }
      int more = header.authors().size() - 20;
      return more > 0 ? list + ", and " + more + " more" : list.toString();
    }

    private static String changes(Statistics statistics) {
      return count(statistics.files(), "file")
          + ", **+"
          + statistics.added()
          + " −"
          + statistics.deleted()
          + "**";
    }

    private void statistics(DumpHeader header) throws IOException {
      Statistics statistics = header.statistics();
      if (statistics.files() == 0) {
        return;
      }
      text("## Statistics\n\n");
      text(ProjectTable.of(header.projects(), header.projects().size()));
      shares("Language", statistics.byLanguage());
      shares("Directory", statistics.byDirectory());
      text("Largest changes:\n\n");
      for (int index : statistics.largest()) {
        DumpFile.Entry entry = header.ledger().get(index);
        text("- " + link(entry) + " +" + entry.added() + " −" + entry.deleted() + "\n");
      }
      text("\n");
    }

    private void shares(String name, List<Statistics.Share> shares) throws IOException {
      text("| " + name + " | Files | + | − |\n|---|--:|--:|--:|\n");
      for (Statistics.Share share : shares.stream().limit(MAX_SHARES).toList()) {
        text(
            "| "
                + cell(share.name())
                + " | "
                + share.files()
                + " | "
                + share.added()
                + " | "
                + share.deleted()
                + " |\n");
      }
      if (shares.size() > MAX_SHARES) {
        text("| … " + (shares.size() - MAX_SHARES) + " more | | | |\n");
      }
      text("\n");
    }

    private void findings(DumpHeader header) throws IOException {
      text("## Findings\n\n");
      if (header.findings().isEmpty()) {
        text("None.\n\n");
        suppressed(header);
        return;
      }
      text("| | Rule | Where | What |\n|---|---|---|---|\n");
      for (DumpFinding finding : header.findingsByWeight()) {
        text(
            "| "
                + finding.change().name().toLowerCase(Locale.ROOT)
                + " | "
                + code(finding.rule())
                + " | "
                + where(finding)
                + " | "
                + (finding.text().isEmpty() ? cell(finding.mark()) : cell(finding.text()))
                + " |\n");
      }
      text("\n");
      suppressed(header);
    }

    private void suppressed(DumpHeader header) throws IOException {
      if (!header.suppressed().isEmpty()) {
        text("Suppressed secrets, hidden here too: " + header.suppressedTally() + ".\n\n");
      }
    }

    private static String where(DumpFinding finding) {
      String place = cell(finding.path());
      String line = finding.line() > 0 ? " line " + finding.line() : "";
      line += finding.commit().isEmpty() ? "" : " in commit " + code(finding.shortCommit());
      return finding.fileIndex() < 0
          ? place + line
          : "[" + place + "](#" + anchor(finding.fileIndex()) + ")" + line;
    }

    private void contents(DumpHeader header) throws IOException {
      text("## Contents\n\n");
      for (DumpFile.Entry entry : header.ledger()) {
        text("- " + entry.status().letter() + " " + link(entry) + state(entry) + "\n");
      }
      text("\n");
    }

    private static String state(DumpFile.Entry entry) {
      String counts = " +" + entry.added() + " −" + entry.deleted();
      return switch (entry.state()) {
        case INCLUDED -> counts;
        case REDACTED, SUBMODULE, LFS_POINTER, PROCESSED -> counts + " · " + entry.state().label();
        case BINARY, TOO_LARGE, EXCLUDED, UNDECODABLE -> " · " + entry.state().label();
      };
    }

    private static String link(DumpFile.Entry entry) {
      return "[" + code(entry.path()) + "](#" + anchor(entry.index()) + ")";
    }

    private static String anchor(int index) {
      return "file-" + (index + 1);
    }

    private void file(DumpFile file) throws IOException {
      DumpFile.Entry entry = file.entry();
      text("<a id=\"" + anchor(entry.index()) + "\"></a>\n\n### " + code(entry.path()) + "\n\n");
      text(facts(entry) + "\n\n");
      if (!entry.reason().isEmpty()) {
        text("> " + code(entry.reason()) + "\n\n");
      }
      if (entry.state().showsText()) {
        hunks(file.text());
        content(file);
      }
    }

    private static String facts(DumpFile.Entry entry) {
      StringBuilder facts = new StringBuilder(entry.status().label());
      if (entry.oldPath() != null) {
        facts.append(" from ").append(code(entry.oldPath()));
        facts.append(" (").append(entry.similarity()).append("% the same)");
      }
      facts.append(modes(entry));
      if (!entry.language().isEmpty()) {
        facts.append(" · ").append(entry.language());
      }
      facts.append(" · +").append(entry.added()).append(" −").append(entry.deleted());
      if (!entry.encoding().isEmpty() && !entry.encoding().equals("UTF-8")) {
        facts.append(" · ").append(entry.encoding());
      }
      return facts.toString();
    }

    /// Modes that say something: not those of an ordinary file that comes or goes.
    private static String modes(DumpFile.Entry entry) {
      String from = entry.oldMode();
      String to = entry.newMode();
      boolean comes = from.equals("000000");
      boolean goes = to.equals("000000");
      if (comes || goes) {
        String only = comes ? to : from;
        return only.equals("100644") ? "" : " · mode " + only;
      }
      return from.equals(to) ? "" : " · mode " + from + " → " + to;
    }

    private void hunks(byte[] text) throws IOException {
      PatchCursor cursor = new PatchCursor(text);
      if (!cursor.nextHunk()) {
        return;
      }
      String fence = FencedBlock.fence(FencedBlock.longestRun(text, 0, text.length));
      boolean crLf = onlyCrLf(text);
      if (crLf) {
        text("Lines end with CR LF.\n\n");
      }
      text(fence + "diff\n");
      do {
        hunk(cursor, text, crLf);
      } while (cursor.nextHunk());
      text(fence + "\n\n");
    }

    private void hunk(PatchCursor cursor, byte[] text, boolean crLf) throws IOException {
      text(
          "@@ -"
              + cursor.oldStart()
              + ","
              + cursor.oldCount()
              + " +"
              + cursor.newStart()
              + ","
              + cursor.newCount()
              + " @@"
              + (cursor.sectionEnd() > cursor.sectionStart() ? " " : ""));
      block.line(text, cursor.sectionStart(), cursor.sectionEnd(), true);
      while (cursor.nextLine()) {
        block.line(text, cursor.lineStart() - 1, cursor.lineEnd(), crLf);
      }
    }

    private static boolean onlyCrLf(byte[] text) {
      PatchCursor cursor = new PatchCursor(text);
      boolean any = false;
      while (cursor.nextHunk()) {
        while (cursor.nextLine()) {
          boolean marked = cursor.kind() == '\\';
          int end = cursor.lineEnd();
          if (!marked && (end == cursor.lineStart() || text[end - 1] != '\r')) {
            return false;
          }
          any = true;
        }
      }
      return any;
    }

    private void content(DumpFile file) throws IOException {
      SafeContent content = file.content();
      if (content == null) {
        return;
      }
      byte[] text = content.utf8(file.charset());
      String fence = FencedBlock.fence(FencedBlock.longestRun(text, 0, text.length));
      boolean crLf = FencedBlock.allCrLf(text, 0, text.length);
      text("Whole content at the head:\n\n" + fence + "\n");
      int start = 0;
      while (start < text.length) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
          end++;
        }
        block.line(text, start, end, crLf);
        start = end + 1;
      }
      text(fence + "\n\n");
    }

    private void commits(DumpHeader header) throws IOException {
      if (header.commits().isEmpty()) {
        return;
      }
      text("## Commits\n\n");
      for (CommitInfo commit : header.commits()) {
        text(
            "- `"
                + commit.id().abbreviated()
                + "` "
                + code(commit.subject())
                + " — "
                + code(commit.author())
                + "\n");
      }
      int more = header.commitCount() - header.commits().size();
      text(more > 0 ? "- and " + more + " more\n\n" : "\n");
    }

    private void ledger(DumpHeader header) throws IOException {
      Statistics statistics = header.statistics();
      text("## Ledger\n\nEvery changed path, and how much of it stands above: ");
      text(count(statistics.files(), "path"));
      for (FileState state : FileState.values()) {
        int paths = statistics.byState().getOrDefault(state, 0);
        if (paths > 0) {
          text(", " + paths + " " + state.label());
        }
      }
      text(".\n\n");
      if (header.ledger().isEmpty()) {
        return;
      }
      text("| | Path | State | Reason |\n|---|---|---|---|\n");
      for (DumpFile.Entry entry : header.ledger()) {
        String from = entry.oldPath() == null ? "" : cell(entry.oldPath()) + " → ";
        text(
            "| "
                + entry.status().letter()
                + " | "
                + from
                + cell(entry.path())
                + " | "
                + entry.state().label()
                + " | "
                + cell(entry.reason())
                + " |\n");
      }
      text("\n");
    }

    private static String count(int n, String noun) {
      return n + " " + noun + (n == 1 ? "" : "s");
    }
  }
}
