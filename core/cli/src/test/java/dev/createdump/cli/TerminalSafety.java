package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

/// What must never reach a terminal or the log that a runner reads, unless we mean it.
final class TerminalSafety {
  private TerminalSafety() {}

  static void check(String said) {
    assertThat(said.codePoints().filter(c -> c != '\n' && hidden(c)).toArray())
        .as("hidden characters in %s", said)
        .isEmpty();
    assertThat(said).doesNotContain("##[");
    assertThat(said.lines().filter(line -> line.strip().startsWith("::")))
        .as("workflow commands")
        .isEmpty();
  }

  private static boolean hidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
