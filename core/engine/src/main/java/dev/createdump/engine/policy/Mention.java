package dev.createdump.engine.policy;

/// Whether a `pyproject.toml` may hold our table. Others' files of that name are far more common
/// than ours, and are not parsed.
final class Mention {
  /// What the table is called by who takes it for a Python package's name.
  static final String MISSPELT = "create_dump";

  private Mention() {}

  /// Whether the name stands somewhere, or a key is escaped and may be the name.
  static boolean isIn(String text) {
    return text.contains(ConfigFiles.TABLE) || text.contains(MISSPELT) || hasEscapedKey(text);
  }

  /// A header of a table with a backslash, or one before the equals sign.
  private static boolean hasEscapedKey(String text) {
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
      int start = text.lastIndexOf('\n', at) + 1;
      int end = text.indexOf('\n', at);
      String line = text.substring(start, end < 0 ? text.length() : end).strip();
      int equals = line.indexOf('=');
      if (line.startsWith("[") || equals > line.indexOf('\\')) {
        return true;
      }
      if (end < 0) {
        return false;
      }
      at = end;
    }
    return false;
  }
}
