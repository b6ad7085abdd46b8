package dev.createdump.engine.bucket;

import dev.createdump.spi.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes any text as a piece of a key, one to one.
///
/// Letters, digits, `.`, `_` and `-` of ASCII stay; every other byte of UTF-8 becomes `%XX`, and so
/// does a dot at the end. Half a surrogate pair, which UTF-8 lacks, is written as the three bytes
/// its code point would have. The empty text becomes Hive's own name for no value, whose literal
/// twin is escaped in its first character. A text that grows too long keeps its beginning and its
/// end (where file names have their type) around `~` and 128 bits of its SHA-256; `~` occurs
/// nowhere else.
final class KeyValue {
  private static final String EMPTY = "__HIVE_DEFAULT_PARTITION__";
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int DIGITS = 32;
  private static final int TAIL = 40;

  private KeyValue() {}

  /// @param max the most characters of the result, at least 100
  static String escape(String text, int max) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    List<String> units = units(text);
    String whole = String.join("", units);
    if (text.equals(EMPTY)) {
      return "%5F" + whole.substring(1);
    }
    return whole.length() <= max ? whole : cut(units, whole, max);
  }

  /// The text that was escaped; null where only its beginning and end were kept, or nothing was
  /// escaped like this.
  static @Nullable String unescape(String escaped) {
    if (escaped.equals(EMPTY) || escaped.indexOf('~') >= 0) {
      return escaped.equals(EMPTY) ? "" : null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%' && i + 2 < escaped.length()) {
        if (!HexFormat.isHexDigit(escaped.charAt(i + 1))
            || !HexFormat.isHexDigit(escaped.charAt(i + 2))) {
          return null;
        }
        bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
        i += 2;
      } else if (PLAIN.indexOf(c) >= 0) {
        bytes.write(c);
      } else {
        return null;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// The escaped characters, so that none is cut in two.
  private static List<String> units(String text) {
    List<String> units = new ArrayList<>();
    text.codePoints().forEach(c -> units.add(unit(c)));
    if (units.getLast().equals(".")) {
      units.set(units.size() - 1, "%2E");
    }
    return units;
  }

  private static String unit(int codePoint) {
    if (PLAIN.indexOf(codePoint) >= 0) {
      return Character.toString(codePoint);
    }
    StringBuilder unit = new StringBuilder();
    for (byte b : bytes(codePoint)) {
      unit.append('%').append(HEX.toHexDigits(b));
    }
    return unit.toString();
  }

  private static byte[] bytes(int codePoint) {
    if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
      return Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream half = new ByteArrayOutputStream();
    half.write(0xE0 | (codePoint >> 12));
    half.write(0x80 | ((codePoint >> 6) & 0x3F));
    half.write(0x80 | (codePoint & 0x3F));
    return half.toByteArray();
  }

  private static String cut(List<String> units, String whole, int max) {
    String digest = Payload.of(whole.getBytes(StandardCharsets.US_ASCII)).sha256();
    String tail = take(units.reversed(), TAIL, true);
    String head = take(units, max - 1 - DIGITS - tail.length(), false);
    return head + "~" + digest.substring(0, DIGITS) + tail;
  }

  private static String take(List<String> units, int most, boolean backwards) {
    StringBuilder taken = new StringBuilder();
    for (String unit : units) {
      if (taken.length() + unit.length() > most) {
        break;
      }
      taken.insert(backwards ? 0 : taken.length(), unit);
    }
    return taken.toString();
  }
}
