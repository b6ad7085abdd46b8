package dev.createdump.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options that stand under one heading in the help; of those that nobody typed, none.
final class OptionGroup {
  private final Typed typed;
  private final List<OptionSpec> options = new ArrayList<>();

  OptionGroup(Typed typed) {
    this.typed = typed;
  }

  /// Whether somebody typed an option of this name.
  boolean wants(String name) {
    return typed.has(name);
  }

  OptionGroup add(OptionSpec.Builder option) {
    if (typed.has(option.names())) {
      options.add(option.build());
    }
    return this;
  }

  OptionGroup flag(String names, String description) {
    return add(OptionSpec.builder(names.split(", ")).description(description));
  }

  /// Adds the options to a command, under no heading.
  void addTo(CommandSpec spec) {
    options.forEach(spec::addOption);
  }

  /// Adds the group to a command. A heading is for the help, which is asked for with all options.
  void addTo(CommandSpec spec, String heading, int order) {
    if (typed != Typed.ALL) {
      addTo(spec);
      return;
    }
    if (options.isEmpty()) {
      return;
    }
    ArgGroupSpec.Builder group = ArgGroupSpec.builder().validate(false);
    group.heading("%n" + heading + "%n").order(order);
    options.forEach(group::addArg);
    spec.addArgGroup(group.build());
  }
}
