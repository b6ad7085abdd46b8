package dev.createdump.engine.render.html;

import java.io.IOException;
import java.nio.charset.Charset;

/// Writes the whole new text of a file, line by line.
final class WholeText {
  private final Page page;
  private final ChunkWriter chunk;

  WholeText(Page page, ChunkWriter chunk) {
    this.page = page;
    this.chunk = chunk;
  }

  void write(byte[] text, Charset charset) throws IOException {
    page.markup("<details class=whole><summary>The whole file at the head</summary>\n");
    chunk.startFile();
    chunk.openWhole(lineCount(text));
    int from = 0;
    while (from < text.length) {
      int end = endOfLine(text, from);
      chunk.line((byte) ' ', text, from, end, charset, end == text.length);
      from = end + 1;
    }
    if (text.length > 0 && text[text.length - 1] != '\n') {
      chunk.noNewline();
    }
    chunk.close();
    page.markup("</details>\n");
  }

  private static int endOfLine(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != '\n') {
      i++;
    }
    return i;
  }

  private static int lineCount(byte[] text) {
    int count = 1;
    for (byte b : text) {
      if (b == '\n') {
        count++;
      }
    }
    return count;
  }
}
