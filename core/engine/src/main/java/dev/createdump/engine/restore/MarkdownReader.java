package dev.createdump.engine.restore;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.render.tree.Marker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads Markdown: the markers, and the fences below them. What stands in a fence is content,
/// whatever it looks like, until the very fence that opened it.
final class MarkdownReader implements DumpReader {
  private static final String END = "<!-- create-dump:end ";
  private static final int MOST_VALUES = 100;

  @Override
  public void read(InputStream in, Sink sink) throws IOException, Failure {
    LineReader lines = new LineReader(in);
    long files = 0;
    while (lines.next()) {
      if (lines.startsWith(Marker.DUMP) && files == 0) {
        sink.mark(PartMark.of(object(lines.text(), Marker.DUMP)));
      } else if (lines.startsWith("```")) {
        // What stands at the head, whatever it looks like.
        skip(lines);
      } else if (lines.startsWith(Marker.START)) {
        sink.file(file(object(lines.text(), Marker.START), lines));
        files++;
      } else if (lines.startsWith(END)) {
        JsonObject end = object(lines.text(), END);
        if (end.count("files") != files) {
          throw new MalformedException("does not hold as many files as it says");
        }
        if (end.has("leftOut")) {
          sink.leftOut(end.count("leftOut"));
        }
        return;
      }
    }
    throw new MalformedException(
        files == 0 ? "is Markdown, but no dump of a tree" : "breaks off before its end");
  }

  private static void skip(LineReader lines) throws IOException {
    String fence = opened(lines);
    while (lines.next()) {
      if (lines.is(fence)) {
        return;
      }
    }
  }

  private static JsonObject object(String line, String start) throws IOException {
    if (!line.endsWith(Marker.END)) {
      throw new MalformedException("has a marker that does not end");
    }
    String json = line.substring(start.length(), line.length() - Marker.END.length());
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = Json.strict().createParser(bytes)) {
      parser.nextToken();
      return JsonObject.of("", JsonTree.read(parser, MOST_VALUES));
    } catch (JacksonException e) {
      throw MalformedException.of(e);
    }
  }

  private static DumpedFile file(JsonObject marker, LineReader lines) throws IOException {
    String kind = marker.text("content");
    long size = marker.count("size");
    byte[] content =
        switch (kind) {
          case "none" -> size == 0 && Facts.isShown(marker) ? new byte[0] : null;
          case "text", "escaped" -> text(marker, kind.equals("escaped"), fenced(lines));
          case "base64" -> base64(fenced(lines));
          default -> throw new MalformedException("has content of no known kind: " + kind);
        };
    return Facts.file(marker, content);
  }

  /// The bytes between a fence and its like.
  private static byte[] fenced(LineReader lines) throws IOException {
    String fence = fence(lines);
    java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream(1 << 13);
    while (lines.next()) {
      if (lines.is(fence)) {
        return content.toByteArray();
      }
      lines.copyTo(content);
    }
    throw new MalformedException("breaks off within a file");
  }

  private static String fence(LineReader lines) throws IOException {
    while (lines.next()) {
      if (lines.startsWith("```")) {
        return opened(lines);
      }
      if (lines.length() > 0) {
        break;
      }
    }
    throw new MalformedException("has a marker without the content that it speaks of");
  }

  /// The backticks that open the fence of this line.
  private static String opened(LineReader lines) {
    String line = lines.text();
    int end = 0;
    while (end < line.length() && line.charAt(end) == '`') {
      end++;
    }
    return line.substring(0, end);
  }

  private static byte[] text(JsonObject marker, boolean escaped, byte[] shown)
      throws MalformedException {
    boolean ends = !marker.has("finalNewline") || marker.flag("finalNewline");
    int length = ends ? shown.length : Math.max(0, shown.length - 1);
    String label = marker.text("encoding");
    boolean crLf = marker.textOr("eol", "").equals("crlf");
    if (!escaped && !crLf && label.equals("UTF-8")) {
      return length == shown.length ? shown : java.util.Arrays.copyOf(shown, length);
    }
    String text = Content.decoded(shown, 0, length);
    text = crLf ? text.replace("\n", "\r\n") : text;
    return Content.encoded(escaped ? Content.unescaped(text) : text, label);
  }

  private static byte[] base64(byte[] shown) throws MalformedException {
    try {
      return Base64.getMimeDecoder().decode(shown);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("holds base64 that is none");
    }
  }
}
