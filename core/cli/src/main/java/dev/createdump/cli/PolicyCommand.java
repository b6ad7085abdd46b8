package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.central.CentralPolicies;
import dev.createdump.engine.central.PolicySigner;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.PolicyCase;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import dev.createdump.engine.policy.PolicySchema;
import dev.createdump.engine.policy.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump policy check|test|sign|digest|schema`: for those who write central policies.
final class PolicyCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Checks, tests, signs, digests or describes central policies.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump policy check policy.toml",
            "  create-dump policy test cases --policy policy.toml",
            "  create-dump policy sign policy.toml --key ~/.ssh/id_ed25519");
    add(spec, "check", "Loads a policy as a run would, and says what it is.", "policy.toml", "URI");
    CommandSpec test =
        add(
            spec,
            "test",
            "Tries a policy on examples: DIR/*.toml.",
            "cases --policy p.toml",
            "DIR");
    test.addOption(
        OptionSpec.builder("--policy")
            .type(String.class)
            .paramLabel("URI")
            .description("The policy; default: what CREATE_DUMP_CONFIG_URI names.")
            .build());
    CommandSpec sign =
        add(
            spec,
            "sign",
            "Signs a policy with ssh-keygen, which may ask an agent; writes FILE.sig.",
            "policy.toml --key ~/.ssh/id_ed25519",
            "FILE");
    sign.addOption(
        OptionSpec.builder("--key")
            .type(Path.class)
            .required(true)
            .paramLabel("FILE")
            .description("The private key, or the public key of one that an agent holds.")
            .build());
    sign.addOption(
        DumpOptions.flag("--dry-run", "Load the policy as a run would; sign and write nothing."));
    add(spec, "digest", "Prints the digest to pin a policy with.", "policy.toml", "URI");
    CommandSpec schema =
        Specs.command(
            "Prints the JSON Schema of central policies, for editors.",
            "policy schema > policy.schema.json");
    spec.addSubcommand("schema", schema);
    return spec;
  }

  private static CommandSpec add(
      CommandSpec spec, String name, String description, String example, String label) {
    CommandSpec sub = Specs.command(description, "policy " + name + " " + example);
    sub.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .paramLabel(label)
            .type(String.class)
            .build());
    spec.addSubcommand(name, sub);
    return sub;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "policy needs to be told what to do", "One of check, test, sign, digest, schema.");
    }
    ParseResult sub = options.subcommand();
    switch (sub.commandSpec().name()) {
      case "check" -> check(argument(sub), session);
      case "test" -> test(sub, session);
      case "sign" -> sign(sub, session);
      case "digest" -> digest(argument(sub), session);
      default -> session.console().resultText(PolicySchema.json());
    }
    return ExitCodes.DONE;
  }

  private static String argument(ParseResult options) {
    return options.matchedPositionalValue(0, "");
  }

  static CentralPolicies.Loaded load(String uri, Session session) throws Failure {
    return CentralPolicies.loadOne(
        uri,
        session.environment(),
        () -> Stores.find(PolicyCommand.class.getClassLoader()),
        Version.VALUE,
        RunClock.wallTime());
  }

  private static void check(String uri, Session session) throws Failure {
    CentralPolicies.Loaded loaded = load(uri, session);
    loaded.notes().forEach(note -> session.console().say("note: " + note));
    for (PolicySource source : loaded.central().sources()) {
      session.console().result(describe(source));
    }
  }

  private static String describe(PolicySource source) {
    StringBuilder text = new StringBuilder(source.uri());
    text.append("\n  sha256   ").append(source.sha256());
    append(text, "version", source.file().version());
    append(text, "owner", source.file().owner());
    append(text, "signer", source.signer());
    append(text, "expires", source.file().expires().toString().replace("9999-12-31", ""));
    return Printable.lines(text.toString());
  }

  private static void append(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append("\n  ").append(label).append(" ".repeat(9 - label.length())).append(value);
    }
  }

  private static void test(ParseResult options, Session session) throws Failure {
    String uri = options.matchedOptionValue("--policy", (String) null);
    if (uri == null) {
      uri =
          session
              .environment()
              .get(CentralPolicies.VARIABLE)
              .orElseThrow(
                  () -> new Failure.Usage("no policy is named", "Name one with --policy URI."));
    }
    Central central = load(uri, session).central();
    int failed = 0;
    List<Path> cases = cases(Path.of(argument(options)));
    for (Path file : cases) {
      List<String> differences = PolicyCase.read(file).run(central);
      failed += differences.isEmpty() ? 0 : 1;
      session.console().result((differences.isEmpty() ? "ok      " : "FAILED  ") + file);
      differences.forEach(line -> session.console().result("  " + Printable.lines(line)));
    }
    if (failed > 0) {
      throw new Failure.Policy(failed + " of " + cases.size() + " cases failed", "");
    }
    session.console().say(cases.size() + " cases hold");
  }

  private static List<Path> cases(Path directory) throws Failure {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> cases = files.filter(f -> f.toString().endsWith(".toml")).sorted().toList();
      if (cases.isEmpty()) {
        throw new Failure.Missing(directory + " holds no case", "A case is a file NAME.toml.");
      }
      return cases;
    } catch (IOException e) {
      throw new Failure.Missing("there is no directory " + directory, "Name one with cases.");
    }
  }

  private static void sign(ParseResult options, Session session) throws Failure {
    Path file = Path.of(argument(options));
    // What nobody could use must not be signed.
    load(file.toString(), session);
    Path key = options.matchedOptionValue("--key", Path.of(""));
    if (options.hasMatchedOption("--dry-run")) {
      if (!Files.isReadable(key)) {
        throw new Failure.Missing("there is no key " + key, "Name one with --key.");
      }
      session.console().say("dry run: would write " + Printable.line(file + ".sig"));
      return;
    }
    session.console().result(PolicySigner.sign(file, key, session.environment()).toString());
  }

  private static void digest(String uri, Session session) throws Failure {
    String digest =
        CentralPolicies.digest(
            uri, session.environment(), () -> Stores.find(PolicyCommand.class.getClassLoader()));
    session.console().result(digest);
  }

  /// What a command line asks for on a violation; the flag above the variable.
  static OnViolation onViolation(ParseResult options, Session session) throws Failure.Usage {
    String said = options.matchedOptionValue("--on-violation", (String) null);
    if (said == null) {
      said = session.environment().get("CREATE_DUMP_ON_VIOLATION").orElse("");
    }
    return switch (said) {
      case "" -> OnViolation.UNSAID;
      case "fail" -> OnViolation.FAIL;
      case "apply" -> OnViolation.APPLY;
      default ->
          throw new Failure.Usage(
              "on a violation there is no " + Printable.lines(said), "Say fail or apply.");
    };
  }
}
