package dev.createdump.engine.language;

import java.util.List;
import java.util.Locale;

/// A comment in the first lines that tells an editor the language.
///
/// Reads `-*- mode: c++; ... -*-` and `-*- c++ -*-` (GNU Emacs manual, "Specifying File
/// Variables"), and `vim: ft=cpp` with its longer spellings (Vim's documentation, "modeline").
final class Modeline {
  /// Where Vim looks by default; Emacs looks at the first two.
  private static final int LINES = 5;

  private static final List<String> VIM_MARKS = List.of("vim:", "vi:", "ex:");
  private static final List<String> VIM_KEYS = List.of("filetype=", "ft=", "syntax=");

  private Modeline() {}

  /// The editor's name of the language in lower case, or empty.
  static String mode(String head) {
    int from = 0;
    for (int line = 0; line < LINES && from < head.length(); line++) {
      int end = head.indexOf('\n', from);
      String text = head.substring(from, end < 0 ? head.length() : end);
      String mode = emacs(text).isEmpty() ? vim(text) : emacs(text);
      if (!mode.isEmpty()) {
        return mode.toLowerCase(Locale.ROOT);
      }
      from = end < 0 ? head.length() : end + 1;
    }
    return "";
  }

  private static String emacs(String line) {
    int open = line.indexOf("-*-");
    int close = open < 0 ? -1 : line.indexOf("-*-", open + 3);
    if (close < 0) {
      return "";
    }
    String variables = line.substring(open + 3, close).strip();
    if (variables.indexOf(':') < 0) {
      return variables;
    }
    for (String variable : Resources.split(variables, ';')) {
      int colon = variable.indexOf(':');
      if (colon > 0 && variable.substring(0, colon).strip().equalsIgnoreCase("mode")) {
        return variable.substring(colon + 1).strip();
      }
    }
    return "";
  }

  private static String vim(String line) {
    for (String mark : VIM_MARKS) {
      int at = line.indexOf(mark);
      // Vim wants a blank before its mark, so that "index:" is none.
      if (at == 0 || (at > 0 && line.charAt(at - 1) == ' ')) {
        return vimSetting(line.substring(at + mark.length()));
      }
    }
    return "";
  }

  private static String vimSetting(String settings) {
    for (String setting : Resources.split(settings.replace(':', ' '), ' ')) {
      for (String key : VIM_KEYS) {
        if (setting.startsWith(key)) {
          return setting.substring(key.length()).strip();
        }
      }
    }
    return "";
  }
}
