package dev.createdump.engine.language;

/// The first line that tells a system which program runs a script: `#!/usr/bin/env python3`.
final class Shebang {
  private Shebang() {}

  /// The name of the program, without its directory; empty where there is none.
  ///
  /// Looks through `env`, its options (`-S` splits the rest, as in env(1) of GNU coreutils) and its
  /// assignments.
  static String interpreter(String head) {
    if (!head.startsWith("#!")) {
      return "";
    }
    int end = head.indexOf('\n');
    String line = head.substring(2, end < 0 ? head.length() : end).replace('\r', ' ');
    boolean env = false;
    for (String word : Resources.split(line.replace('\t', ' '), ' ')) {
      String program = env ? afterEnv(word) : baseName(word);
      if (program.isEmpty()) {
        continue;
      }
      if (env || !program.equals("env")) {
        return program;
      }
      env = true;
    }
    return "";
  }

  /// The program a word behind `env` names; empty where the word is an option or an assignment.
  private static String afterEnv(String word) {
    if (word.startsWith("-S")) {
      return baseName(word.substring(2));
    }
    if (word.startsWith("--split-string=")) {
      return baseName(word.substring(word.indexOf('=') + 1));
    }
    return word.startsWith("-") || word.indexOf('=') >= 0 ? "" : baseName(word);
  }

  /// The name without a trailing version, such as `python` for `python3.11`.
  static String withoutVersion(String program) {
    int end = program.length();
    while (end > 0 && isVersion(program.charAt(end - 1))) {
      end--;
    }
    return program.substring(0, end);
  }

  private static boolean isVersion(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
