package dev.createdump.engine.scan.value;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Values that stand in for a secret: samples, blanks to fill in, references to somewhere else.
public final class Placeholders {
  /// Parts of values that nobody's secret has; compared in lower case without `-`, `_` and blanks.
  private static final List<String> WORDS =
      WordList.list(
          """
          example sample changeme changethis changeit placeholder redacted dummy foobar
          notreal notasecret fakekey fakesecret faketoken fakepass insert replace yourpass
          yoursecret yourtoken yourkey yourapi youraccess yourown yourpw yourstrong yourclient
          mypass mysecret mytoken mykey secrethere tokenhere keyhere passwordhere goeshere
          todo fixme xxxxx ***** ..... 0000000000 1234567890abcdef abcdefghijkl 0123456789abc
          deadbeefdeadbeef somepass somesecret sometoken somekey
          """);

  /// Marks of a value that is computed elsewhere: templates, variables, calls, formats.
  private static final List<String> REFERENCES =
      WordList.list(
          """
          ${ #{ {{ }} $( <% %> {} {0} env. environ getenv process. secrets. vault: arn:aws:
          var. local. self. this. config. op:// file:// classpath: ::
          """);

  /// In longer values, such as keys, the words occur by chance.
  private static final int LONGEST = 128;

  private Placeholders() {}

  /// Whether a value is no secret by what it says.
  public static boolean matches(byte[] text, int from, int to) {
    return isMonotonous(text, from, to) || (to - from <= LONGEST && saysSo(text, from, to));
  }

  /// Whether a value refers to something that is filled in later.
  public static boolean isReference(byte[] text, int from, int to) {
    byte first = text[from];
    byte last = text[to - 1];
    if (first == '<' && last == '>') {
      return true;
    }
    if (first == '#' && text[Math.min(from + 1, to - 1)] == '#') {
      return true;
    }
    if (first == '_' && last == '_' && to - from > 4 && text[from + 1] == '_') {
      return true;
    }
    if ((first == '$' || first == '&') && isIdentifier(text, from + 1, to)) {
      return true;
    }
    if ((first == '%' && last == '%')
        || (first == '@' && last == '@')
        || (first == '{' && last == '}')
        || (first == '[' && last == ']')) {
      return true;
    }
    if (isFormat(text, from, to) || namesVariable(text, from, to)) {
      return true;
    }
    String value = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    return containsAny(value.toLowerCase(Locale.ROOT), REFERENCES);
  }

  /// `%s`, `%d`, `%v`, `%(name)s` with nothing that looks like a secret around.
  private static boolean isFormat(byte[] text, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (text[i] == '%') {
        byte next = text[i + 1];
        boolean end = i + 2 == to || !isWord(text[i + 2]);
        if (next == '(' || ((next == 's' || next == 'd' || next == 'v' || next == '@') && end)) {
          return true;
        }
      }
    }
    return false;
  }

  /// `$NAME` anywhere: three capitals or more.
  private static boolean namesVariable(byte[] text, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (text[i] == '$' && isUpper(text[i + 1]) && isUpper(text[i + 2]) && isUpper(text[i + 3])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUpper(byte b) {
    return (b >= 'A' && b <= 'Z') || b == '_';
  }

  private static boolean isIdentifier(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isWord(text[i]) && text[i] != '.' && text[i] != ':' && text[i] != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(byte b) {
    return b == '_' || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  private static boolean isMonotonous(byte[] text, int from, int to) {
    int length = to - from;
    int distinct = ValueShape.distinct(text, from, to);
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
    return containsAny(plain.toString(), WORDS);
  }

  private static boolean containsAny(String value, List<String> parts) {
    for (String part : parts) {
      if (value.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
