package dev.createdump.engine.render.sarif;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text as SARIF and code scanning want it.
final class SarifText {
  /// Code scanning cuts descriptions here.
  static final int LONGEST = 1_000;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private SarifText() {}

  /// A message in which nothing is taken for a link or a placeholder (SARIF 3.11.5 and 3.11.6), cut
  /// to the limit.
  static String message(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && plain.length() < LONGEST - 1; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '[', '{' -> plain.append('(');
        case ']', '}' -> plain.append(')');
        default -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return plain.toString();
  }

  /// A path as a relative reference (RFC 3986): what stands before a colon is never a scheme, and
  /// slashes at the start never name a host.
  static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b) || (b == '/' && !uri.isEmpty())) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX.toHexDigits(b));
      }
    }
    return uri.toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }
}
