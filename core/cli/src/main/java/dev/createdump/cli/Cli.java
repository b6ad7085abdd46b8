package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Suggest;
import dev.createdump.engine.redact.Proof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    GlobalWords words = new GlobalWords(args);
    Telemetry telemetry;
    try {
      if (asksForJson(words.take("--log-format"))) {
        console.sayInJson();
      }
      telemetry = Telemetry.of(words, environment);
      Limits.check(words, args.length == 0 ? "" : args[0], environment);
    } catch (Failure.Usage failure) {
      return end(failed(failure));
    }
    try {
      int code = run(telemetry.measures(), words.left());
      telemetry.finish(code, environment);
      return end(code);
    } catch (Failure.Output failure) {
      return end(failed(failure));
    } catch (RuntimeException | Error bug) {
      finish(telemetry, bug);
      throw bug;
    }
  }

  private boolean asksForJson(@Nullable String given) throws Failure.Usage {
    String format =
        given != null ? given : environment.get("CREATE_DUMP_LOG_FORMAT").orElse("text");
    if (!format.equals("text") && !format.equals("json")) {
      throw new Failure.Usage(
          "--log-format is text or json, not " + Printable.line(format), "text is the default.");
    }
    return format.equals("json");
  }

  private int end(int code) {
    console.end(code);
    console.flush();
    return code;
  }

  private int failed(Failure failure) {
    console.fail(String.valueOf(failure.getMessage()), failure.hint());
    return ExitCodes.of(failure);
  }

  private void finish(Telemetry telemetry, Throwable bug) {
    try {
      telemetry.finish(ExitCodes.of(bug), environment);
    } catch (Failure.Output failure) {
      failed(failure);
    }
  }

  private int run(Measures measures, String... args) {
    try {
      int code = dispatch(measures, args);
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
      int code = failed(failure);
      console.flush();
      return code;
    }
  }

  private int dispatch(Measures measures, String[] args) throws Failure {
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
      case "help" ->
          args.length > 1
              ? command(measures, args[1], new String[] {"--help"})
              : dispatch(measures, new String[] {"--help"});
      default -> command(measures, args[0], Arrays.copyOfRange(args, 1, args.length));
    };
  }

  private int command(Measures measures, String name, String[] args) throws Failure {
    Optional<Commands.Entry> entry = Commands.find(name);
    if (entry.isEmpty()) {
      throw unknown(name);
    }
    measures.command(entry.get().name());
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
      return command.run(parsed, new Session(console, environment, measures));
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
