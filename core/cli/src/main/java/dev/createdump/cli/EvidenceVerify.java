package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.central.CentralPolicies;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.Requirement;
import dev.createdump.engine.evidence.Target;
import dev.createdump.engine.evidence.Terms;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.sign.Authorities;
import dev.createdump.engine.sign.TrustedIdentities;
import dev.createdump.engine.sign.TrustedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence verify`: whether dumps are what they were when they were sealed.
final class EvidenceVerify implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Verifies dumps: the digests of all files, the ledger, the place in the store, the"
                + " chain of the pull request, signature and timestamp. What is there is always"
                + " checked.",
            "")
        .footer(
            "",
            "Directories are verified without any network but for --policy. Exit code 24 where"
                + " anything is wrong, 11 where the policy cannot be had.",
            "",
            "Examples:",
            "  create-dump evidence verify dump",
            "  create-dump evidence verify file:///srv/evidence --since 2026-01-01 --json",
            "  create-dump evidence verify dump --policy https://policies.example/policy.toml",
            "  create-dump evidence verify dump --require chain,complete-patch");
    EvidenceOptions.addTargets(spec);
    List<String> words = Arrays.stream(Requirement.values()).map(Requirement::id).toList();
    spec.addOption(
        OptionSpec.builder("--require")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(String.join(",", words))
            .completionCandidates(words)
            .description("Fail where this is missing. May be repeated.")
            .build());
    spec.addOption(
        OptionSpec.builder("--settings")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("DIGEST")
            .description("A digest of settings that dumps may be made with. May be repeated.")
            .build());
    spec.addOption(
        OptionSpec.builder("--policy")
            .type(String.class)
            .paramLabel("URI")
            .description("A central policy that dumps must have been made under.")
            .build());
    spec.addOption(files("--key", "A public key to trust, in PEM or of SSH. May be repeated."));
    spec.addOption(
        files("--timestamp-root", "A timestamp authority's root in PEM. May be repeated."));
    keyless(spec);
    EvidenceOptions.addStore(spec);
    EvidenceOptions.addFilter(spec);
    spec.addOption(DumpOptions.flag("--json", "Print one JSON document about the result."));
    return spec;
  }

  /// The options that say whose keyless signatures are trusted; named as other tools name them.
  private static void keyless(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--trusted-root")
            .type(Path.class)
            .paramLabel("FILE")
            .description("Sigstore's trusted_root.json, by which certificates are verified.")
            .build());
    spec.addOption(
        texts(
            "--certificate-identity",
            "PATTERN",
            "Whose keyless signature to trust: a certificate's subject, in which `*` stands for"
                + " anything but `/` and `**` for anything. May be repeated."));
    spec.addOption(
        texts("--certificate-oidc-issuer", "URL", "Who vouched for the subject. May be repeated."));
  }

  private static OptionSpec texts(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Terms terms = terms(options, session);
    List<String> named = options.matchedPositionalValue(0, List.of());
    List<Path> local = new ArrayList<>();
    List<Target> stored = new ArrayList<>();
    for (String text : named) {
      Target target = Target.parse(text);
      if (target instanceof Target.Local directory) {
        local.add(directory.path());
      } else {
        stored.add(target);
      }
    }
    VerdictPrinter printer = new VerdictPrinter(session.console(), options);
    printer.tell(Evidence.verify(local, terms));
    if (!stored.isEmpty()) {
      verify(stored, terms, options, session, printer);
    }
    return printer.end();
  }

  private static void verify(
      List<Target> targets,
      Terms terms,
      ParseResult options,
      Session session,
      VerdictPrinter printer)
      throws Failure {
    try (Evidence evidence = EvidenceOptions.open(options, session)) {
      for (Target target : targets) {
        List<Evidence.Found> found =
            evidence.find(
                target,
                EvidenceOptions.store(options, session.environment()),
                EvidenceOptions.filter(options),
                printer::badLine);
        for (Evidence.Found dump : found) {
          printer.tell(List.of(evidence.verify(dump, terms)));
        }
      }
    }
  }

  private static Terms terms(ParseResult options, Session session) throws Failure {
    Set<Requirement> required = EnumSet.noneOf(Requirement.class);
    for (String word : EvidenceOptions.words(options, "--require")) {
      required.add(EvidenceOptions.one(word, "--require", List.of(Requirement.values())));
    }
    Set<String> settings = new HashSet<>();
    for (String digest : EvidenceOptions.words(options, "--settings")) {
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new Failure.Usage(
            "--settings " + digest + " is no SHA-256",
            "It is policy.settingsDigest of a manifest.");
      }
      settings.add(digest);
    }
    Central policy = policy(options, session);
    return new Terms(
        required,
        settings,
        TrustedKeys.read(options.matchedOptionValue("--key", List.of())),
        Authorities.read(options.matchedOptionValue("--timestamp-root", List.of())),
        TrustedIdentities.read(
            options.matchedOptionValue("--trusted-root", null),
            options.matchedOptionValue("--certificate-identity", List.of()),
            options.matchedOptionValue("--certificate-oidc-issuer", List.of()),
            policy),
        policy);
  }

  private static Central policy(ParseResult options, Session session) throws Failure {
    String uri = options.matchedOptionValue("--policy", (String) null);
    if (uri == null) {
      return Central.NONE;
    }
    CentralPolicies.Loaded loaded =
        CentralPolicies.loadToCompare(
            uri,
            session.environment(),
            () -> Stores.find(EvidenceVerify.class.getClassLoader()),
            RunClock.wallTime());
    loaded.notes().forEach(note -> session.console().say("note: " + Printable.lines(note)));
    return loaded.central();
  }

  private static OptionSpec files(String name, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(Path.class)
        .arity("1")
        .paramLabel("FILE")
        .description(description)
        .build();
  }
}
