package dev.createdump.engine.policy;

import org.jspecify.annotations.Nullable;

/// What a text stands for, and with it what it may hold. Files of a repository are written by
/// strangers: a text that could become an option of a program or a path elsewhere is refused here.
enum TextKind {
  LINE("TEXT", "one line of text", null),
  PATH("DIR", "the path of a directory", null),
  FILE("FILE", "the path of a file", null),
  FILE_NAME("NAME", "a file name without directories", null),
  REVISION("REV", "a revision as git names it", null),
  PATTERN("PATTERN", "a pattern in gitignore syntax", null),
  REGEX("REGEX", "a regular expression in RE2's syntax", null),
  RULE("RULE", "a rule's id, or `*`", "^([A-Za-z0-9][A-Za-z0-9._-]*|\\\\*)$"),
  PLUGIN(
      "PLUGIN",
      "a plugin's name, `sha256:` and its digest, or `*`",
      "^([a-z][a-z0-9-]*|sha256:[0-9a-f]{64}|\\\\*)$"),
  TAG("WORD", "a word of letters, digits, `_` and `-`", "^[A-Za-z][A-Za-z0-9_-]*$"),
  PAIR("NAME=VALUE", "a name, `=` and a value", "^[^=]+="),
  DATE("DATE", "a day such as `2027-06-30`", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
  PERIOD("TIME", "a time such as `30m`, `24h` or `7d`", "^[0-9]{1,5}[smhd]$"),
  VERSION("VERSION", "a version such as `1.4.0`", "^[0-9]+(\\.[0-9]+){0,3}(-[0-9A-Za-z.-]+)?$"),
  URI("URI", "a URI with a scheme, such as `s3://bucket/prefix`", "^[A-Za-z][A-Za-z0-9+.-]*:");

  /// More is no name, title or pattern of anyone's, and could swell every output.
  static final int MAX_LENGTH = 1000;

  /// Leaves room for the longest suffix below the 255 bytes that file systems allow.
  private static final int MAX_FILE_NAME = 200;

  private final String label;
  private final String described;
  private final @Nullable String schemaPattern;

  TextKind(String label, String described, @Nullable String schemaPattern) {
    this.label = label;
    this.described = described;
    this.schemaPattern = schemaPattern;
  }

  /// What stands for such a text in a command's help.
  String label() {
    return label;
  }

  String described() {
    return described;
  }

  @Nullable String schemaPattern() {
    return schemaPattern;
  }

  boolean mayBeEmpty() {
    return this == LINE || this == FILE || this == FILE_NAME || this == REVISION;
  }

  /// Why a text is refused, or null where it is fine.
  @Nullable String refusal(String text) {
    if (text.isEmpty()) {
      return mayBeEmpty() ? null : "is empty";
    }
    if (text.length() > MAX_LENGTH) {
      return "is longer than " + MAX_LENGTH + " characters";
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return "holds a control character";
      }
    }
    return switch (this) {
      case LINE, PATH, FILE, REGEX -> null;
      case PATTERN -> refusedPattern(text);
      case FILE_NAME -> refusedFileName(text);
      case REVISION -> refusedRevision(text);
      case RULE -> refusedRule(text);
      case PLUGIN -> refusedPlugin(text);
      case TAG -> refusedTag(text);
      case DATE -> Periods.isDate(text) ? null : "is no day";
      case PERIOD -> Periods.seconds(text) >= 0 ? null : "is no time";
      case VERSION -> Versions.isVersion(text) ? null : "is no version";
      case PAIR -> text.indexOf('=') > 0 ? null : "is no name, `=` and value";
      case URI -> refusedUri(text);
    };
  }

  /// What git would take and never match.
  private static @Nullable String refusedPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
        if (i == text.length()) {
          return "ends with a backslash";
        }
      } else if (text.charAt(i) == '[') {
        i = closing(text, i);
        if (i < 0) {
          return "has a `[` without its `]` (a plain one is written `\\[`)";
        }
      }
    }
    return null;
  }

  /// Where a set of characters ends; -1 where it does not.
  private static int closing(String text, int open) {
    int at = open + 1;
    if (at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '^')) {
      at++;
    }
    for (int first = at; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.startsWith("[:", at) && text.indexOf(":]", at + 2) > 0) {
        at = text.indexOf(":]", at + 2) + 1;
      } else if (text.charAt(at) == ']' && at > first) {
        return at;
      }
    }
    return -1;
  }

  private static @Nullable String refusedPlugin(String text) {
    return text.matches("[a-z][a-z0-9-]*|sha256:[0-9a-f]{64}|\\*")
        ? null
        : "is neither a name nor a digest";
  }

  private static @Nullable String refusedFileName(String text) {
    if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
      return "names a directory";
    }
    if (text.startsWith(".") || text.startsWith("-")) {
      return "starts with `" + text.charAt(0) + "`";
    }
    return text.length() > MAX_FILE_NAME ? "is longer than " + MAX_FILE_NAME + " characters" : null;
  }

  private static @Nullable String refusedRevision(String text) {
    if (text.startsWith("-")) {
      return "starts with `-`, as an option of git would";
    }
    return text.indexOf(' ') >= 0 ? "holds a blank" : null;
  }

  private static @Nullable String refusedRule(String text) {
    boolean id = isLetter(text.charAt(0)) || isDigit(text.charAt(0));
    for (int i = 1; id && i < text.length(); i++) {
      char c = text.charAt(i);
      id = isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-';
    }
    return id || text.equals("*") ? null : "is no rule's id";
  }

  private static @Nullable String refusedTag(String text) {
    boolean word = isLetter(text.charAt(0));
    for (int i = 1; word && i < text.length(); i++) {
      char c = text.charAt(i);
      word = isLetter(c) || isDigit(c) || c == '_' || c == '-';
    }
    return word ? null : "is no word";
  }

  private static @Nullable String refusedUri(String text) {
    int colon = text.indexOf(':');
    boolean scheme = colon > 0 && isLetter(text.charAt(0));
    for (int i = 1; scheme && i < colon; i++) {
      char c = text.charAt(i);
      scheme = isLetter(c) || isDigit(c) || c == '+' || c == '.' || c == '-';
    }
    if (!scheme) {
      return "has no scheme";
    }
    return hasUserInfo(text, colon) ? "holds a user name or password" : null;
  }

  private static boolean hasUserInfo(String text, int colon) {
    if (!text.startsWith("//", colon + 1)) {
      return false;
    }
    for (int i = colon + 3; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return true;
      }
      if (c == '/' || c == '?' || c == '#') {
        return false;
      }
    }
    return false;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
