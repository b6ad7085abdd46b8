package dev.createdump.engine.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Where names stand in the header lines of a patch. Only they may be redacted: the rest is
/// structure, without which the patch would not parse.
final class HeaderNames {
  private static final String BINARY = "Binary files ";
  private static final List<String> PATHS =
      List.of("rename from ", "rename to ", "copy from ", "copy to ");
  private static final List<String> SIDES = List.of("diff --git ", "--- ", "+++ ", BINARY);
  private static final List<String> BORDERS = List.of(" a/", " b/", " \"a/", " \"b/", " /dev/null");

  private HeaderNames() {}

  /// For each byte of a header line whether it belongs to a name.
  static boolean[] of(byte[] bytes, int length) {
    String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    boolean[] name = new boolean[length];
    int first = firstName(line);
    Arrays.fill(name, Math.min(first, length), length, true);
    for (String border : BORDERS) {
      for (int at = line.indexOf(border, first); at >= 0; at = line.indexOf(border, at + 1)) {
        Arrays.fill(name, at, at + border.length(), false);
      }
    }
    for (int at = line.indexOf('"', first); at >= 0; at = line.indexOf('"', at + 1)) {
      name[at] = line.charAt(at - 1) == '\\';
    }
    if (line.startsWith(BINARY) && line.endsWith(" differ")) {
      Arrays.fill(name, length - " differ".length(), length, false);
    }
    return name;
  }

  /// Where the names of a line start: at the blank before a prefix such as `a/`, or at the name.
  private static int firstName(String line) {
    for (String prefix : SIDES) {
      if (line.startsWith(prefix)) {
        return prefix.length() - 1;
      }
    }
    for (String prefix : PATHS) {
      if (line.startsWith(prefix)) {
        return prefix.length();
      }
    }
    return line.length();
  }
}
