package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.insight.CommitFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options that take files by the commits that changed them.
final class CommitOptions {
  private static final List<String> NAMES = List.of("--commit", "--author", "--since", "--until");

  private CommitOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addArgGroup(
        ArgGroupSpec.builder()
            .heading("%nOf it, only files that a commit changed which meets all of these:%n")
            .order(0)
            .validate(false)
            .addArg(
                Specs.text(
                    "--commit",
                    "REVISION",
                    "This commit, or one of a range FROM..TO. A merge that is named alone changed"
                        + " what differs from its first parent."))
            .addArg(
                Specs.text(
                    "--author",
                    "TEXT",
                    "By an author in whose \"Name <mail>\" (as .mailmap has it) this text stands; between"
                        + " slashes an expression (RE2), such as /(?i)ann/."))
            .addArg(
                Specs.text(
                    "--since",
                    "DATE",
                    "Committed at this time or later, as in git log: 2026-01-31,"
                        + " 2026-01-31T12:00:00Z (UTC where no zone is given), or an age: 12h, 90d,"
                        + " 8w."))
            .addArg(
                Specs.text(
                    "--until", "DATE", "Committed at this time or before; a day counts whole."))
            .build());
  }

  static CommitFilter.Given given(ParseResult options, RunClock clock) throws Failure.Usage {
    List<String> words = new ArrayList<>();
    for (String name : NAMES) {
      String value = options.matchedOptionValue(name, (String) null);
      if (value != null && value.isBlank()) {
        throw new Failure.Usage(name + " is empty", "Leave it out, or say what is wanted.");
      }
      if (value != null) {
        words.add(name + " " + (name.equals("--author") ? "\"" + value + "\"" : value));
      }
    }
    if (words.isEmpty()) {
      return CommitFilter.Given.ALL;
    }
    String since = options.matchedOptionValue("--since", (String) null);
    String until = options.matchedOptionValue("--until", (String) null);
    long from = since == null ? 0 : time("--since", since, false, clock);
    long to = until == null ? Long.MAX_VALUE : time("--until", until, true, clock);
    if (from > to) {
      throw new Failure.Usage(
          "--since " + since + " is later than --until " + until, "Change them over.");
    }
    return new CommitFilter.Given(
        options.matchedOptionValue("--commit", ""),
        options.matchedOptionValue("--author", ""),
        from,
        to,
        String.join(" ", words));
  }

  /// In seconds since 1970, never before.
  private static long time(String flag, String text, boolean end, RunClock clock)
      throws Failure.Usage {
    var age = TimeSpan.parse(text);
    if (age.isPresent()) {
      return Math.max(0, clock.now().minus(age.get()).getEpochSecond());
    }
    try {
      return Math.max(0, instant(text, end).getEpochSecond());
    } catch (DateTimeException e) {
      throw new Failure.Usage(
          flag + " \"" + text + "\" is no date",
          "Write 2026-01-31, 2026-01-31T12:00:00Z, or an age in " + TimeSpan.FORM + ".");
    }
  }

  private static Instant instant(String text, boolean end) {
    if (text.length() <= "2026-01-31".length()) {
      LocalDate day = LocalDate.parse(text);
      return (end ? day.plusDays(1) : day)
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .minusSeconds(end ? 1 : 0);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
  }
}
