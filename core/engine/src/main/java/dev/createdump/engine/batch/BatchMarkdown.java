package dev.createdump.engine.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.createdump.engine.render.markdown.MarkdownText;
import java.net.URLEncoder;

/// The index of a batch for people.
public final class BatchMarkdown {
  private BatchMarkdown() {}

  /// The whole document.
  public static String of(BatchIndex index) {
    StringBuilder text = new StringBuilder("# Projects of ");
    text.append(MarkdownText.code(index.repository())).append("\n\n");
    text.append("| | |\n|---|---|\n");
    fact(text, "Directory", index.directory());
    fact(text, "Source", index.source());
    fact(text, "Commit", index.commit());
    fact(text, "create-dump", index.tool());
    text.append("| Projects | ").append(index.rows().size()).append(" |\n");
    for (BatchRow.Result result : BatchRow.Result.values()) {
      if (index.count(result) > 0) {
        text.append("| … ").append(result.label()).append(" | ");
        text.append(index.count(result)).append(" |\n");
      }
    }
    if (index.outside() > 0) {
      text.append("| Paths in no dump | ").append(index.outside()).append(" |\n");
    }
    for (String note : index.notes()) {
      text.append("\n> ").append(MarkdownText.code(note)).append('\n');
    }
    table(text, index);
    skipped(text, index);
    failures(text, index);
    return text.toString();
  }

  private static void fact(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append("| ").append(label).append(" | ");
      text.append(MarkdownText.cell(value)).append(" |\n");
    }
  }

  private static void table(StringBuilder text, BatchIndex index) {
    text.append(
        "\n| Project | Marker | Owners | Outcome | Paths | Bytes | Secrets | Dump | Digest |\n");
    text.append("|---|---|---|---|--:|--:|--:|---|---|\n");
    for (BatchRow row : index.rows()) {
      BatchRow.Dump dump = row.dump();
      text.append("| ").append(shown(row));
      text.append(" | ").append(MarkdownText.cell(String.join(", ", row.markers())));
      text.append(" | ").append(MarkdownText.cell(String.join(", ", row.owners())));
      text.append(" | ").append(row.outcome().label());
      text.append(row.exitCode() == 0 ? "" : " (" + row.exitCode() + ")");
      text.append(" | ").append(row.paths());
      text.append(" | ").append(dump.isThere() ? dump.bytes() : "");
      text.append(" | ").append(dump.isThere() ? dump.findings() : "");
      text.append(" | ").append(link(row));
      text.append(" | ").append(digest(dump.digest())).append(" |\n");
    }
  }

  private static String shown(BatchRow row) {
    return MarkdownText.cell(row.directory().isEmpty() ? "." : row.directory());
  }

  private static String link(BatchRow row) {
    String name = row.dump().name();
    return row.dump().digest().isEmpty()
        ? MarkdownText.cell(name)
        : "["
            + MarkdownText.cell(name)
            + "]("
            + row.place()
            + "/"
            + URLEncoder.encode(name, UTF_8).replace("+", "%20")
            + ".manifest.json)";
  }

  private static String digest(String digest) {
    return digest.isEmpty() ? "" : "`" + digest.substring(0, 12) + "`";
  }

  private static void skipped(StringBuilder text, BatchIndex index) {
    for (BatchRow row : index.rows()) {
      if (!row.reason().isEmpty()) {
        text.append("\n- ").append(shown(row)).append(": ");
        text.append(MarkdownText.code(row.reason()));
      }
    }
    text.append(index.count(BatchRow.Result.SKIPPED) > 0 ? "\n" : "");
  }

  private static void failures(StringBuilder text, BatchIndex index) {
    for (BatchRow row : index.rows()) {
      if (!row.error().isEmpty()) {
        text.append("\n## ").append(shown(row)).append(" failed\n\n");
        text.append(MarkdownText.code(row.error())).append('\n');
      }
    }
  }
}
