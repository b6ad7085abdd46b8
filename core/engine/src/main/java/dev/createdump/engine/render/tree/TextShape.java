package dev.createdump.engine.render.tree;

import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What must be known of UTF-8 text to write it for people so that the same bytes can be made of it
/// again.
///
/// A character that people would not see is written `⟦U+XXXX⟧`, and so is `⟦` itself wherever one
/// of them stands in the text. A carriage return is one of them, unless every line ends with one.
///
/// @param crLf whether every line that ends, ends with a carriage return and a line feed
/// @param finalNewline whether the last line ends
/// @param plain whether nothing has to be escaped
/// @param longestBackticks the longest run of backticks
public record TextShape(boolean crLf, boolean finalNewline, boolean plain, int longestBackticks) {
  /// Opens an escape.
  private static final int BRACKET = '⟦';

  /// The bytes that say nothing here: printable ASCII but the backtick, and the tab.
  private static final boolean[] PLAIN = new boolean[256];

  static {
    Arrays.fill(PLAIN, ' ', 0x7F, true);
    PLAIN['\t'] = true;
    PLAIN['`'] = false;
  }

  /// Looks at a whole text.
  public static TextShape of(byte[] text) {
    int returns = 0;
    int pairs = 0;
    int feeds = 0;
    int run = 0;
    int lastBacktick = -2;
    int longest = 0;
    boolean hidden = false;
    boolean bracket = false;
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (PLAIN[b & 0xFF]) {
        continue;
      }
      if (b == '\n') {
        feeds++;
        pairs += i > 0 && text[i - 1] == '\r' ? 1 : 0;
      } else if (b == '`') {
        run = lastBacktick == i - 1 ? run + 1 : 1;
        lastBacktick = i;
        longest = Math.max(longest, run);
      } else if (b == '\r') {
        returns++;
      } else {
        int c = codePoint(text, i);
        hidden |= HiddenCharacters.isHidden(c);
        bracket |= c == BRACKET;
        i += length(b) - 1;
      }
    }
    boolean crLf = returns > 0 && returns == pairs && pairs == feeds;
    boolean escapes = hidden || (returns > 0 && !crLf);
    return new TextShape(
        crLf, text.length == 0 || text[text.length - 1] == '\n', !escapes && !bracket, longest);
  }

  /// The word for line ends, empty for the usual ones.
  public String eol() {
    return crLf ? "crlf" : "";
  }

  /// The same with the number of each line before it.
  ///
  /// @param first the number of the first line
  void writeNumbered(byte[] text, int first, OutputStream out) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(text.length + 16);
    write(text, plain);
    byte[] shown = plain.toByteArray();
    int number = first;
    int start = 0;
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] == '\n') {
        out.write((number++ + ": ").getBytes(StandardCharsets.US_ASCII));
        out.write(shown, start, i + 1 - start);
        start = i + 1;
      }
    }
  }

  /// Writes the text with line feeds alone at the ends of lines, and one at its end.
  void write(byte[] text, OutputStream out) throws IOException {
    if (plain && !crLf) {
      out.write(text);
    } else {
      writeEscaped(text, out);
    }
    if (!finalNewline) {
      out.write('\n');
    }
  }

  private void writeEscaped(byte[] text, OutputStream out) throws IOException {
    int start = 0;
    int i = 0;
    while (i < text.length) {
      byte b = text[i];
      if ((b >= ' ' && b != 0x7F) || b == '\n' || b == '\t') {
        i++;
        continue;
      }
      int length = length(b);
      int c = codePoint(text, i);
      boolean dropped = c == '\r' && crLf;
      boolean escaped = !plain && (c == '\r' || c == BRACKET || HiddenCharacters.isHidden(c));
      if (dropped || escaped) {
        out.write(text, start, i - start);
        start = i + length;
        if (!dropped) {
          out.write(("⟦" + HiddenCharacters.label(c) + "⟧").getBytes(StandardCharsets.UTF_8));
        }
      }
      i += length;
    }
    out.write(text, start, text.length - start);
  }

  /// The length of a valid UTF-8 sequence that starts with a byte.
  private static int length(byte lead) {
    int b = lead & 0xFF;
    return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  }

  private static int codePoint(byte[] text, int at) {
    int b = text[at] & 0xFF;
    return switch (length(text[at])) {
      case 1 -> b;
      case 2 -> (b & 0x1F) << 6 | next(text, at + 1);
      case 3 -> (b & 0x0F) << 12 | next(text, at + 1) << 6 | next(text, at + 2);
      default ->
          (b & 0x07) << 18
              | next(text, at + 1) << 12
              | next(text, at + 2) << 6
              | next(text, at + 3);
    };
  }

  private static int next(byte[] text, int at) {
    return text[at] & 0x3F;
  }
}
