package dev.createdump.engine.render.markdown;

import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes UTF-8 text into a fenced code block whose fence is longer than any run of backticks
/// inside, so that no content can close it. Hidden characters become `⟦U+XXXX⟧`; a carriage return
/// before a line feed is shown as `␍` unless all lines have one.
final class FencedBlock {
  private static final byte[] CARRIAGE_RETURN = "␍".getBytes(StandardCharsets.UTF_8);

  private final OutputStream out;

  FencedBlock(OutputStream out) {
    this.out = out;
  }

  /// A fence for texts with such runs of backticks.
  static String fence(int longestRun) {
    return "`".repeat(Math.max(3, longestRun + 1));
  }

  /// The longest run of backticks in a range.
  static int longestRun(byte[] text, int from, int to) {
    int longest = 0;
    int i = from;
    while (i < to) {
      if (text[i] != '`') {
        i++;
        continue;
      }
      int start = i;
      while (i < to && text[i] == '`') {
        i++;
      }
      longest = Math.max(longest, i - start);
    }
    return longest;
  }

  /// Whether every line of a range ends in a carriage return and a line feed.
  static boolean allCrLf(byte[] text, int from, int to) {
    boolean any = false;
    for (int i = from; i < to; i++) {
      if (text[i] == '\n') {
        if (i == from || text[i - 1] != '\r') {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /// Writes one line without its line feed, then a line feed.
  ///
  /// @param hideCarriageReturn whether a final carriage return is left out
  void line(byte[] text, int from, int to, boolean hideCarriageReturn) throws IOException {
    int end = hideCarriageReturn && to > from && text[to - 1] == '\r' ? to - 1 : to;
    visible(text, from, end);
    out.write('\n');
  }

  /// Copies plain stretches as they are; only what is not printable ASCII is looked at closely.
  private void visible(byte[] text, int from, int to) throws IOException {
    int start = from;
    int i = from;
    while (i < to) {
      byte b = text[i];
      if ((b >= 0x20 && b != 0x7F) || b == '\t') {
        i++;
        continue;
      }
      out.write(text, start, i - start);
      i = special(text, i, to);
      start = i;
    }
    out.write(text, start, to - start);
  }

  /// Writes the character at a position and returns the position behind it.
  private int special(byte[] text, int at, int to) throws IOException {
    if (text[at] == '\r') {
      out.write(CARRIAGE_RETURN);
      return at + 1;
    }
    int length = Math.min(sequenceLength(text[at]), to - at);
    int c = decode(text, at, length);
    if (c < 0 || HiddenCharacters.isHidden(c)) {
      int shown = c < 0 ? text[at] & 0xFF : c;
      out.write(("⟦" + HiddenCharacters.label(shown) + "⟧").getBytes(StandardCharsets.UTF_8));
      return c < 0 ? at + 1 : at + length;
    }
    out.write(text, at, length);
    return at + length;
  }

  private static int sequenceLength(byte lead) {
    int b = lead & 0xFF;
    return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  }

  /// The code point of a sequence, or -1 where it is no valid UTF-8.
  private static int decode(byte[] text, int at, int length) {
    String one = new String(text, at, length, StandardCharsets.UTF_8);
    boolean valid = !one.isEmpty() && one.codePointAt(0) != 0xFFFD;
    boolean whole = valid && one.codePointCount(0, one.length()) == 1;
    // The replacement character itself may stand in the text: three bytes that decode to it.
    boolean literal =
        length == 3 && one.length() == 1 && one.charAt(0) == 0xFFFD && text[at] == (byte) 0xEF;
    return whole || literal ? one.codePointAt(0) : -1;
  }
}
