package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.Target;
import dev.createdump.engine.sign.Signing;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence sign`: signs dumps that nobody signed when they were made.
final class EvidenceSign implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Signs dumps, after they were verified. A signature that is there already stays.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump evidence sign dump --sign-key key.pem",
            "  create-dump evidence sign dump --sign-ssh-key ~/.ssh/id_ed25519.pub",
            "  create-dump evidence sign dump --sign-keyless");
    EvidenceOptions.addTargets(spec);
    EvidenceOptions.addSign(spec);
    EvidenceOptions.addStore(spec);
    EvidenceOptions.addFilter(spec);
    spec.addOption(
        DumpOptions.flag(
            "--dry-run", "Verify, and say what would be signed; ask no signer and write nothing."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Signing signing = Signing.of(EvidenceOptions.config(options, session), session.environment());
    if (signing == null) {
      throw new Failure.Usage(
          "nobody is named who signs",
          "One of --sign-key, --sign-ssh-key, --sign-command and --sign-keyless.");
    }
    boolean dry = options.hasMatchedOption("--dry-run");
    List<String> named = options.matchedPositionalValue(0, List.of());
    try (Evidence evidence = EvidenceOptions.open(options, session)) {
      for (String text : named) {
        Target target = Target.parse(text);
        if (target instanceof Target.Local local) {
          Evidence.sign(local.path(), signing, dry)
              .forEach(file -> session.console().result(Printable.line(file)));
        } else {
          stored(evidence, target, signing, dry, options, session);
        }
      }
    }
    if (dry) {
      session.console().say("dry run: nothing was signed");
    }
    return ExitCodes.DONE;
  }

  private static void stored(
      Evidence evidence,
      Target target,
      Signing signing,
      boolean dry,
      ParseResult options,
      Session session)
      throws Failure {
    List<Evidence.Found> found =
        evidence.find(
            target,
            EvidenceOptions.store(options, session.environment()),
            EvidenceOptions.filter(options),
            line -> session.console().say(Printable.line(line)));
    for (Evidence.Found dump : found) {
      boolean signed = evidence.sign(dump, signing, dry);
      String what = !signed ? "already signed " : dry ? "would sign " : "signed ";
      session.console().say(what + Printable.line(dump.uri()));
    }
  }
}
