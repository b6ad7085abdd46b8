package dev.createdump.engine;

import dev.createdump.engine.render.tree.TreeCsv;
import dev.createdump.engine.render.tree.TreeJson;
import dev.createdump.engine.render.tree.TreeMarkdown;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.render.tree.TreeText;

/// A form in which a tree is written.
public enum TreeFormat {
  /// Markdown for people; can be rolled back.
  MD("md", "text/markdown; charset=utf-8"),
  /// One JSON document; can be rolled back.
  JSON("json", "application/json"),
  /// One JSON object a file; can be rolled back.
  JSONL("jsonl", "application/x-ndjson"),
  /// Plain text for language models.
  TXT("txt", "text/plain; charset=utf-8"),
  /// XML for language models.
  XML("xml", "application/xml"),
  /// What there is, without content, as a table.
  CSV("csv", "text/csv; charset=utf-8"),
  /// What there is, without content, as JSON.
  INVENTORY("inventory.json", "application/json");

  private final String suffix;
  private final String mediaType;

  TreeFormat(String suffix, String mediaType) {
    this.suffix = suffix;
    this.mediaType = mediaType;
  }

  String suffix() {
    return suffix;
  }

  String mediaType() {
    return mediaType;
  }

  TreeRenderer renderer() {
    return switch (this) {
      case MD -> new TreeMarkdown();
      case JSON -> TreeJson.document();
      case JSONL -> TreeJson.lines();
      case TXT -> TreeText.plain();
      case XML -> TreeText.xml();
      case CSV -> new TreeCsv();
      case INVENTORY -> TreeJson.inventory();
    };
  }
}
