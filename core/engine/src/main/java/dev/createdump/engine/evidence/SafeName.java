package dev.createdump.engine.evidence;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Judges the name that a manifest gives a file: it must be one plain name on every system, so that
/// nothing is ever read or written beside the dump's own directory.
final class SafeName {
  private static final int MAX_BYTES = 255;

  private SafeName() {}

  /// Says what is wrong with a name; null where nothing is.
  static @Nullable String problem(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\")) {
      return "leads out of the dump's directory";
    }
    if (name.codePoints().anyMatch(SafeName::isNoText)) {
      return "holds characters that no file name should";
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "is longer than " + MAX_BYTES + " bytes";
    }
    return name.endsWith(".") || name.endsWith(" ") ? "ends with a dot or a blank" : null;
  }

  private static boolean isNoText(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
