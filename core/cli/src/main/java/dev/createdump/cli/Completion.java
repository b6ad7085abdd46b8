package dev.createdump.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What may be typed where, read from the commands' own descriptions, whatever the shell.
///
/// @param words the words of the command, such as `config show`; empty for the product itself
/// @param summary what the command does
/// @param follow the words that may follow, with what they do
/// @param options its options
record Completion(String words, String summary, Map<String, String> follow, List<Option> options) {

  /// An option.
  ///
  /// @param names with their dashes, the longest last
  /// @param description what it does
  /// @param value what stands behind it
  record Option(List<String> names, String description, Value value) {
    String longest() {
      return names.getLast();
    }
  }

  /// What stands behind an option.
  sealed interface Value {
    /// Nothing: the option is a switch.
    record None() implements Value {}

    /// One of a few words, or several of them with commas between.
    record OneOf(List<String> words, boolean several) implements Value {}

    /// The path of a file.
    record FilePath() implements Value {}

    /// The path of a directory.
    record DirectoryPath() implements Value {}

    /// Something nobody can guess.
    record Free() implements Value {}
  }

  /// Everything that can be completed: the product itself first, then each command, each followed
  /// by its own.
  static List<Completion> all() {
    List<Completion> all = new ArrayList<>();
    Map<String, String> commands = new TreeMap<>();
    for (Commands.Entry entry : Commands.all()) {
      commands.put(entry.name(), entry.summary());
      CommandLine parser = Parsers.of(entry.name(), entry.command().get().spec());
      all.add(of(entry.name(), entry.summary(), parser));
      parser
          .getSubcommands()
          .forEach((name, sub) -> all.add(of(entry.name() + " " + name, summary(sub), sub)));
    }
    List<Option> options =
        List.of(
            new Option(List.of("-h", "--help"), "Print the help.", new Value.None()),
            new Option(List.of("-V", "--version"), "Print the version.", new Value.None()));
    all.addFirst(new Completion("", "", commands, options));
    return all;
  }

  private static Completion of(String words, String summary, CommandLine parser) {
    Map<String, String> follow = new TreeMap<>();
    parser.getSubcommands().forEach((name, sub) -> follow.put(name, summary(sub)));
    for (PositionalParamSpec positional : parser.getCommandSpec().positionalParameters()) {
      candidates(positional).forEach(word -> follow.put(word, description(positional)));
    }
    List<Option> options = new ArrayList<>();
    for (OptionSpec option : parser.getCommandSpec().options()) {
      options.add(new Option(List.of(option.names()), description(option), value(option)));
      if (option.negatable()) {
        String no = option.longestName().replaceFirst("^--", "--no-");
        options.add(new Option(List.of(no), "Turn off: " + description(option), new Value.None()));
      }
    }
    return new Completion(words, summary, follow, options);
  }

  private static String summary(CommandLine parser) {
    return parser.getCommandSpec().usageMessage().description()[0];
  }

  private static String description(ArgSpec argument) {
    return argument.description()[0].replace("%%", "%");
  }

  private static Value value(OptionSpec option) {
    List<String> words = candidates(option);
    if (option.arity().max() == 0) {
      return new Value.None();
    }
    if (!words.isEmpty()) {
      return new Value.OneOf(words, option.paramLabel().contains(","));
    }
    if (option.paramLabel().equals("DIR")) {
      return new Value.DirectoryPath();
    }
    return option.type().equals(Path.class) ? new Value.FilePath() : new Value.Free();
  }

  private static List<String> candidates(ArgSpec argument) {
    List<String> words = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    }
    return words;
  }
}
