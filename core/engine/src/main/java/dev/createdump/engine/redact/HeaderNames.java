package dev.createdump.engine.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Where names stand in the header lines of a patch. Only they may be redacted: the rest is
/// structure, without which the patch would not parse.
final class HeaderNames {
  private static final String DIFF = "diff --git ";
  private static final List<String> PATHS =
      List.of("rename from ", "rename to ", "copy from ", "copy to ");
  private static final List<String> SIDES = List.of("--- ", "+++ ", "Binary files ");
  private static final List<String> BORDERS = List.of(" a/", " b/", " \"a/", " \"b/", "/dev/null");

  private HeaderNames() {}

  /// For each byte of a header line whether it belongs to a name.
  static IntPredicate of(byte[] bytes, int length) {
    String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    for (String prefix : PATHS) {
      if (line.startsWith(prefix)) {
        return at -> at >= prefix.length();
      }
    }
    boolean names = line.startsWith(DIFF) || SIDES.stream().anyMatch(line::startsWith);
    if (!names) {
      return at -> false;
    }
    int first = line.startsWith(DIFF) ? DIFF.length() - 1 : line.indexOf(' ');
    boolean[] name = new boolean[length];
    Arrays.fill(name, first, length, true);
    for (String border : BORDERS) {
      for (int at = line.indexOf(border, first); at >= 0; at = line.indexOf(border, at + 1)) {
        Arrays.fill(name, at, at + border.length(), false);
      }
    }
    if (line.startsWith("Binary files ") && line.endsWith(" differ")) {
      Arrays.fill(name, length - " differ".length(), length, false);
    }
    return at -> name[at];
  }
}
