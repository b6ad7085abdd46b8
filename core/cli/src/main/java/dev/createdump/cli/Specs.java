package dev.createdump.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What the descriptions of commands have in common.
final class Specs {
  private Specs() {}

  /// A command with one example in its help.
  ///
  /// @param example what is typed behind the program's name
  static CommandSpec command(String description, String example) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(description, "")
        .footer("", "Example:", "  create-dump " + example);
    return spec;
  }

  /// An option with one value that is a text.
  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }
}
