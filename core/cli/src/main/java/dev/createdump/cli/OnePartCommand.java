package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// A command that so far has one part, such as `store check`.
final class OnePartCommand implements Command {
  private final CommandGroup group;
  private final String description;
  private final String example;

  /// @param description of the whole
  /// @param example what follows `create-dump`
  OnePartCommand(String name, String part, Command command, String description, String example) {
    this.group = new CommandGroup(name).with(part, command);
    this.description = description;
    this.example = example;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command(description, example);
    group.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    return group.run(options, session);
  }
}
