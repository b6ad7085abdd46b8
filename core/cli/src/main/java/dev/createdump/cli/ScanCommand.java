package dev.createdump.cli;

import dev.createdump.engine.ChangeScan;
import dev.createdump.engine.Events;
import dev.createdump.engine.Request;
import dev.createdump.engine.ScanOutcome;
import dev.createdump.engine.ScanRequest;
import dev.createdump.engine.SecretScan;
import dev.createdump.engine.WarmUp;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump scan`: the scanner alone.
final class ScanCommand implements Command {
  private static final List<Key<?>> KEYS =
      List.of(Keys.SOURCE_BASE, Keys.SOURCE_HEAD, Keys.SCAN_FAIL_ON);

  /// The forms of the result.
  enum Form {
    text,
    json,
    sarif
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Looks for secrets in files, in what a change brings, or in every commit of a history."
                + " Secrets are never shown. What could not be read ends with exit code 13.",
            "")
        .footer(
            "",
            "The files that silence secrets are those of the work tree, with --diff those of the"
                + " base, with --history those of its last commit.",
            "",
            "Examples:",
            "  create-dump scan",
            "  create-dump scan src config.yml --fail-on secrets",
            "  create-dump scan --diff --base main --format sarif > secrets.sarif",
            "  create-dump scan --history main..feature --json",
            "  kubectl get secret -o yaml | create-dump scan -");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .arity("0..*")
            .paramLabel("PATH")
            .description("Files and directories, - for standard input; default: the current one.")
            .build());
    spec.addOption(DumpOptions.flag("--diff", "Scan a change, merge base to head, as diff does."));
    spec.addOption(
        OptionSpec.builder("--history")
            .type(String.class)
            .arity("0..1")
            .fallbackValue("HEAD")
            .paramLabel("FROM..TO")
            .description("Scan each commit of a range; without one, all that leads to HEAD.")
            .build());
    spec.addOption(
        OptionSpec.builder("--format")
            .type(Form.class)
            .paramLabel("text|json|sarif")
            .defaultValue("text")
            .description("How the result is written to standard output.")
            .build());
    spec.addOption(DumpOptions.flag("--json", "The same as --format json."));
    spec.addOption(DumpOptions.flag("-q, --quiet", "Say nothing but errors and the result."));
    DumpOptions.addKeys(spec, "What is looked at, and what blocks:", KEYS);
    DumpOptions.addCommon(spec);
    return spec;
  }

  @Override
  public void prepare() {
    WarmUp.start();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    List<Path> paths = options.matchedPositionalValue(0, List.<Path>of());
    boolean diff = options.hasMatchedOption("--diff");
    boolean history = options.hasMatchedOption("--history");
    if ((diff ? 1 : 0) + (history ? 1 : 0) + (paths.isEmpty() ? 0 : 1) > 1) {
      throw new Failure.Usage(
          "scan takes paths, --diff or --history, and only one of them", "Run it once for each.");
    }
    ScanOutcome outcome;
    if (diff) {
      outcome =
          ChangeScan.ofDiff(
              request(options, session),
              () -> Stores.find(ScanCommand.class.getClassLoader()),
              PluginOptions.host(options, session),
              Events.SILENT);
    } else if (history) {
      outcome = history(options, session);
    } else {
      outcome = files(options, session, paths.isEmpty() ? List.of(Path.of("")) : paths);
    }
    ScanReport report = outcome.report();
    session.measures().scanned(report.files(), report.bytes());
    session.measures().found(report.findings(), report.rules(), report.suppressed().size());
    Form form =
        options.hasMatchedOption("--json")
            ? Form.json
            : options.matchedOptionValue("--format", Form.text);
    new ScanResult(session.console(), outcome).tell(form, options.hasMatchedOption("--quiet"));
    return ExitCodes.of(outcome.kind());
  }

  private static ScanOutcome files(ParseResult options, Session session, List<Path> paths)
      throws Failure {
    return SecretScan.run(
        new ScanRequest(
            DumpOptions.project(options),
            paths,
            session.console()::input,
            DumpOptions.sources(options, session, KEYS),
            session.environment(),
            RunClock.of(session.environment()),
            Version.VALUE,
            PluginOptions.host(options, session)));
  }

  private static ScanOutcome history(ParseResult options, Session session) throws Failure {
    String range = options.matchedOptionValue("--history", "HEAD");
    int dots = range.indexOf("..");
    if (range.contains("...")) {
      throw new Failure.Usage(
          "--history takes FROM..TO with two dots", "FROM...TO is what --diff compares.");
    }
    String from = dots < 0 ? "" : range.substring(0, dots);
    String to = dots < 0 ? range : range.substring(dots + 2);
    return ChangeScan.ofHistory(
        request(options, session),
        PluginOptions.host(options, session),
        from,
        to.isEmpty() ? "HEAD" : to);
  }

  private static Request request(ParseResult options, Session session) throws Failure {
    return new Request(
        DumpOptions.repository(options),
        DumpOptions.sources(options, session, KEYS),
        session.environment(),
        CiDetector.detect(session.environment()),
        RunClock.of(session.environment()),
        Version.VALUE,
        Request.Reach.SCAN);
  }
}
