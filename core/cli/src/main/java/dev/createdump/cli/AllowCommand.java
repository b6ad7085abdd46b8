package dev.createdump.cli;

import dev.createdump.engine.AllowBook;
import dev.createdump.engine.ScanRequest;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.suppress.AllowEntry;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump allow add|baseline|list|prune`: the list of secrets that are not reported.
final class AllowCommand implements Command {
  /// An entry that nobody gave a date lasts so many days, as reasons do not last for ever.
  private static final int DEFAULT_DAYS = 365;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Keeps .create-dump-allow.toml, the list of secrets that are not reported. Entries name"
                + " a secret by HMAC, never by its place; it stays hidden in every output.",
            "")
        .footer(
            "",
            "Examples:",
            "  create-dump allow add test/keys.txt:12 --owner @team --reason 'a test key'",
            "  create-dump allow baseline --owner @team --reason 'from before' --expires"
                + " 2027-06-30",
            "  create-dump allow list",
            "  create-dump allow prune --unused");
    CommandSpec add =
        Specs.command(
            "Adds the secrets of a file, of one line of it, or one on standard input.",
            "allow add test/keys.txt:12 --owner @team --reason 'a test key'");
    add.addPositional(paths("FILE[:LINE]", "1..*", "Files; - reads one secret, with --rule."));
    terms(add);
    add.addOption(
        Specs.text("--rule", "RULE", "The rule that finds the secret on standard input."));
    CommandSpec baseline =
        Specs.command(
            "Adds every secret that a scan reports now.",
            "allow baseline --owner @team --reason 'from before'");
    baseline.addPositional(paths("PATH", "0..*", "Where to look; default: the current directory."));
    terms(baseline);
    CommandSpec list = Specs.command("Lists the entries.", "allow list");
    CommandSpec prune = Specs.command("Removes entries that have expired.", "allow prune --unused");
    prune.addOption(
        DumpOptions.flag("--unused", "Also those that nothing in the work tree needs."));
    for (CommandSpec each : List.of(add, baseline, prune)) {
      each.addOption(
          DumpOptions.flag("--dry-run", "Say what would change in the list; write nothing."));
    }
    for (CommandSpec each : List.of(add, baseline, list, prune)) {
      DumpOptions.addCommon(each);
    }
    spec.addSubcommand("add", add);
    spec.addSubcommand("baseline", baseline);
    spec.addSubcommand("list", list);
    spec.addSubcommand("prune", prune);
    return spec;
  }

  private static PositionalParamSpec paths(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(arity)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static void terms(CommandSpec spec) {
    spec.addOption(Specs.text("--owner", "NAME", "Who answers for it."));
    spec.addOption(Specs.text("--reason", "TEXT", "Why it may stand there."));
    spec.addOption(
        Specs.text("--expires", "DATE", "The last day it counts, or never; default: in one year."));
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    if (!options.hasSubcommand()) {
      throw new Failure.Usage(
          "allow needs to be told what to do", "One of add, baseline, list, prune.");
    }
    ParseResult sub = options.subcommand();
    switch (sub.commandSpec().name()) {
      case "add" -> add(sub, session);
      case "baseline" -> baseline(sub, session);
      case "list" -> list(sub, session);
      default -> prune(sub, session);
    }
    return ExitCodes.DONE;
  }

  private static AllowBook book(ParseResult options, Session session, List<Path> paths)
      throws Failure {
    ScanRequest request =
        new ScanRequest(
            DumpOptions.project(options),
            paths,
            session.console()::input,
            DumpOptions.sources(options, session, List.of()),
            session.environment(),
            RunClock.of(session.environment()),
            Version.VALUE,
            PluginOptions.host(options, session));
    return new AllowBook(request, isDry(options));
  }

  private static boolean isDry(ParseResult options) {
    return options.commandSpec().findOption("--dry-run") != null
        && options.hasMatchedOption("--dry-run");
  }

  /// `2 entries added`, or what would be.
  private static String counted(int entries, String what, ParseResult options) {
    return (entries == 1 ? "1 entry " : entries + " entries ")
        + (isDry(options) ? "would be " : "")
        + what
        + (isDry(options) ? " (dry run: nothing was written)" : "");
  }

  private static void add(ParseResult options, Session session) throws Failure {
    List<String> words = options.matchedPositionalValue(0, List.<String>of());
    AllowBook.Terms terms = terms(options, session);
    String rule = options.matchedOptionValue("--rule", "");
    if (words.contains("-")) {
      if (words.size() > 1 || rule.isEmpty()) {
        throw new Failure.Usage(
            "- stands alone and needs --rule", "The rule decides, together with the value.");
      }
      tell(book(options, session, List.of()).addInput(rule, terms), options, session);
      return;
    }
    Path root = DumpOptions.project(options).toAbsolutePath().normalize();
    Map<String, Integer> lines = new LinkedHashMap<>();
    List<Path> paths = new ArrayList<>();
    for (String word : words) {
      int colon = word.lastIndexOf(':');
      boolean line =
          colon > 0
              && word.substring(colon + 1).matches("[0-9]{1,9}")
              && !Files.exists(Path.of(word), LinkOption.NOFOLLOW_LINKS);
      Path path = Path.of(line ? word.substring(0, colon) : word);
      paths.add(path);
      if (line) {
        Path whole = path.toAbsolutePath().normalize();
        Path shown = whole.startsWith(root) ? root.relativize(whole) : path;
        lines.put(shown.toString(), Integer.parseInt(word.substring(colon + 1)));
      }
    }
    tell(book(options, session, paths).add(lines, terms), options, session);
  }

  private static void baseline(ParseResult options, Session session) throws Failure {
    List<String> words = options.matchedPositionalValue(0, List.<String>of());
    List<Path> paths = new ArrayList<>();
    words.forEach(word -> paths.add(Path.of(word)));
    if (paths.isEmpty()) {
      paths.add(DumpOptions.project(options));
    }
    AllowBook.Terms terms = terms(options, session);
    tell(book(options, session, paths).add(Map.of(), terms), options, session);
  }

  private static AllowBook.Terms terms(ParseResult options, Session session) throws Failure {
    String owner = options.matchedOptionValue("--owner", "").strip();
    String reason = options.matchedOptionValue("--reason", "").strip();
    if (owner.isEmpty() || reason.isEmpty()) {
      throw new Failure.Usage(
          "an entry needs --owner and --reason", "Somebody will ask who allowed it, and why.");
    }
    LocalDate today = AllowBook.today(RunClock.of(session.environment()));
    return new AllowBook.Terms(owner, reason, expiry(options, today));
  }

  private static @Nullable LocalDate expiry(ParseResult options, LocalDate today)
      throws Failure.Usage {
    String text = options.matchedOptionValue("--expires", "");
    if (text.equals(AllowEntry.NEVER)) {
      return null;
    }
    try {
      LocalDate date = text.isEmpty() ? today.plusDays(DEFAULT_DAYS) : LocalDate.parse(text);
      if (date.isBefore(today)) {
        throw new Failure.Usage("--expires is in the past", "");
      }
      return date;
    } catch (DateTimeParseException e) {
      throw new Failure.Usage("--expires is no date", "Such as 2027-12-31, or never.");
    }
  }

  private static void tell(AllowBook.Added added, ParseResult options, Session session) {
    Console console = session.console();
    added.added().forEach(entry -> console.result(line(entry)));
    added.notes().forEach(note -> console.say("note: " + note));
    console.say(counted(added.added().size(), "added", options));
  }

  private static String line(AllowEntry entry) {
    return entry.shortId()
        + "  "
        + entry.expiry()
        + "  "
        + Printable.line(entry.rule())
        + "  "
        + Printable.line(entry.owner())
        + "  "
        + Printable.line(entry.reason());
  }

  private static void list(ParseResult options, Session session) throws Failure {
    LocalDate today = AllowBook.today(RunClock.of(session.environment()));
    for (AllowEntry entry : book(options, session, List.of()).entries()) {
      session.console().result(line(entry) + (entry.isExpired(today) ? "  EXPIRED" : ""));
    }
  }

  private static void prune(ParseResult options, Session session) throws Failure {
    boolean unused = options.hasMatchedOption("--unused");
    List<Path> all = List.of(DumpOptions.project(options));
    List<AllowEntry> gone = book(options, session, all).prune(unused);
    gone.forEach(entry -> session.console().result(line(entry)));
    session.console().say(counted(gone.size(), "removed", options));
  }
}
