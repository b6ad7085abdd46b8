package dev.createdump.cli;

import dev.createdump.engine.CompareRequest;
import dev.createdump.engine.CompareRevisions;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump compare`: how two revisions stand to each other, commit by commit.
final class CompareCommand implements Command {
  private static final int MOST = 1000;
  private static final List<Key<?>> CACHE = List.of(Keys.CACHE_USE, Keys.CACHE_DIR);

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Compares two revisions: how far each is ahead, the commits that HEAD has and BASE has"
                + " not with what their messages say (types of Conventional Commits, issues,"
                + " reverts, co-authors), their authors, and the files that differ since the merge"
                + " base.",
            "")
        .footer(
            "",
            "BASE..HEAD and BASE...HEAD in one word mean the same. Nothing is written; `create-dump"
                + " diff` makes the dump of the same change.",
            "",
            "Examples:",
            "  create-dump compare main",
            "  create-dump compare v1.0 v1.1 --max-commits 50",
            "  create-dump compare main..feature --json | jq .issues");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..2")
            .paramLabel("BASE HEAD")
            .description(
                "Revisions; branches of the remote count too. HEAD is what is checked out unless it"
                    + " is given.")
            .build());
    spec.addOption(
        OptionSpec.builder("--max-commits")
            .type(Integer.class)
            .paramLabel("N")
            .description("List so many commits at most, the newest (default " + MOST + ").")
            .build());
    spec.addOption(
        DumpOptions.flag("--json", "Print one JSON document on standard output instead."));
    DumpOptions.addKeys(spec, "What is kept of earlier runs:", CACHE);
    DumpOptions.addCommon(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    List<String> given = options.matchedPositionalValue(0, List.of());
    Integer most = options.matchedOptionValue("--max-commits", (Integer) null);
    if (most != null && most < 0) {
      throw new Failure.Usage("--max-commits " + most + " is no number of commits", "0 or more.");
    }
    String[] both = both(given);
    CompareRevisions.Result result =
        CompareRevisions.run(
            new CompareRequest(
                DumpOptions.repository(options),
                both[0],
                both[1],
                most == null ? MOST : most,
                DumpOptions.sources(options, session, CACHE),
                session.environment(),
                CiDetector.detect(session.environment()),
                Version.VALUE));
    new CompareResult(session.console(), result).tell(options.hasMatchedOption("--json"));
    return 0;
  }

  private static String[] both(List<String> given) throws Failure.Usage {
    if (given.isEmpty() || given.size() > 2) {
      throw new Failure.Usage(
          "compare takes BASE, and HEAD unless it is what is checked out",
          "`create-dump compare main` compares main with HEAD.");
    }
    String first = given.getFirst();
    int dots = first.indexOf("..");
    if (dots >= 0 && given.size() > 1) {
      throw new Failure.Usage(
          first + " already names two revisions", "Give BASE..HEAD, or BASE and HEAD.");
    }
    String base = dots < 0 ? first : first.substring(0, dots);
    String head = given.size() > 1 ? given.get(1) : "";
    if (dots >= 0) {
      head = first.substring(dots + (first.startsWith("...", dots) ? 3 : 2));
    }
    return new String[] {base.isEmpty() ? "HEAD" : base, head.isEmpty() ? "HEAD" : head};
  }
}
