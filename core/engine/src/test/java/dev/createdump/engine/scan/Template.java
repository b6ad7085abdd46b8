package dev.createdump.engine.scan;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Expands the examples of the rule file, so that no live-looking token stands in the repository.
public final class Template {
  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String BASE62 = DIGITS + UPPER + LOWER;
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z0-9]+)(?::(\\d+))?}");

  private Template() {}

  public static String expand(String template, SplittableRandom random) {
    String text = template.replace("\\\\", "\0").replace("\\n", "\n").replace("\\r", "\r");
    Matcher fields = FIELD.matcher(text.replace('\0', '\\'));
    StringBuilder out = new StringBuilder();
    while (fields.find()) {
      int count = fields.group(2) == null ? 0 : Integer.parseInt(fields.group(2));
      fields.appendReplacement(out, "");
      out.append(field(fields.group(1), count, out, random));
    }
    return fields.appendTail(out).toString();
  }

  private static String field(
      String name, int count, StringBuilder before, SplittableRandom random) {
    return switch (name) {
      case "base62" -> some(BASE62, count, random);
      case "base64" -> some(BASE62 + "+/", count, random);
      case "base64url" -> some(BASE62 + "-_", count - 1, random) + some(BASE62, 1, random);
      case "base36" -> some(DIGITS + LOWER, count, random);
      case "BASE36" -> some(DIGITS + UPPER, count, random);
      case "base32" -> some(UPPER + "234567", count, random);
      case "base32low" -> some(LOWER + "234567", count, random);
      case "base58" ->
          some("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", count, random);
      case "uuid" -> expand("{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}", random);
      case "bech32" -> some("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", count, random);
      case "hex" -> some(DIGITS + "abcdef", count, random);
      case "HEX" -> some(DIGITS + "ABCDEF", count, random);
      case "digits" -> some(DIGITS, count, random);
      case "digits1" -> some("123456789", 1, random) + some(DIGITS, count - 1, random);
      case "letters" -> some(UPPER + LOWER, count, random);
      case "crc32" -> crc32(before);
      case "basic" -> basic(random);
      case "jwt" -> jwt(random);
      default -> "{" + name + "}";
    };
  }

  private static String some(String alphabet, int count, SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  static String crc32(CharSequence before) {
    CRC32 crc = new CRC32();
    String random = before.subSequence(before.length() - 30, before.length()).toString();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
      digits.append(BASE62.charAt((int) (rest % 62)));
    }
    return digits.reverse().toString();
  }

  private static String jwt(SplittableRandom random) {
    String subject = some(DIGITS, 10, random);
    return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + part("{\"sub\":\"" + subject + "\"}")
        + "."
        + some(BASE62, 43, random);
  }

  private static String basic(SplittableRandom random) {
    String pair = some(LOWER, 6, random) + ":" + some(BASE62, 10, random);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.US_ASCII));
  }
}
