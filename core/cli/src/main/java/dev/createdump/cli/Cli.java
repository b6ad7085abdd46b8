package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Suggest;
import dev.createdump.engine.redact.Proof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Reads a command line and runs its command.
final class Cli {
  private final Console console;
  private final Environment environment;

  Cli(Console console, Environment environment) {
    this.console = console;
    this.environment = environment;
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  int run(String... args) {
    try {
      int code = dispatch(args);
      if (console.leaked()) {
        throw Proof.leaked("what is said of the result");
      }
      if (!console.flush()) {
        console.fail(
            "cannot write the result to standard output", "Is it closed, or its disk full?");
        return code == ExitCodes.DONE ? 20 : code;
      }
      return code;
    } catch (Failure failure) {
      console.fail(String.valueOf(failure.getMessage()), failure.hint());
      console.flush();
      return ExitCodes.of(failure);
    }
  }

  private int dispatch(String[] args) throws Failure {
    if (args.length == 0) {
      console.say(Help.text());
      return ExitCodes.USAGE;
    }
    return switch (args[0]) {
      case "--help", "-h" -> {
        console.resultText(Help.text());
        yield ExitCodes.DONE;
      }
      case "--version", "-V" -> {
        console.result("create-dump " + Version.VALUE);
        yield ExitCodes.DONE;
      }
      case "help" -> args.length > 1 ? help(args[1]) : dispatch(new String[] {"--help"});
      default -> command(args[0], Arrays.copyOfRange(args, 1, args.length));
    };
  }

  private int help(String name) throws Failure {
    return command(name, new String[] {"--help"});
  }

  private int command(String name, String[] args) throws Failure {
    Optional<Commands.Entry> entry = Commands.find(name);
    if (entry.isEmpty()) {
      throw unknown(name);
    }
    Command command = entry.get().command().get();
    command.prepare();
    try {
      ParseResult parsed = parse(entry.get().name(), command, args);
      CommandLine asked = Parsers.helpAsked(parsed);
      if (asked != null) {
        console.resultText(Parsers.usage(asked, console.hasColours()));
        return ExitCodes.DONE;
      }
      if (asksFor(parsed, "--quiet") && asksFor(parsed, "--verbose")) {
        throw new Failure.Usage("--quiet and --verbose exclude each other", "Give one of them.");
      }
      return command.run(parsed, new Session(console, environment));
    } catch (ParameterException e) {
      throw new Failure.Usage(
          Parsers.message(e), "`create-dump " + Parsers.path(e) + " --help` explains.");
    }
  }

  private static boolean asksFor(ParseResult parsed, String flag) {
    return parsed.commandSpec().findOption(flag) != null && parsed.hasMatchedOption(flag);
  }

  /// Reads the words by a parser that knows as many options as it needs. Where that fails the one
  /// that knows all says why, and what may have been meant.
  private static ParseResult parse(String name, Command command, String[] args) {
    Typed typed = Typed.of(args);
    if (typed.isPlain()) {
      try {
        return Parsers.of(name, command.spec(typed)).parseArgs(args);
      } catch (ParameterException e) {
        // Said below.
      }
    }
    return Parsers.of(name, command.spec()).parseArgs(args);
  }

  private static Failure unknown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    if (name.startsWith("-")) {
      return new Failure.Usage(
          "unknown option " + plain, "Options come behind the command: `create-dump diff --help`.");
    }
    List<String> names = Commands.all().stream().map(Commands.Entry::name).toList();
    String near = Suggest.closest(name, names);
    return new Failure.Usage(
        "unknown command " + plain,
        near.isEmpty() ? "`create-dump --help` lists them." : "Did you mean " + near + "?");
  }
}
