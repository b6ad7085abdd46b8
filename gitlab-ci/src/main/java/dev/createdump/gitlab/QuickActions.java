package dev.createdump.gitlab;

/// GitLab obeys lines of a note that begin with a slash and a command's name, such as `/merge`, as
/// if the token's owner had asked for it. Its exception for code blocks does not know fences of
/// more than three characters, and a note quotes what strangers wrote.
final class QuickActions {
  private QuickActions() {}

  /// The note with a backslash before every slash that begins a line, which Markdown takes for the
  /// slash itself; GitLab drops carriage returns before it looks.
  static String disarm(String note) {
    StringBuilder safe = new StringBuilder(note.length() + 16);
    boolean atStart = true;
    for (int i = 0; i < note.length(); i++) {
      char c = note.charAt(i);
      if (atStart && c == '/') {
        safe.append('\\');
      }
      safe.append(c);
      atStart = c == '\n' || (atStart && c == '\r');
    }
    return safe.toString();
  }
}
