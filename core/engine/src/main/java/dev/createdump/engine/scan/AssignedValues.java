package dev.createdump.engine.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Judges values that are recognised only by the name they are assigned to, such as
/// `db_password = "..."`. Here precision is decided: such names stand everywhere in programs.
final class AssignedValues {
  /// Passwords that say what they are instead of keeping anything.
  private static final List<String> TELLTALE =
      List.of("password", "passwd", "passphrase", "secret", "test", "pass", "token", "user");

  /// Bits per byte below which a token was typed rather than generated.
  private static final double TOKEN_ENTROPY = 3.0;

  private AssignedValues() {}

  /// A quoted value behind a password's name: no reference, no word, no path, no message.
  static boolean isPassword(byte[] text, int from, int to) {
    if (Placeholders.matches(text, from, to) || Placeholders.isReference(text, from, to)) {
      return false;
    }
    ValueShape shape = ValueShape.of(text, from, to);
    if (shape.kinds() < 2 || (shape.letters() == 0 && shape.length() < 8)) {
      return false;
    }
    String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    String lower = value.toLowerCase(Locale.ROOT);
    if (TELLTALE.stream().anyMatch(lower::contains)) {
      return false;
    }
    boolean number = shape.digits() > 0;
    boolean special = shape.others() > 0;
    return !isPath(value) && (number || special) && !Wordiness.isNames(value);
  }

  /// A value without quotes, as in `.env`, YAML and property files, where code could stand as well.
  static boolean isBarePassword(byte[] text, int from, int to) {
    ValueShape shape = ValueShape.of(text, from, to);
    return shape.digits() > 0 && shape.letters() > 0 && isPassword(text, from, to);
  }

  /// A password between the user and the host of an address.
  static boolean isUrlPassword(byte[] text, int from, int to) {
    if (Placeholders.matches(text, from, to) || Placeholders.isReference(text, from, to)) {
      return false;
    }
    String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    String lower = value.toLowerCase(Locale.ROOT);
    boolean word = ValueShape.of(text, from, to).kinds() < 2;
    return !word && TELLTALE.stream().noneMatch(lower::contains) && !Wordiness.isNames(value);
  }

  /// A generated-looking value behind a token's name.
  static boolean isToken(byte[] text, int from, int to) {
    if (Placeholders.matches(text, from, to) || Placeholders.isReference(text, from, to)) {
      return false;
    }
    ValueShape shape = ValueShape.of(text, from, to);
    if (shape.digits() == 0 || shape.letters() == 0 || shape.entropy() < TOKEN_ENTROPY) {
      return false;
    }
    String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    return !isPath(value) && !isDigest(value) && !isUuid(value) && !Wordiness.isNames(value);
  }

  /// A path, a URL, a MIME type or a version: segments of names joined by slashes.
  private static boolean isPath(String value) {
    return value.startsWith("/")
        || value.startsWith("./")
        || value.startsWith("../")
        || value.startsWith("http:")
        || value.startsWith("https:");
  }

  /// A digest that names its algorithm, as lock files and image references have them.
  private static boolean isDigest(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.startsWith("sha1-")
        || lower.startsWith("sha256")
        || lower.startsWith("sha384")
        || lower.startsWith("sha512")
        || lower.startsWith("md5");
  }

  private static boolean isUuid(String value) {
    if (value.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen != (value.charAt(i) == '-')) {
        return false;
      }
    }
    return true;
  }
}
