package dev.createdump.engine.render.tree;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.CheckoutJson;
import dev.createdump.engine.render.FindingJson;
import dev.createdump.engine.render.LedgerJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a tree as JSON: one document with a file a line, or as JSON Lines one object a file
/// between a first one about the tree and a last one with what was found.
public final class TreeJson implements TreeRenderer {
  /// The name and version of the format, the value of `schema`.
  public static final String SCHEMA = "create-dump.tree/v1";

  private static final byte[] LINE = {'\n'};
  private static final byte[] NEXT = {',', '\n'};

  private final boolean lines;
  private final boolean contents;

  private TreeJson(boolean lines, boolean contents) {
    this.lines = lines;
    this.contents = contents;
  }

  /// One document.
  public static TreeJson document() {
    return new TreeJson(false, true);
  }

  /// JSON Lines (jsonlines.org).
  public static TreeJson lines() {
    return new TreeJson(true, true);
  }

  /// One document without content.
  public static TreeJson inventory() {
    return new TreeJson(false, false);
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator json = Json.compact(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    return json;
  }

  @Override
  public boolean showsContent() {
    return contents;
  }

  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      // Left open where the files stand within it.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      if (lines) {
        json.writeStringField("type", "tree");
      }
      json.writeStringField("name", header.name());
      json.writeStringField("title", header.title().value());
      json.writeStringField("tool", header.toolVersion());
      if (!part.isWhole()) {
        json.writeNumberField("part", part.number());
        json.writeNumberField("parts", part.of());
        json.writeStringField("set", part.set());
      }
      identity(json, header);
      layout(json, header);
      AuthorsJson.totals(json, TreeRenderer.tree(header).authors());
      AuthorsJson.owners(json, TreeRenderer.tree(header).owners());
      if (lines) {
        json.writeEndObject();
      } else {
        json.writeArrayFieldStart("files");
      }
    }
    out.write(LINE);
  }

  private static void identity(JsonGenerator json, DumpHeader header) throws IOException {
    TreeInfo tree = TreeRenderer.tree(header);
    json.writeStringField("source", tree.source());
    json.writeStringField("below", tree.below().value());
    json.writeStringField("repository", header.repository().slug());
    json.writeStringField("host", header.repository().host().value());
    if (!header.head().id().isNull()) {
      json.writeObjectFieldStart("commit");
      LedgerJson.commit(json, header.head());
      json.writeEndObject();
    }
    CheckoutJson.branch(json, tree.checkout());
    if (!tree.checkout().tags().isEmpty()) {
      json.writeArrayFieldStart("tags");
      for (SafeText tag : tree.checkout().tags()) {
        json.writeString(tag.value());
      }
      json.writeEndArray();
    }
    CheckoutJson.state(json, tree.checkout());
  }

  private void layout(JsonGenerator json, DumpHeader header) throws IOException {
    TreeInfo tree = TreeRenderer.tree(header);
    if (tree.isCounted()) {
      json.writeStringField("tokenizer", tree.layout().tokenizer());
      json.writeNumberField("tokens", tree.tokens());
    }
    if (contents && tree.layout().strips()) {
      json.writeStringField("altered", tree.layout().altered(false));
    }
    if (contents && !tree.layout().instructions().isEmpty()) {
      json.writeStringField("instructions", tree.layout().instructions().value());
    }
  }

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    if (!lines && !file.slice().leads()) {
      out.write(NEXT);
    }
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      if (lines) {
        json.writeStringField("type", "file");
      }
      facts(json, file);
      if (contents) {
        content(json, file);
      }
      json.writeEndObject();
    }
    if (lines) {
      out.write(LINE);
    }
  }

  private static void facts(JsonGenerator json, TreeFile file) throws IOException {
    DumpFile.Entry entry = file.entry();
    json.writeStringField("path", entry.path().value());
    if (entry.pathsEscaped()) {
      json.writeBooleanField("pathEscaped", true);
    }
    json.writeStringField("mode", entry.newMode());
    json.writeStringField("state", entry.state().label());
    if (!entry.reason().isEmpty()) {
      json.writeStringField("reason", entry.reason().value());
    }
    json.writeNumberField("size", file.facts().size());
    String sha256 = file.facts().sha256();
    if (sha256 != null) {
      json.writeStringField("sha256", sha256);
    }
    if (!entry.newId().isNull()) {
      json.writeStringField("id", entry.newId().hex());
    }
    TextForm form = file.facts().form();
    if (form != null && form.isText()) {
      json.writeStringField("encoding", form.label());
      json.writeNumberField("lines", entry.added());
    }
    if (!entry.language().isEmpty()) {
      json.writeStringField("language", entry.language());
    }
    if (file.facts().tokens() >= 0) {
      json.writeNumberField("tokens", file.facts().tokens());
    }
    FileHistory history = file.facts().git().history();
    if (history != null) {
      json.writeStringField("status", history.status());
      json.writeStringField("commit", history.commit());
      json.writeStringField("changed", TreeSummary.day(history));
      json.writeNumberField("idleDays", history.idleDays());
      json.writeStringField("author", history.author().value());
    }
    FileAuthors authors = file.facts().git().authors();
    if (authors != null) {
      AuthorsJson.file(json, authors);
    }
    FileBlame blame = file.facts().git().blame();
    if (blame != null) {
      AuthorsJson.blame(json, blame);
    }
    if (!file.slice().isWhole()) {
      json.writeNumberField("piece", file.slice().piece());
      json.writeNumberField("pieces", file.slice().pieces());
    }
  }

  private static void content(JsonGenerator json, TreeFile file) throws IOException {
    SafeContent content = file.content();
    TextForm form = file.facts().form();
    if (content == null || form == null) {
      return;
    }
    if (form.isText()) {
      byte[] text = form.utf8(content.bytes());
      json.writeFieldName("content");
      json.writeUTF8String(text, 0, text.length);
    } else {
      json.writeBinaryField("base64", content.bytes());
    }
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    if (!lines) {
      out.write("\n],".getBytes(StandardCharsets.US_ASCII));
    }
    Opened opened = new Opened(out, lines);
    try (JsonGenerator json = generator(opened)) {
      json.writeStartObject();
      if (lines) {
        json.writeStringField("type", "end");
      }
      if (part.isLast()) {
        Statistics statistics = header.statistics();
        json.writeObjectFieldStart("counts");
        LedgerJson.counts(json, statistics);
        json.writeEndObject();
        FindingJson.all(json, header.findings(), header.suppressed());
        LedgerJson.notes(json, header);
        leftOut(json, header, part);
      } else {
        json.writeNumberField("next", part.number() + 1);
      }
      json.writeEndObject();
    }
    out.write(LINE);
  }

  /// What is left out has no object of its own in parts, which are to be small.
  private static void leftOut(JsonGenerator json, DumpHeader header, TreePart part)
      throws IOException {
    if (part.isWhole()) {
      return;
    }
    json.writeArrayFieldStart("leftOut");
    for (var left : TreeSummary.leftOut(header).entrySet()) {
      json.writeStartObject();
      json.writeNumberField("paths", left.getValue().size());
      json.writeStringField("reason", left.getKey());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Leaves the first brace out: the object was opened by another generator.
  private static final class Opened extends java.io.FilterOutputStream {
    private boolean past;

    Opened(OutputStream out, boolean past) {
      super(out);
      this.past = past;
    }

    @Override
    public void write(int b) throws IOException {
      if (past) {
        out.write(b);
      }
      past = true;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int skipped = past || count == 0 ? 0 : 1;
      past |= count > 0;
      out.write(bytes, from + skipped, count - skipped);
    }
  }
}
