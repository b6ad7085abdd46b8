package dev.createdump.engine.render.tree;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a tree as plain text or as XML, both for language models: one is the shortest form, of
/// the other no content can pass for structure. Neither is meant to be restored.
public final class TreeText implements TreeRenderer {
  private static final String RULE = "=".repeat(64);

  private static final int TEXT_CHARS = 1 << 15;

  private final boolean xml;
  private final boolean numbers;

  private TreeText(boolean xml, boolean numbers) {
    this.xml = xml;
    this.numbers = numbers;
  }

  /// Plain text.
  ///
  /// @param numbers whether lines are numbered
  public static TreeText plain(boolean numbers) {
    return new TreeText(false, numbers);
  }

  /// Well-formed XML 1.0. Content stands in CDATA sections.
  ///
  /// @param numbers whether lines are numbered
  public static TreeText xml(boolean numbers) {
    return new TreeText(true, numbers);
  }

  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(1 << 16);
    if (xml) {
      text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tree");
      attribute(text, "name", header.title().value());
      if (!part.isWhole()) {
        attribute(text, "part", Integer.toString(part.number()));
        attribute(text, "parts", Integer.toString(part.of()));
      }
      text.append(">\n<summary>\n");
    } else {
      text.append(line(header.title().value())).append(TreeSummary.part(part)).append("\n\n");
    }
    for (TreeSummary.Row row : TreeSummary.rows(header)) {
      text.append(row.name()).append(": ").append(safe(row.value())).append('\n');
    }
    header.notes().forEach(note -> text.append("Note: ").append(safe(note.value())).append('\n'));
    TreeLayout layout = TreeRenderer.tree(header).layout();
    if (layout.strips()) {
      text.append("Note: ").append(layout.altered(false)).append('\n');
    }
    text.append(xml ? "</summary>\n" : "");
    write(text, out);
    instructions(layout.instructions(), out);
    contents(header, part, out);
    write(new StringBuilder(xml ? "<files>\n" : "\n"), out);
  }

  private void instructions(SafeText instructions, OutputStream out) throws IOException {
    if (!instructions.isEmpty()) {
      write(new StringBuilder(xml ? "<instructions>" : "\nInstructions:\n"), out);
      body(instructions.value().getBytes(StandardCharsets.UTF_8), 0, out);
      write(new StringBuilder(xml ? "</instructions>\n" : ""), out);
    }
  }

  private void contents(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    List<TreeContents.Item> items = TreeContents.of(header, part);
    if (items.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(2 * TEXT_CHARS);
    text.append(xml ? "<paths>\n" : "\nPaths:\n");
    for (TreeContents.Item item : items) {
      text.repeat("  ", item.depth()).append(safe(item.name()));
      text.append(item.remark().isEmpty() ? "" : " (" + item.remark() + ")").append('\n');
      if (text.length() > TEXT_CHARS) {
        write(text, out);
        text.setLength(0);
      }
    }
    write(text.append(xml ? "</paths>\n" : ""), out);
  }

  private String safe(String value) {
    return xml ? escaped(line(value)) : line(value);
  }

  /// On one line, with everything visible.
  private static String line(String value) {
    return HiddenCharacters.reveal(value.replace('\n', '␊').replace('\r', '␍').replace('\t', '␉'));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static void attribute(StringBuilder text, String name, String value) {
    text.append(' ').append(name).append("=\"").append(escaped(line(value))).append('"');
  }

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    DumpFile.Entry entry = file.entry();
    if (entry.state() == FileState.EXCLUDED) {
      return;
    }
    SafeContent content = file.content();
    TextForm form = file.facts().form();
    StringBuilder head = new StringBuilder(256);
    if (xml) {
      head.append("<file");
      attribute(head, "path", entry.path().value());
      attribute(head, "state", entry.state().label());
      if (!entry.reason().isEmpty()) {
        attribute(head, "reason", entry.reason().value());
      }
      if (!file.slice().isWhole()) {
        attribute(head, "piece", file.slice().piece() + "/" + file.slice().pieces());
      }
      head.append('>');
    } else {
      head.append(RULE).append('\n').append(line(entry.path().value()));
      String reason = entry.reason().isEmpty() ? "" : ": " + line(entry.reason().value());
      head.append(
          entry.state() == FileState.INCLUDED && reason.isEmpty()
              ? ""
              : " (" + entry.state().label() + reason + ")");
      head.append(
          file.slice().isWhole()
              ? ""
              : " (piece " + file.slice().piece() + " of " + file.slice().pieces() + ")");
      head.append('\n').append(RULE).append('\n');
    }
    write(head, out);
    if (content != null && form != null && form.isText()) {
      body(form.utf8(content.bytes()), numbers ? file.slice().firstLine() : 0, out);
    }
    write(new StringBuilder(xml ? "</file>\n" : "\n"), out);
  }

  /// @param first the number of the first line; 0 where lines are not numbered
  private void body(byte[] text, int first, OutputStream out) throws IOException {
    byte[] shown = xml ? withoutEnds(text) : text;
    TextShape shape = TextShape.of(text);
    write(new StringBuilder(xml ? "<![CDATA[\n" : ""), out);
    if (first > 0) {
      shape.writeNumbered(shown, first, out);
    } else {
      shape.write(shown, out);
    }
    write(new StringBuilder(xml ? "]]>" : ""), out);
  }

  /// Content in which nothing ends the section: `]]>` is parted between two of them.
  private static byte[] withoutEnds(byte[] text) {
    for (int i = 2; i < text.length; i++) {
      if (text[i] == '>' && text[i - 1] == ']' && text[i - 2] == ']') {
        return new String(text, StandardCharsets.UTF_8)
            .replace("]]>", "]]]]><![CDATA[>")
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(4096);
    text.append(xml ? "</files>\n<ledger>" : RULE + "\n");
    text.append(safe(part.isLast() ? TreeSummary.states(header) : TreeSummary.goesOn(part)));
    text.append('\n');
    if (part.isWhole()) {
      leftOut(header, text);
    } else if (part.isLast()) {
      TreeSummary.leftOutInShort(header).forEach(line -> text.append(safe(line)).append('\n'));
    }
    text.append(xml ? "</ledger>\n</tree>\n" : "");
    write(text, out);
  }

  private void leftOut(DumpHeader header, StringBuilder text) {
    TreeSummary.leftOut(header)
        .forEach(
            (reason, paths) -> {
              text.append(xml ? "<left-out" : "\nLeft out: ");
              if (xml) {
                attribute(text, "reason", reason);
              }
              text.append(xml ? ">\n" : safe(reason) + "\n");
              paths.forEach(path -> text.append(safe(path.value())).append('\n'));
              text.append(xml ? "</left-out>\n" : "");
            });
  }

  private static void write(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
