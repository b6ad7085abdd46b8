package dev.createdump.engine.scan.assign;

import dev.createdump.engine.scan.value.WordList;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Calls around a literal that only change its type or encoding, so that the literal is the value.
final class Wrappers {
  private static final Set<String> NAMES =
      WordList.set(
          """
          string bytes byte from of some secret str encode decode b64encode b64decode base64
          literal secretstring securestring securestringfromplaintext valueof pointer ptr
          sprint tochararray utf8 encodestring atob btoa getbytes base64encode base64decode
          fromstring uint8array plain secretstr quote just wrap cstr text _t tobytes
          """);

  private Wrappers() {}

  /// @param made whether `new` stands before the name
  static boolean keepTheirArgument(byte[] text, int from, int to, boolean made) {
    int start = to;
    while (start > from && TextCursor.isName(text[start - 1])) {
      start--;
    }
    String name = new String(text, start, to - start, StandardCharsets.ISO_8859_1);
    String lower = name.toLowerCase(Locale.ROOT);
    if (made) {
      return !lower.endsWith("exception") && !lower.endsWith("error") && !lower.endsWith("label");
    }
    return lower.isEmpty() ? text[to - 1] == ']' : NAMES.contains(lower);
  }
}
