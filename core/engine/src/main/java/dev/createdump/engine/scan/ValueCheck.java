package dev.createdump.engine.scan;

import dev.createdump.engine.scan.value.Placeholders;
import dev.createdump.engine.scan.value.ValueShape;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/// What a candidate must pass to be a secret, beyond its pattern.
@FunctionalInterface
interface ValueCheck {
  boolean accepts(byte[] text, int from, int to);

  /// The check of a rule file's word, such as `mixed` or `entropy:3.5`.
  ///
  /// @throws IllegalArgumentException where there is no such check
  static ValueCheck named(String word) {
    int colon = word.indexOf(':');
    String name = colon < 0 ? word : word.substring(0, colon);
    double number = colon < 0 ? 0 : Double.parseDouble(word.substring(colon + 1));
    return switch (name) {
      case "entropy" -> shaped(shape -> shape.entropy() >= number);
      case "entropy-above" -> shaped(shape -> shape.entropy() > number);
      case "mixedcase" -> shaped(shape -> shape.upper() > 0 && shape.lower() > 0);
      case "mixed" -> shaped(shape -> shape.digits() > 0 && shape.letters() > 0);
      case "crc32" -> ValueCheck::endsWithCrc32;
      case "jwt" -> ValueCheck::startsWithJwtHeader;
      case "no-placeholder" -> (text, from, to) -> !Placeholders.matches(text, from, to);
      case "url-password" -> UrlPasswords::accept;
      case "basic-credentials" -> ValueCheck::isBasicCredentials;
      case "generated" -> GeneratedValues::accept;
      default -> throw new IllegalArgumentException("no check is called " + word);
    };
  }

  private static ValueCheck shaped(Predicate<ValueShape> test) {
    return (text, from, to) -> test.test(ValueShape.of(text, from, to));
  }

  /// Whether the last six characters are the CRC-32 of the 30 before them in base 62 (digits, upper
  /// case, lower case), as GitHub's and npm's tokens have it behind their prefix ("Behind GitHub's
  /// new authentication token formats", 2021).
  private static boolean endsWithCrc32(byte[] text, int from, int to) {
    int checksum = to - 6;
    if (checksum - 30 < from) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(text, checksum - 30, 30);
    long rest = crc.getValue();
    for (int i = to - 1; i >= checksum; i--) {
      if (text[i] != base62((int) (rest % 62))) {
        return false;
      }
      rest /= 62;
    }
    return true;
  }

  private static int base62(int digit) {
    if (digit < 10) {
      return '0' + digit;
    }
    return digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36;
  }

  /// Whether the part before the first dot is base64url of a JSON object that names an algorithm
  /// (RFC 7515).
  private static boolean startsWithJwtHeader(byte[] text, int from, int to) {
    int dot = from;
    while (dot < to && text[dot] != '.') {
      dot++;
    }
    try {
      String part = new String(text, from, dot - from, StandardCharsets.ISO_8859_1);
      byte[] decoded = Base64.getUrlDecoder().decode(part.replace("=", ""));
      String header = new String(decoded, StandardCharsets.UTF_8);
      return header.startsWith("{") && header.contains("\"alg\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Whether base64 holds a user, a colon and a password (RFC 7617), none of them a placeholder.
  private static boolean isBasicCredentials(byte[] text, int from, int to) {
    byte[] decoded;
    try {
      String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
      decoded = Base64.getDecoder().decode(value.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return false;
    }
    int colon = -1;
    for (int i = 0; i < decoded.length; i++) {
      if (decoded[i] < ' ' || decoded[i] == 127) {
        return false;
      }
      colon = colon < 0 && decoded[i] == ':' ? i : colon;
    }
    return colon >= 0
        && colon + 3 < decoded.length
        && !Placeholders.matches(decoded, colon + 1, decoded.length)
        && !Placeholders.isReference(decoded, colon + 1, decoded.length);
  }
}
