package dev.createdump.cli;

import dev.createdump.engine.PolicyFacts;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.ConfigExplain;
import dev.createdump.engine.policy.ConfigInit;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSchema;
import dev.createdump.engine.policy.ConfigShow;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.PolicyLines;
import dev.createdump.engine.policy.Problem;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.ResolvedValue;
import dev.createdump.engine.policy.Suggest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump config show|explain|diff|validate|schema|init`.
final class ConfigCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Shows, explains, validates, compares, describes or starts a configuration.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump config init",
            "  create-dump config validate",
            "  create-dump config show --origin --profile ci");
    CommandSpec show =
        Specs.command("Prints every setting as it would take effect.", "config show --origin");
    DumpOptions.addCommon(show);
    show.addOption(projectOption());
    show.addOption(DumpOptions.flag("--origin", "Say where each value came from."));
    show.addOption(DumpOptions.flag("--json", "Print JSON, with origins and overridden values."));
    CommandSpec explain =
        Specs.command(
            "Says of one setting, or of all that somebody set, where it came from, what it"
                + " overrode and who locked it.",
            "config explain scan.fail_on");
    explain.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("KEY")
            .type(String.class)
            .build());
    DumpOptions.addCommon(explain);
    explain.addOption(projectOption());
    explain.addOption(DumpOptions.flag("--json", "Print JSON."));
    CommandSpec diff =
        Specs.command(
            "Says what differs between two central policies.",
            "config diff old.toml https://policies.example/new.toml");
    diff.addPositional(
        PositionalParamSpec.builder()
            .index("0..1")
            .arity("2")
            .paramLabel("URI")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
    CommandSpec validate =
        Specs.command(
            "Names everything that is wrong, or says that all is well.", "config validate");
    DumpOptions.addCommon(validate);
    validate.addOption(projectOption());
    CommandSpec schema =
        Specs.command(
            "Prints the JSON Schema of create-dump.toml, for editors.",
            "config schema > schema.json");
    CommandSpec init =
        Specs.command("Writes a create-dump.toml with every setting explained.", "config init");
    init.addOption(
        OptionSpec.builder("--repo")
            .type(Path.class)
            .paramLabel("DIR")
            .description("The directory to write it into; default: the current one.")
            .build());
    init.addOption(DumpOptions.flag("--stdout", "Print it instead of writing a file."));
    init.addOption(DumpOptions.flag("--dry-run", "Say what would be written; write nothing."));
    spec.addSubcommand("show", show);
    spec.addSubcommand("explain", explain);
    spec.addSubcommand("diff", diff);
    spec.addSubcommand("validate", validate);
    spec.addSubcommand("schema", schema);
    spec.addSubcommand("init", init);
    return spec;
  }

  private static OptionSpec projectOption() {
    return OptionSpec.builder("--project")
        .type(String.class)
        .paramLabel("DIR")
        .description("A project within the repository, from its root: what holds there.")
        .build();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "config needs to be told what to do",
          "One of show, explain, diff, validate, schema, init.");
    }
    ParseResult sub = options.subcommand();
    switch (sub.commandSpec().name()) {
      case "show" -> show(sub, session);
      case "explain" -> explain(sub, session);
      case "diff" -> diff(sub, session);
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

  private static void explain(ParseResult options, Session session) throws Failure {
    String name = options.matchedPositionalValue(0, "");
    Key<?> key = Keys.find(name);
    if (key == null && !name.isEmpty()) {
      String near = Suggest.closest(name, Keys.ALL.stream().map(Key::name).toList());
      throw new Failure.Usage(
          "there is no setting " + Printable.lines(name),
          near.isEmpty() ? "`create-dump config show` lists them." : "Did you mean " + near + "?");
    }
    Resolved resolved = DumpOptions.resolve(options, session);
    List<ResolvedValue> values =
        key == null
            ? resolved.values()
            : resolved.values().stream().filter(value -> value.key().equals(key)).toList();
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(ConfigExplain.json(values));
    } else if (key == null) {
      session.console().resultText(ConfigExplain.text(resolved));
    } else {
      session.console().resultText(ConfigExplain.text(values.getFirst()));
    }
  }

  private static void diff(ParseResult options, Session session) throws Failure {
    List<String> uris = options.matchedPositionalValue(0, List.of());
    Central before = PolicyCommand.load(uris.getFirst(), session).central();
    Central after = PolicyCommand.load(uris.getLast(), session).central();
    PolicyLines.difference(before, after).forEach(line -> session.console().result(line));
  }

  private static void validate(ParseResult options, Session session) throws Failure {
    CiContext ci = CiDetector.detect(session.environment());
    ConfigSources sources = DumpOptions.sources(options, session);
    List<Problem> problems =
        ConfigLoader.check(PolicyFacts.known(sources, ci, DumpOptions.repository(options)));
    problems.forEach(problem -> session.console().result(problem.describe()));
    if (!problems.isEmpty()) {
      throw new Failure.Policy(
          problems.size() + (problems.size() == 1 ? " problem" : " problems"), "");
    }
    if (options.hasMatchedOption("--project")) {
      DumpOptions.resolve(options, session);
    }
    session.console().say("the configuration is valid");
  }

  private static void init(ParseResult options, Session session) throws Failure {
    if (options.hasMatchedOption("--stdout")) {
      session.console().resultText(ConfigInit.text());
      return;
    }
    Path file = DumpOptions.repository(options).resolve("create-dump.toml");
    if (options.hasMatchedOption("--dry-run") && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      session.console().say("dry run: would write " + Printable.line(file.toString()));
      return;
    }
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
