package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command.
interface Command {
  /// Its options, described for the parser, for help and for completion.
  CommandSpec spec();

  /// Those of its options and subcommands that some words may name; a command that runs often and
  /// has many leaves out the others.
  default CommandSpec spec(Typed typed) {
    return spec();
  }

  /// Starts to load, beside the reading of the command line, what the work will need.
  default void prepare() {}

  /// Does the work.
  ///
  /// @return the exit code
  /// @throws Failure where it cannot be done
  int run(ParseResult options, Session session) throws Failure;
}
