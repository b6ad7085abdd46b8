package dev.createdump.engine.redact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The forms in which a value may stand in a text: as it is, within base64, in hexadecimal digits,
/// escaped for a URL, JSON
/// or HTML, read as Latin-1 and written as UTF-8, and as UTF-16.
final class Encodings {
  /// A shorter run of base64 says too little to be searched for.
  private static final int SHORTEST_BASE64 = 8;

  private Encodings() {}

  /// One form.
  ///
  /// @param bytes what to search for
  /// @param wide whether a mark in its place must be written as UTF-16 too
  record Form(byte[] bytes, boolean wide) {}

  /// All forms that differ.
  static List<Form> of(byte[] value) {
    Set<String> narrow = new LinkedHashSet<>();
    narrow.add(latin(value));
    narrow.add(latin(latin(value).getBytes(StandardCharsets.UTF_8)));
    addBase64(value, narrow);
    addPercent(value, narrow);
    addHex(value, narrow);
    narrow.add(json(value));
    narrow.add(html(value, "&#39;"));
    narrow.add(html(value, "&apos;"));
    List<Form> forms = new ArrayList<>();
    for (String form : narrow) {
      forms.add(new Form(form.getBytes(StandardCharsets.ISO_8859_1), false));
    }
    forms.add(new Form(wide(value), true));
    return forms;
  }

  /// The characters that the value's bytes alone decide, for each of the three places at which it
  /// can start within a group of three bytes (RFC 4648), in both alphabets.
  private static void addBase64(byte[] value, Set<String> forms) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + value.length];
      System.arraycopy(value, 0, shifted, before, value.length);
      int first = (before * 8 + 5) / 6;
      int last = shifted.length * 8 / 6;
      if (last - first >= SHORTEST_BASE64) {
        forms.add(Base64.getEncoder().encodeToString(shifted).substring(first, last));
        forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(first, last));
      }
    }
  }

  /// Percent-encoding (RFC 3986) with digits of either case, and as forms do it, a blank as `+`.
  private static void addPercent(byte[] value, Set<String> forms) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    for (byte b : value) {
      if (isUnreserved(b)) {
        upper.append((char) b);
        lower.append((char) b);
      } else {
        upper.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        lower.append('%').append(HexFormat.of().toHexDigits(b));
      }
    }
    forms.add(upper.toString());
    forms.add(lower.toString());
    forms.add(upper.toString().replace("%20", "+"));
  }

  /// Every byte as two digits: bare, behind a percent sign, behind `\\x`, and as the escape of
  /// JSON, Java and JavaScript (RFC 8259, 7).
  private static void addHex(byte[] value, Set<String> forms) {
    for (HexFormat hex : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
      forms.add(hex.formatHex(value));
      for (String prefix : List.of("%", "\\x", "\\u00")) {
        forms.add(hex.withPrefix(prefix).formatHex(value));
      }
    }
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }

  /// As a JSON string has it (RFC 8259); git quotes paths the same way for these characters.
  private static String json(byte[] value) {
    StringBuilder out = new StringBuilder();
    for (byte b : value) {
      if (b == '"' || b == '\\') {
        out.append('\\').append((char) b);
      } else if (b == '\t') {
        out.append("\\t");
      } else {
        out.append((char) (b & 0xFF));
      }
    }
    return out.toString();
  }

  private static String html(byte[] value, String apostrophe) {
    return latin(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", apostrophe);
  }

  /// A zero after each byte but the last: what both byte orders of UTF-16 have in common.
  static byte[] wide(byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(value.length * 2);
    for (int i = 0; i < value.length; i++) {
      out.write(value[i]);
      if (i < value.length - 1) {
        out.write(0);
      }
    }
    return out.toByteArray();
  }

  private static String latin(byte[] value) {
    return new String(value, StandardCharsets.ISO_8859_1);
  }
}
