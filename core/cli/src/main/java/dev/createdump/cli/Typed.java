package dev.createdump.cli;

import java.util.HashSet;
import java.util.Set;

/// Which words a command line is made of. A parser needs the options among them and no others, and
/// to describe all that a command has takes longer than all else of a start.
final class Typed {
  /// Every word there is.
  static final Typed ALL = new Typed(Set.of(), false);

  private final Set<String> words;
  private final boolean plain;

  private Typed(Set<String> words, boolean plain) {
    this.words = words;
    this.plain = plain;
  }

  static Typed of(String... arguments) {
    Set<String> words = new HashSet<>();
    boolean plain = true;
    for (String argument : arguments) {
      int value = argument.indexOf('=');
      words.add(argument);
      words.add(value < 0 ? argument : argument.substring(0, value));
      plain &= !asksForMore(argument);
    }
    return new Typed(words, plain);
  }

  /// Help is about all options; short ones in one word, as `-qv`, are found by a parser alone.
  private static boolean asksForMore(String argument) {
    boolean joined =
        argument.length() > 2 && argument.charAt(0) == '-' && argument.charAt(1) != '-';
    return joined || argument.equals("-h") || argument.equals("--help");
  }

  /// Whether the words tell which options a parser needs to read them.
  boolean isPlain() {
    return plain;
  }

  /// Whether an option or a subcommand is among the words, by one of its names.
  boolean has(String... names) {
    if (this == ALL) {
      return true;
    }
    for (String name : names) {
      if (words.contains(name) || (name.startsWith("--") && words.contains(negated(name)))) {
        return true;
      }
    }
    return false;
  }

  private static String negated(String name) {
    return "--no-" + name.substring(2);
  }
}
