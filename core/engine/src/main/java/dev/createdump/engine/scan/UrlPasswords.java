package dev.createdump.engine.scan;

import dev.createdump.engine.scan.value.Forms;
import dev.createdump.engine.scan.value.Placeholders;
import dev.createdump.engine.scan.value.ValueShape;
import dev.createdump.engine.scan.value.WordList;
import dev.createdump.engine.scan.value.Wording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Judges the password between the user and the host of an address. Documentation is full of them:
/// `user:password@host`.
final class UrlPasswords {
  private static final List<String> TELLTALE =
      WordList.list(
          """
          password passwd secret pass token user
          """);

  private UrlPasswords() {}

  static boolean accept(byte[] text, int from, int to) {
    if (Placeholders.matches(text, from, to)
        || Placeholders.isReference(text, from, to)
        || Forms.isCount(text, from, to)) {
      return false;
    }
    String lower =
        new String(text, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    for (String word : TELLTALE) {
      if (lower.contains(word)) {
        return false;
      }
    }
    ValueShape shape = ValueShape.of(text, from, to);
    if (shape.letters() + shape.digits() == 0) {
      return false;
    }
    boolean typed = shape.digits() >= 2 && shape.length() >= 6;
    return (typed || shape.letters() == 0)
        ? shape.length() >= 5
        : !Wording.of(text, from, to).isWords();
  }
}
