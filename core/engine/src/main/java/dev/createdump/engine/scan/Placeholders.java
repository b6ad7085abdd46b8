package dev.createdump.engine.scan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Values that stand in for a secret: samples, blanks to fill in, references to somewhere else.
final class Placeholders {
  /// Parts of values that nobody's secret has; compared in lower case without `-`, `_` and blanks.
  private static final List<String> WORDS =
      List.of(
          "example",
          "sample",
          "changeme",
          "changethis",
          "placeholder",
          "redacted",
          "dummy",
          "foobar",
          "notreal",
          "fakekey",
          "fakesecret",
          "faketoken",
          "insert",
          "replace",
          "yourpass",
          "yoursecret",
          "yourtoken",
          "yourkey",
          "yourapi",
          "yourpw",
          "mypass",
          "mysecret",
          "mytoken",
          "secrethere",
          "tokenhere",
          "keyhere",
          "xxxxx",
          "*****",
          ".....",
          "0000000000",
          "1234567890abcdef",
          "abcdefghijkl",
          "0123456789abc");

  /// Marks of a value that is computed elsewhere: templates, variables, calls, formats.
  private static final List<String> REFERENCES =
      List.of(
          "${",
          "#{",
          "{{",
          "}}",
          "$(",
          "<%",
          "%>",
          "%s",
          "%d",
          "%v",
          "{}",
          "{0}",
          "env.",
          "environ",
          "getenv",
          "process.",
          "secrets.",
          "vault:",
          "arn:aws:",
          "var.",
          "local.",
          "self.",
          "this.",
          "config.",
          "op://",
          "file://",
          "classpath:",
          "::");

  /// In longer values, such as keys, the words occur by chance.
  private static final int LONGEST = 128;

  private Placeholders() {}

  /// Whether a value is no secret by what it says.
  static boolean matches(byte[] text, int from, int to) {
    return isMonotonous(text, from, to) || (to - from <= LONGEST && saysSo(text, from, to));
  }

  /// Whether a value refers to something that is filled in later.
  static boolean isReference(byte[] text, int from, int to) {
    byte first = text[from];
    byte last = text[to - 1];
    if (first == '$' || (first == '<' && last == '>') || (first == '[' && last == ']')) {
      return true;
    }
    if ((first == '%' && last == '%')
        || (first == '@' && last == '@')
        || (first == '{' && last == '}')) {
      return true;
    }
    String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    String lower = value.toLowerCase(Locale.ROOT);
    return REFERENCES.stream().anyMatch(lower::contains);
  }

  private static boolean isMonotonous(byte[] text, int from, int to) {
    int length = to - from;
    int distinct = ValueShape.of(text, from, to).distinct();
    return distinct <= 2 || (length >= 20 && distinct <= 5);
  }

  private static boolean saysSo(byte[] text, int from, int to) {
    StringBuilder plain = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      int c = text[i] & 0xFF;
      if (c != '-' && c != '_' && c != ' ') {
        plain.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
      }
    }
    String value = plain.toString();
    return WORDS.stream().anyMatch(value::contains);
  }
}
