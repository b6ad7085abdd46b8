package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ConfigInit;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSchema;
import dev.createdump.engine.policy.ConfigShow;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Problem;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump config show|validate|schema|init`.
final class ConfigCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Shows, validates, describes or starts a configuration.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump config init",
            "  create-dump config validate",
            "  create-dump config show --origin --profile ci");
    CommandSpec show = sub("Prints every setting as it would take effect.", "config show --origin");
    DumpOptions.addCommon(show);
    show.addOption(DumpOptions.flag("--origin", "Say where each value came from."));
    show.addOption(DumpOptions.flag("--json", "Print JSON, with origins and overridden values."));
    CommandSpec validate =
        sub("Names everything that is wrong, or says that all is well.", "config validate");
    DumpOptions.addCommon(validate);
    CommandSpec schema =
        sub(
            "Prints the JSON Schema of create-dump.toml, for editors.",
            "config schema > schema.json");
    CommandSpec init =
        sub("Writes a create-dump.toml with every setting explained.", "config init");
    init.addOption(
        OptionSpec.builder("--repo")
            .type(Path.class)
            .paramLabel("DIR")
            .description("The directory to write it into; default: the current one.")
            .build());
    init.addOption(DumpOptions.flag("--stdout", "Print it instead of writing a file."));
    spec.addSubcommand("show", show);
    spec.addSubcommand("validate", validate);
    spec.addSubcommand("schema", schema);
    spec.addSubcommand("init", init);
    return spec;
  }

  private static CommandSpec sub(String description, String example) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(description, "")
        .footer("", "Example:", "  create-dump " + example);
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "config needs to be told what to do", "One of show, validate, schema, init.");
    }
    ParseResult sub = options.subcommand();
    switch (sub.commandSpec().name()) {
      case "show" -> show(sub, session);
      case "validate" -> validate(sub, session);
      case "schema" -> session.console().resultText(ConfigSchema.json());
      default -> init(sub, session);
    }
    return ExitCodes.DONE;
  }

  private static void show(ParseResult options, Session session) throws Failure {
    Resolved resolved = DumpOptions.resolve(options, session);
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(ConfigShow.json(resolved));
      return;
    }
    resolved.notes().forEach(note -> session.console().say("note: " + note));
    session.console().resultText(ConfigShow.text(resolved, options.hasMatchedOption("--origin")));
  }

  private static void validate(ParseResult options, Session session) throws Failure {
    List<Problem> problems =
        ConfigLoader.check(
            new ConfigSources(
                ProjectFiles.in(DumpOptions.project(options)),
                options.matchedOptionValue("--config", null),
                options.matchedOptionValue("--profile", null),
                session.environment(),
                List.of()));
    problems.forEach(problem -> session.console().result(problem.describe()));
    if (!problems.isEmpty()) {
      throw new Failure.Policy(
          problems.size() + (problems.size() == 1 ? " problem" : " problems"), "");
    }
    session.console().say("the configuration is valid");
  }

  private static void init(ParseResult options, Session session) throws Failure {
    if (options.hasMatchedOption("--stdout")) {
      session.console().resultText(ConfigInit.text());
      return;
    }
    Path file = DumpOptions.repository(options).resolve("create-dump.toml");
    try {
      Files.writeString(
          file, ConfigInit.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      session.console().result(file.toString());
    } catch (FileAlreadyExistsException e) {
      throw new Failure.Usage(
          file + " is there already", "Print a fresh one with `create-dump config init --stdout`.");
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot write " + file + ": " + e.getMessage(), "Name a writable directory.", e);
    }
  }
}
