package dev.createdump.engine.scan.value;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Forms of values that keep no secret whatever they are assigned to: addresses, paths, digests
/// that say so, values that are encrypted or hashed already, dates, versions, expressions.
public final class Forms {
  private static final String[] STARTS = {
    "http:",
    "https:",
    "/",
    "./",
    "../",
    "~/",
    "\\\\",
    "file:",
    "jdbc:",
    "urn:",
    "data:",
    "arn:",
    "sha1-",
    "sha256",
    "sha384",
    "sha512",
    "md5",
    "sha1:",
    "sha-",
    "enc(",
    "enc[",
    "{cipher}",
    "{bcrypt}",
    "{ssha",
    "{sha",
    "{md5}",
    "{crypt}",
    "{noop}{",
    "$2a$",
    "$2b$",
    "$2y$",
    "$1$",
    "$5$",
    "$6$",
    "$argon2",
    "$pbkdf2",
    "pbkdf2",
    "vault:",
    "!vault",
    "ssm:",
    "kms:",
    "ref+",
    "secretref",
    "ssh-rsa ",
    "ssh-ed25519",
    "ssh-dss",
    "-----begin",
    "select ",
    "projects/",
    "0x0000",
    "rgb(",
    "text/",
    "application/",
    "image/",
    "com.",
    "org.",
    "net.",
    "io.",
    "java.",
    "javax.",
    "regex:",
    "@param",
    "aqicah",
    "ghcr.io",
    "docker.io",
    "pk_live_",
    "pk_test_",
    "\\u00",
    "&#",
  };

  private static final List<String> ENDS =
      WordList.list(
          """
          .com .org .net .io .java .js .json .yml .yaml .xml .properties .txt .pem .key .crt
          .cer .p12 .jks .pfx .html .css .ts .py .go .rb .php .md .png .svg .local .svc
          .internal .conf .ini .env .sh .sql .log .pub .der .asc .gpg .csv () [] ... {} .vue
          .jsp .cs .class .jar .lock .toml .bin .dat .db .keystore
          """);

  private Forms() {}

  public static boolean keepNoSecret(byte[] text, int from, int to) {
    String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    String lower = value.toLowerCase(Locale.ROOT);
    return startsOrEnds(lower)
        || isCount(text, from, to)
        || isExpression(value)
        || isMail(value)
        || isNumber(value)
        || isAlgorithm(value);
  }

  private static boolean startsOrEnds(String lower) {
    for (String start : STARTS) {
      if (lower.startsWith(start)) {
        return true;
      }
    }
    for (String end : ENDS) {
      if (lower.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /// Parts of program text, markup, regular expressions and paths.
  private static boolean isExpression(String value) {
    return value.contains("->")
        || value.contains("=>")
        || value.contains("://")
        || value.contains("</")
        || value.contains("/>")
        || value.contains("[a-z")
        || value.contains("[A-Z")
        || value.contains("[0-9")
        || value.contains("[^")
        || value.contains("(?")
        || value.contains(".*")
        || value.contains("\\d")
        || value.contains("\\w")
        || value.contains("\\s")
        || value.contains("();")
        || value.contains("&&")
        || isCall(value);
  }

  /// `name(...)`, `name[...]`, `a.b.c()`.
  private static boolean isCall(String value) {
    int i = 0;
    while (i < value.length()
        && (Character.isLetterOrDigit(value.charAt(i)) || "_.$:".indexOf(value.charAt(i)) >= 0)) {
      i++;
    }
    if (i == 0 || i == value.length()) {
      return false;
    }
    char open = value.charAt(i);
    char last = value.charAt(value.length() - 1);
    return (open == '(' && (last == ')' || last == ';')) || (open == '[' && last == ']');
  }

  private static boolean isMail(String value) {
    int at = value.indexOf('@');
    int dot = value.lastIndexOf('.');
    if (at < 1 || dot < at + 2 || value.indexOf('@', at + 1) >= 0) {
      return false;
    }
    int top = value.length() - dot - 1;
    for (int i = dot + 1; i < value.length(); i++) {
      if (!Character.isLetter(value.charAt(i))) {
        return false;
      }
    }
    return top >= 2 && top <= 6;
  }

  /// A number, date, time, version, IP address: digits and what parts them.
  private static boolean isNumber(String value) {
    boolean parted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && ".:-/+,x".indexOf(c) < 0) {
        return false;
      }
      parted |= c < '0' || c > '9';
    }
    return parted;
  }

  /// The name of an algorithm, such as `PBKDF2WithHmacSHA256` or `AES/GCM/NoPadding`.
  private static boolean isAlgorithm(String value) {
    boolean hash = value.contains("SHA") || value.contains("MD5") || value.contains("AES");
    return hash
        && (value.contains("With")
            || value.contains("with")
            || value.contains("/")
            || value.length() < 14);
  }

  /// `123456`, `abcd1234`, `654321`, `112233`: most characters are next to the one before.
  public static boolean isCount(byte[] text, int from, int to) {
    int steps = 0;
    for (int i = from + 1; i < to; i++) {
      steps += Math.abs(text[i] - text[i - 1]) <= 1 ? 1 : 0;
    }
    return steps * 10 >= (to - from - 1) * 6;
  }

  /// 8-4-4-4-12 hexadecimal digits.
  public static boolean isUuid(byte[] text, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? text[from + i] != '-' : !isHex(text[from + i])) {
        return false;
      }
    }
    return true;
  }

  /// Whether a value is of hexadecimal digits alone, in one case.
  public static boolean isHex(byte[] text, int from, int to) {
    boolean lower = false;
    boolean upper = false;
    for (int i = from; i < to; i++) {
      if (!isHex(text[i])) {
        return false;
      }
      lower |= text[i] >= 'a';
      upper |= text[i] >= 'A' && text[i] <= 'F';
    }
    return !(lower && upper);
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }
}
