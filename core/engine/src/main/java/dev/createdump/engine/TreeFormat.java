package dev.createdump.engine;

import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.render.html.TreeHtml;
import dev.createdump.engine.render.tree.TreeCsv;
import dev.createdump.engine.render.tree.TreeInventory;
import dev.createdump.engine.render.tree.TreeJson;
import dev.createdump.engine.render.tree.TreeMarkdown;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.render.tree.TreeText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A form in which a tree is written.
public enum TreeFormat {
  /// Markdown for people; can be rolled back.
  MD("md", "text/markdown; charset=utf-8"),
  /// One JSON document; can be rolled back.
  JSON("json", "application/json"),
  /// One JSON object a file; can be rolled back.
  JSONL("jsonl", "application/x-ndjson"),
  /// One page for people, which needs no network and no script.
  HTML("html", "text/html; charset=utf-8"),
  /// Plain text for language models.
  TXT("txt", "text/plain; charset=utf-8"),
  /// XML for language models.
  XML("xml", "application/xml"),
  /// What there is, without content, as a table.
  CSV("csv", "text/csv; charset=utf-8"),
  /// What there is, without content, as YAML.
  YAML("yaml", "application/yaml"),
  /// What there is, without content, as TOML.
  TOML("toml", "application/toml"),
  /// What there is, without content, as JSON.
  INVENTORY("inventory.json", "application/json"),
  /// The files themselves, of any size; can be rolled back.
  ZIP(ArchiveFormat.ZIP),
  /// The files themselves, not compressed; can be rolled back.
  TAR(ArchiveFormat.TAR),
  /// The files themselves; can be rolled back.
  TAR_GZ(ArchiveFormat.TAR_GZ),
  /// The files themselves; can be rolled back.
  TAR_ZST(ArchiveFormat.TAR_ZST);

  private final String suffix;
  private final String mediaType;
  private final @Nullable ArchiveFormat archive;

  TreeFormat(String suffix, String mediaType) {
    this.suffix = suffix;
    this.mediaType = mediaType;
    this.archive = null;
  }

  TreeFormat(ArchiveFormat archive) {
    this.suffix = archive.suffix();
    this.mediaType = archive.mediaType();
    this.archive = archive;
  }

  /// Its name on the command line.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /// The kind of archive that it is; null for a document.
  @Nullable ArchiveFormat archive() {
    return archive;
  }

  /// Whether content stands in it.
  boolean showsContent() {
    return archive != null || renderer(false).showsContent();
  }

  String suffix() {
    return suffix;
  }

  String mediaType() {
    return mediaType;
  }

  /// Whether it may be parted, so that no part takes more tokens than are allowed.
  boolean parts() {
    return this == MD || this == JSON || this == JSONL || this == TXT || this == XML;
  }

  /// Only of a document.
  TreeRenderer renderer(boolean lineNumbers) {
    return switch (this) {
      case MD -> new TreeMarkdown(lineNumbers);
      case JSON -> TreeJson.document();
      case JSONL -> TreeJson.lines();
      case HTML -> new TreeHtml();
      case TXT -> TreeText.plain(lineNumbers);
      case XML -> TreeText.xml(lineNumbers);
      case YAML -> TreeInventory.yaml();
      case TOML -> TreeInventory.toml();
      case CSV -> new TreeCsv();
      case INVENTORY -> TreeJson.inventory();
      case ZIP, TAR, TAR_GZ, TAR_ZST -> throw new IllegalStateException("an archive is no text");
    };
  }
}
