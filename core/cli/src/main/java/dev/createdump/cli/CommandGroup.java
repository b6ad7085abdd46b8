package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The parts of a command that does nothing by itself.
final class CommandGroup {
  private final String name;
  private final Map<String, Command> parts = new LinkedHashMap<>();

  /// @param name of the command
  CommandGroup(String name) {
    this.name = name;
  }

  /// Adds a part, behind those that are there.
  CommandGroup with(String part, Command command) {
    parts.put(part, command);
    return this;
  }

  void addTo(CommandSpec spec) {
    parts.forEach((part, command) -> spec.addSubcommand(part, command.spec()));
  }

  /// Runs the part that was asked for.
  ///
  /// @return its exit code
  /// @throws Failure.Usage where none was
  int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          name + " needs to be told what to do",
          "One of " + String.join(", ", parts.keySet()) + ".");
    }
    ParseResult part = options.subcommand();
    Command command = parts.get(part.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException("a part without a command");
    }
    return command.run(part, session);
  }
}
