package dev.createdump.engine.render.tree;

import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.Checkout;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.dump.WorkTreeState;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes what there is, without content, as YAML 1.2 or TOML 1.0. Both know strings in double
/// quotes with the escapes of JSON, in which nothing from outside can pass for structure.
public final class TreeInventory implements TreeRenderer {
  private final boolean yaml;

  private TreeInventory(boolean yaml) {
    this.yaml = yaml;
  }

  /// YAML: a mapping with a sequence `files`.
  public static TreeInventory yaml() {
    return new TreeInventory(true);
  }

  /// TOML: some keys and an array of tables `files`.
  public static TreeInventory toml() {
    return new TreeInventory(false);
  }

  @Override
  public boolean showsContent() {
    return false;
  }

  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    TreeInfo tree = TreeRenderer.tree(header);
    Lines lines = new Lines("");
    lines.text("schema", TreeJson.SCHEMA);
    lines.text("name", header.name());
    lines.text("title", header.title().value());
    lines.text("tool", header.toolVersion());
    lines.text("source", tree.source());
    lines.text("below", tree.below().value());
    lines.text("repository", header.repository().slug());
    if (!header.head().id().isNull()) {
      lines.text("commit", header.head().id().hex());
    }
    checkout(tree.checkout(), lines);
    lines.number("paths", header.statistics().files());
    lines.number("lines", header.statistics().added());
    lines.number("bytes", tree.bytes());
    if (tree.isCounted()) {
      lines.text("tokenizer", tree.layout().tokenizer());
      lines.number("tokens", tree.tokens());
    }
    String empty = yaml ? "files: []\n" : "files = []\n";
    lines.text.append(!header.ledger().isEmpty() ? yaml ? "files:\n" : "" : empty);
    lines.write(out);
  }

  private static void checkout(Checkout checkout, Lines lines) {
    if (!checkout.branch().isEmpty()) {
      lines.text("branch", checkout.branch().value());
    }
    if (checkout.detached()) {
      lines.flag("detached", true);
    }
    WorkTreeState state = checkout.state();
    if (state != null) {
      lines.flag("clean", state.isClean());
      lines.number("modified", state.modified());
      if (state.untracked() >= 0) {
        lines.number("untracked", state.untracked());
      }
    }
  }

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    DumpFile.Entry entry = file.entry();
    Lines lines = new Lines(yaml ? "  - " : "\n[[files]]\n");
    lines.text("path", entry.path().value());
    lines.text("mode", entry.newMode());
    lines.text("state", entry.state().label());
    if (!entry.reason().isEmpty()) {
      lines.text("reason", entry.reason().value());
    }
    lines.number("size", file.facts().size());
    String sha256 = file.facts().sha256();
    if (sha256 != null) {
      lines.text("sha256", sha256);
    }
    TextForm form = file.facts().form();
    if (form != null && form.isText()) {
      lines.text("encoding", form.label());
      lines.number("lines", entry.added());
    }
    if (!entry.language().isEmpty()) {
      lines.text("language", entry.language());
    }
    if (file.facts().tokens() >= 0) {
      lines.number("tokens", file.facts().tokens());
    }
    FileHistory history = file.facts().git().history();
    if (history != null) {
      lines.text("status", history.status());
      lines.text("commit", history.commit());
      lines.text("changed", TreeSummary.day(history));
      lines.text("author", history.author().value());
      if (history.changedAt() > 0) {
        lines.number("idleDays", history.idleDays());
      }
    }
    FileAuthors authors = file.facts().git().authors();
    if (authors != null) {
      lines.number("commits", authors.commits());
      lines.number("added", authors.added());
      lines.number("removed", authors.removed());
      if (authors.commits() > 0) {
        lines.text("first", UtcTime.text(authors.firstAt()));
        lines.number("ageDays", authors.ageDays());
      }
      List<String> names = new ArrayList<>();
      authors.shares().forEach(share -> names.add(share.name().value()));
      lines.texts("authors", names);
    }
    blame(file, lines);
    lines.write(out);
  }

  /// Each owner with a number of lines.
  private static void blame(TreeFile file, Lines lines) {
    FileBlame blame = file.facts().git().blame();
    if (blame == null) {
      return;
    }
    if (blame.oldest() > 0) {
      lines.text("oldest", UtcTime.text(blame.oldest()));
    }
    lines.number("uncommitted", blame.uncommitted());
    List<String> owners = new ArrayList<>();
    blame.shares().forEach(share -> owners.add(share.name().value() + " " + share.lines()));
    lines.texts("owners", owners);
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) {}

  /// Keys and values, a line each.
  private final class Lines {
    private final StringBuilder text = new StringBuilder(400);
    private boolean indented;

    Lines(String before) {
      text.append(before);
      indented = before.startsWith(" ");
    }

    void text(String key, String value) {
      key(key);
      text.append('"');
      value.codePoints().forEach(this::character);
      text.append("\"\n");
    }

    /// Flow sequences of YAML and arrays of TOML are written alike.
    void texts(String key, List<String> values) {
      key(key);
      text.append('[');
      for (String value : values) {
        text.append(text.charAt(text.length() - 1) == '[' ? "\"" : ", \"");
        value.codePoints().forEach(this::character);
        text.append('"');
      }
      text.append("]\n");
    }

    void number(String key, long value) {
      key(key);
      text.append(value).append('\n');
    }

    void flag(String key, boolean value) {
      key(key);
      text.append(value).append('\n');
    }

    private void key(String key) {
      text.append(indented && text.charAt(text.length() - 1) == '\n' ? "    " : "");
      text.append(key).append(yaml ? ": " : " = ");
    }

    private void character(int c) {
      boolean half = c >= 0xD800 && c <= 0xDFFF;
      if (c == '"' || c == '\\') {
        text.append('\\').append((char) c);
      } else if (half) {
        text.append('\uFFFD');
      } else if (c < 0x20 || c == 0x7F || HiddenCharacters.isHidden(c)) {
        boolean wide = c > 0xFFFF;
        String hex = Integer.toHexString(c);
        text.append(wide ? "\\U" : "\\u").repeat('0', (wide ? 8 : 4) - hex.length()).append(hex);
      } else {
        text.appendCodePoint(c);
      }
    }

    void write(OutputStream out) throws IOException {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
