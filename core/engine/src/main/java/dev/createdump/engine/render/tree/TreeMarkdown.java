package dev.createdump.engine.render.tree;

import static dev.createdump.engine.render.markdown.MarkdownText.cell;
import static dev.createdump.engine.render.markdown.MarkdownText.code;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Writes a tree as one Markdown document that people can read and that `rollback` restores. Before
/// each file stands a {@link Marker}; the file's text stands in a fence longer than any run of
/// backticks in it.
public final class TreeMarkdown implements TreeRenderer {
  /// Tables of languages and directories end here, and say so.
  private static final int MAX_SHARES = 20;

  private static final int TEXT_CHARS = 1 << 15;

  private static final TextShape NO_SHAPE = new TextShape(false, true, true, 0);
  private static final byte[] NOTHING = {};
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII));

  private final boolean numbers;

  /// @param numbers whether lines are numbered; then it cannot be restored
  public TreeMarkdown(boolean numbers) {
    this.numbers = numbers;
  }

  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(2 * TEXT_CHARS);
    TreeLayout layout = TreeRenderer.tree(header).layout();
    text.append("# ").append(code(header.title())).append(TreeSummary.part(part)).append("\n\n");
    text.append(Marker.dump(part, layout.altered(true)));
    TreeSummary.rows(header)
        .forEach(
            row ->
                text.append(text.charAt(text.length() - 2) == '\n' ? "| | |\n|---|---|\n" : "")
                    .append("| ")
                    .append(row.name())
                    .append(" | ")
                    .append(cell(row.value()))
                    .append(" |\n"));
    text.append('\n');
    for (SafeText note : header.notes()) {
      text.append("> ").append(code(note)).append("\n\n");
    }
    if (!layout.altered(true).isEmpty()) {
      text.append("> Not the files as they are: ").append(layout.altered(true)).append(".\n\n");
    }
    write(text, out);
    instructions(layout.instructions(), out);
    text.setLength(0);
    if (part.isFirst()) {
      Statistics statistics = header.statistics();
      shares(text, "Language", statistics.byLanguage());
      shares(text, "Directory", statistics.byDirectory());
      AuthorsMarkdown.totals(text, TreeRenderer.tree(header).authors());
      AuthorsMarkdown.owners(text, TreeRenderer.tree(header).owners());
      findings(text, header);
    }
    contents(text, header, part, out);
    text.append("## Files\n\n");
    write(text, out);
  }

  private static void instructions(SafeText instructions, OutputStream out) throws IOException {
    if (!instructions.isEmpty()) {
      byte[] text = instructions.value().getBytes(StandardCharsets.UTF_8);
      TextShape shape = TextShape.of(text);
      String fence = "`".repeat(Math.max(3, shape.longestBackticks() + 1));
      out.write(("## Instructions\n\n" + fence + "text\n").getBytes(StandardCharsets.US_ASCII));
      shape.write(text, out);
      out.write((fence + "\n\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// What has come together goes out now and then, as a line for each of many paths is long.
  private static void contents(
      StringBuilder text, DumpHeader header, TreePart part, OutputStream out) throws IOException {
    List<TreeContents.Item> items = TreeContents.of(header, part);
    if (items.isEmpty()) {
      return;
    }
    text.append("## Contents\n\n");
    for (TreeContents.Item item : items) {
      DumpFile.Entry entry = item.entry();
      text.repeat("  ", item.depth()).append("- ");
      if (entry == null) {
        text.append(code(item.name()));
      } else {
        text.append('[').append(code(item.name())).append("](#").append(anchor(entry)).append(')');
      }
      text.append(item.remark().isEmpty() ? "" : ", " + item.remark()).append('\n');
      if (text.length() > TEXT_CHARS) {
        write(text, out);
        text.setLength(0);
      }
    }
    text.append('\n');
  }

  private static void shares(StringBuilder text, String name, List<Statistics.Share> shares) {
    if (shares.isEmpty()) {
      return;
    }
    text.append("| ").append(name).append(" | Files | Lines |\n|---|--:|--:|\n");
    for (Statistics.Share share : shares.subList(0, Math.min(MAX_SHARES, shares.size()))) {
      text.append("| ").append(cell(share.name())).append(" | ").append(share.files());
      text.append(" | ").append(share.added()).append(" |\n");
    }
    if (shares.size() > MAX_SHARES) {
      text.append("| … ").append(shares.size() - MAX_SHARES).append(" more | | |\n");
    }
    text.append('\n');
  }

  private static void findings(StringBuilder text, DumpHeader header) {
    text.append("## Findings\n\n");
    if (header.findings().isEmpty()) {
      text.append("None.\n\n");
    } else {
      text.append("| Rule | Where | What |\n|---|---|---|\n");
    }
    header
        .findingsByWeight()
        .forEach(
            finding -> {
              text.append("| ").append(code(finding.rule())).append(" | ");
              text.append('[').append(cell(finding.path())).append("](#file-");
              text.append(finding.fileIndex() + 1).append(')');
              text.append(finding.line() > 0 ? " line " + finding.line() : "").append(" | ");
              boolean shown = !finding.text().isEmpty();
              text.append(shown ? cell(finding.text()) : cell(finding.mark())).append(" |\n");
            });
    text.append(header.findings().isEmpty() ? "" : "\n");
    if (!header.suppressed().isEmpty()) {
      text.append("Suppressed secrets, hidden here too: ").append(header.suppressedTally());
      text.append(".\n\n");
    }
  }

  private static String anchor(DumpFile.Entry entry) {
    return "file-" + (entry.index() + 1);
  }

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    SafeContent content = file.content();
    TextForm form = file.facts().form();
    boolean isText = form != null && form.isText();
    byte[] bytes = content == null ? NOTHING : content.bytes();
    byte[] text = form == null ? NOTHING : form.utf8(bytes);
    TextShape shape = isText ? TextShape.of(text) : NO_SHAPE;
    Marker.Body body = body(bytes, isText, shape);
    head(file, Marker.of(file, body, shape), out);
    switch (body) {
      case NONE -> {}
      case BASE64 -> fenced(BASE64.encode(bytes), out);
      case TEXT, ESCAPED -> {
        String fence = "`".repeat(Math.max(3, shape.longestBackticks() + 1));
        String language = info(file.entry().language());
        out.write((fence + language + "\n").getBytes(StandardCharsets.US_ASCII));
        if (numbers) {
          shape.writeNumbered(text, file.slice().firstLine(), out);
        } else {
          shape.write(text, out);
        }
        out.write((fence + "\n\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static Marker.Body body(byte[] bytes, boolean isText, TextShape shape) {
    if (bytes.length == 0) {
      return Marker.Body.NONE;
    }
    if (!isText) {
      return Marker.Body.BASE64;
    }
    return shape.plain() ? Marker.Body.TEXT : Marker.Body.ESCAPED;
  }

  private static void head(TreeFile file, String marker, OutputStream out) throws IOException {
    DumpFile.Entry entry = file.entry();
    StringBuilder head = new StringBuilder(512);
    if (entry.state() == FileState.EXCLUDED) {
      // Nothing of it is here to be seen; the ledger names it.
      write(head.append(marker), out);
      return;
    }
    head.append("<a id=\"").append(anchor(entry)).append("\"></a>\n\n### ");
    head.append(code(entry.path())).append("\n\n").append(facts(file)).append("\n\n");
    if (!entry.reason().isEmpty()) {
      head.append("> ").append(code(entry.reason())).append("\n\n");
    }
    head.append(marker).append('\n');
    write(head, out);
  }

  private static void fenced(byte[] base64, OutputStream out) throws IOException {
    out.write("```base64\n".getBytes(StandardCharsets.US_ASCII));
    out.write(base64);
    out.write("\n```\n\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static String facts(TreeFile file) {
    DumpFile.Entry entry = file.entry();
    StringBuilder facts = new StringBuilder();
    facts.append(file.isLink() ? "link" : TreeSummary.kind(entry.newMode()));
    if (!entry.language().isEmpty()) {
      facts.append(" · ").append(entry.language());
    }
    if (file.isText() && !file.isLink()) {
      facts.append(" · ").append(entry.added()).append(entry.added() == 1 ? " line" : " lines");
    }
    facts.append(" · ").append(file.facts().size()).append(" bytes");
    if (!entry.encoding().isEmpty() && !entry.encoding().equals("UTF-8")) {
      facts.append(" · ").append(entry.encoding());
    }
    int tokens = file.facts().tokens();
    if (tokens >= 0) {
      facts.append(" · ").append(tokens).append(tokens == 1 ? " token" : " tokens");
    }
    if (!file.slice().isWhole()) {
      facts.append(" · piece ").append(file.slice().piece()).append(" of ");
      facts.append(file.slice().pieces());
    }
    FileHistory history = file.facts().git().history();
    if (history != null) {
      facts.append(" · ").append(history.status());
      if (!history.commit().isEmpty()) {
        facts.append(", changed ").append(TreeSummary.day(history)).append(" in `");
        facts.append(history.commit(), 0, 12).append("` by ").append(code(history.author()));
      }
    }
    FileAuthors authors = file.facts().git().authors();
    if (authors != null && authors.commits() > 0) {
      facts.append(" · ").append(AuthorsMarkdown.file(authors));
    }
    FileBlame blame = file.facts().git().blame();
    if (blame != null) {
      facts.append(" · ").append(AuthorsMarkdown.blame(blame));
    }
    return facts.toString();
  }

  /// The language as the info string of a fence: letters, digits and what stands in their names.
  private static String info(String language) {
    String lower = language.toLowerCase(Locale.ROOT);
    StringBuilder info = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#';
      info.append(plain ? c : '-');
    }
    return info.toString();
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(4096);
    TreeInfo tree = TreeRenderer.tree(header);
    text.append("## Ledger\n\n");
    text.append(part.isLast() ? TreeSummary.states(header) : TreeSummary.goesOn(part));
    text.append("\n\n");
    int left = 0;
    if (part.isWhole()) {
      ledger(text, header);
    } else if (part.isLast()) {
      for (String line : TreeSummary.leftOutInShort(header)) {
        text.append("- ").append(code(line)).append('\n');
      }
      text.append('\n');
      left = header.statistics().byState().getOrDefault(FileState.EXCLUDED, 0);
    }
    int files = part.isWhole() ? tree.facts().size() : part.slices().size();
    text.append("<!-- create-dump:end {\"files\":").append(files);
    text.append(left > 0 ? ",\"leftOut\":" + left : "").append("} -->\n");
    write(text, out);
  }

  private static void ledger(StringBuilder text, DumpHeader header) {
    boolean any = false;
    BitSet found = new BitSet();
    header.findings().forEach(finding -> found.set(Math.max(0, finding.fileIndex())));
    for (DumpFile.Entry entry : header.ledger()) {
      if (entry.state() != FileState.INCLUDED) {
        text.append(any ? "" : "| Path | State | Reason |\n|---|---|---|\n");
        any = true;
        boolean linked = entry.state() == FileState.EXCLUDED && found.get(entry.index());
        text.append("| ").append(linked ? "<a id=\"" + anchor(entry) + "\"></a>" : "");
        text.append(cell(entry.path())).append(" | ").append(entry.state().label());
        text.append(" | ").append(cell(entry.reason())).append(" |\n");
      }
    }
    text.append(any ? "\n" : "");
  }

  private static void write(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
