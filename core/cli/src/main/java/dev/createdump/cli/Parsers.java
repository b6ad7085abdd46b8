package dev.createdump.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Sets the parser up alike for every command.
final class Parsers {
  private static final int WIDTH = 100;

  private Parsers() {}

  static CommandLine of(String name, CommandSpec spec) {
    spec.name("create-dump " + name);
    prepare(spec);
    spec.subcommands().values().forEach(sub -> prepare(sub.getCommandSpec()));
    return new CommandLine(spec)
        // A title that starts with an at sign names no file of arguments.
        .setExpandAtFiles(false)
        .setUnmatchedOptionsArePositionalParams(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setInterpolateVariables(false);
  }

  private static void prepare(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this help.").build());
    spec.usageMessage().width(WIDTH).sortOptions(false).abbreviateSynopsis(true);
  }

  /// The command whose help was asked for, or null.
  static @Nullable CommandLine helpAsked(ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      if (command.isUsageHelpRequested()) {
        return command;
      }
    }
    return null;
  }

  static String usage(CommandLine command, boolean colours) {
    return command.getUsageMessage(colours ? Ansi.ON : Ansi.OFF);
  }

  /// What is wrong, with the nearest option where one is near.
  static String message(ParameterException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      message += "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }
    return message;
  }

  /// The words of the command that failed to parse, without the program's name.
  static String path(ParameterException e) {
    return e.getCommandLine().getCommandSpec().qualifiedName(" ").replaceFirst("^create-dump ", "");
  }
}
