package com.example.createdump;

import dev.createdump.spi.plugin.DumpRenderer;
import dev.createdump.spi.plugin.RedactedDump;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A format: one line a path with the number of its words, as CSV.
public final class WordCounts implements DumpRenderer {
  @Override
  public String format() {
    return "words";
  }

  @Override
  public String mediaType() {
    return "text/csv; charset=utf-8";
  }

  @Override
  public void render(RedactedDump dump, OutputStream out) throws IOException {
    write(out, "path,state,words\n");
    dump.forEachFile(
        file -> {
          // A tree has texts, a change has patches.
          String text = file.text().orElse(file.patch().orElse(""));
          write(out, quoted(file.path()) + "," + file.state() + "," + words(text) + "\n");
        });
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  /// Paths are hostile: a spreadsheet takes what starts with `=` for a formula.
  private static String quoted(String text) {
    String safe = text.isEmpty() || "=+-@\t".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
