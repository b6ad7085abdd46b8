package dev.createdump.engine.render.tree;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a tree as plain text or as XML, both for language models: one is the shortest form, of
/// the other no content can pass for structure. Neither is meant to be restored.
public final class TreeText implements TreeRenderer {
  private static final String RULE = "=".repeat(64);

  private final boolean xml;

  private TreeText(boolean xml) {
    this.xml = xml;
  }

  /// Plain text.
  public static TreeText plain() {
    return new TreeText(false);
  }

  /// Well-formed XML 1.0. Content stands in CDATA sections.
  public static TreeText xml() {
    return new TreeText(true);
  }

  @Override
  public void start(DumpHeader header, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(1 << 16);
    if (xml) {
      text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tree");
      attribute(text, "name", header.title().value());
      text.append(">\n<summary>\n");
    } else {
      text.append(line(header.title().value())).append("\n\n");
    }
    for (TreeSummary.Row row : TreeSummary.rows(header)) {
      text.append(row.name()).append(": ").append(safe(row.value())).append('\n');
    }
    header.notes().forEach(note -> text.append("Note: ").append(safe(note.value())).append('\n'));
    text.append(xml ? "</summary>\n<paths>\n" : "\nPaths:\n");
    for (DumpFile.Entry entry : header.ledger()) {
      if (entry.state() != FileState.EXCLUDED) {
        text.append(safe(entry.path().value())).append('\n');
      }
    }
    text.append(xml ? "</paths>\n<files>\n" : "\n");
    write(text, out);
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
      head.append('>');
    } else {
      head.append(RULE).append('\n').append(line(entry.path().value()));
      String reason = entry.reason().isEmpty() ? "" : ": " + line(entry.reason().value());
      head.append(
          entry.state() == FileState.INCLUDED && reason.isEmpty()
              ? ""
              : " (" + entry.state().label() + reason + ")");
      head.append('\n').append(RULE).append('\n');
    }
    write(head, out);
    if (content != null && form != null && form.isText()) {
      body(form.utf8(content.bytes()), out);
    }
    write(new StringBuilder(xml ? "</file>\n" : "\n"), out);
  }

  private void body(byte[] text, OutputStream out) throws IOException {
    TextShape shape = TextShape.of(text);
    if (!xml) {
      shape.write(text, out);
      return;
    }
    write(new StringBuilder("<![CDATA[\n"), out);
    shape.write(withoutEnds(text), out);
    write(new StringBuilder("]]>"), out);
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
  public void end(DumpHeader header, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(4096);
    text.append(xml ? "</files>\n<ledger>" : RULE + "\n");
    text.append(safe(TreeSummary.states(header))).append('\n');
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
    text.append(xml ? "</ledger>\n</tree>\n" : "");
    write(text, out);
  }

  private static void write(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
