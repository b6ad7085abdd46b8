package dev.createdump.cli;

import dev.createdump.engine.render.text.HiddenCharacters;
import java.util.stream.Collectors;

/// Makes foreign text fit to be said: it must steer neither a terminal nor the runner that reads a
/// job's log. GitHub's runner takes a line that begins with `::` for a command, and `##[` in any
/// place of a line.
final class Printable {
  private Printable() {}

  /// Text on one line: line ends and tabs are made visible too.
  static String line(String text) {
    return harmless(text.replace("\n", "⟦U+000A⟧").replace("\r", "⟦U+000D⟧").replace("\t", " "));
  }

  /// Text that has lines of its own.
  static String lines(String text) {
    return text.replace("\r\n", "\n")
        .replace("\r", "⟦U+000D⟧")
        .lines()
        .map(Printable::harmless)
        .collect(Collectors.joining("\n"));
  }

  private static String harmless(String line) {
    String shown = HiddenCharacters.reveal(line).replace("##[", "##⟦U+005B⟧");
    return shown.startsWith("::", blanks(shown)) ? shown.replaceFirst("::", ":⟦U+003A⟧") : shown;
  }

  /// How many blanks a line begins with. The runner trims all that Unicode calls white space, the
  /// no-break spaces that Java leaves out too.
  private static int blanks(String line) {
    int i = 0;
    while (i < line.length()
        && (Character.isWhitespace(line.charAt(i)) || Character.isSpaceChar(line.charAt(i)))) {
      i++;
    }
    return i;
  }
}
