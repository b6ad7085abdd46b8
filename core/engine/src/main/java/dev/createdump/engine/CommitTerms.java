package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.base.TimeSpan;
import dev.createdump.engine.insight.CommitFilter;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.scan.pattern.PatternException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Reads the settings that take files by the commits that changed them.
final class CommitTerms {
  private final Resolved config;
  private final RunClock clock;
  private final List<String> words = new ArrayList<>();

  private CommitTerms(Resolved config, RunClock clock) {
    this.config = config;
    this.clock = clock;
  }

  /// @param clock from which ages count
  /// @throws Failure.Usage where an option cannot be understood
  /// @throws Failure.Policy where a setting of a file or a variable cannot be
  static CommitFilter.Given of(Resolved config, RunClock clock) throws Failure {
    return new CommitTerms(config, clock).read(config.settings().tree().commits());
  }

  private CommitFilter.Given read(TreeSettings.Commits asked) throws Failure {
    say(Keys.TREE_COMMIT, asked.commit(), asked.commit());
    say(Keys.TREE_AUTHOR, asked.author(), '"' + asked.author() + '"');
    say(Keys.TREE_SINCE, asked.since(), asked.since());
    say(Keys.TREE_UNTIL, asked.until(), asked.until());
    if (words.isEmpty()) {
      return CommitFilter.Given.ALL;
    }
    long from = asked.since().isEmpty() ? 0 : time(Keys.TREE_SINCE, asked.since(), false);
    long to = asked.until().isEmpty() ? Long.MAX_VALUE : time(Keys.TREE_UNTIL, asked.until(), true);
    if (from > to) {
      throw refused(
          Keys.TREE_SINCE,
          name(Keys.TREE_SINCE)
              + " "
              + asked.since()
              + " is later than "
              + name(Keys.TREE_UNTIL)
              + " "
              + asked.until(),
          "Change them over.");
    }
    CommitFilter.Given given =
        new CommitFilter.Given(asked.commit(), asked.author(), from, to, String.join(" ", words));
    try {
      new CommitFilter(given, null);
    } catch (PatternException e) {
      throw refused(
          Keys.TREE_AUTHOR,
          name(Keys.TREE_AUTHOR) + " " + asked.author() + " cannot be used: " + e.getMessage(),
          "Expressions are RE2's; a text without slashes around it stands for itself.");
    }
    return given;
  }

  private void say(Key<String> key, String value, String shown) throws Failure {
    boolean given = config.origin(key) instanceof Origin.Flag;
    if (value.isBlank() && (given || !value.isEmpty())) {
      throw refused(key, name(key) + " is empty", "Leave it out, or say what is wanted.");
    }
    if (!value.isEmpty()) {
      words.add(name(key) + " " + shown);
    }
  }

  /// What people wrote: the option, or the key.
  private String name(Key<String> key) {
    return config.origin(key) instanceof Origin.Flag
        ? "--" + key.name().substring("tree.".length())
        : key.name();
  }

  private Failure refused(Key<String> key, String what, String hint) {
    Origin origin = config.origin(key);
    return origin instanceof Origin.Flag
        ? new Failure.Usage(what, hint)
        : new Failure.Policy(what + " (" + origin.describe() + ")", hint);
  }

  /// In seconds since 1970, never before.
  private long time(Key<String> key, String text, boolean end) throws Failure {
    var age = TimeSpan.parse(text);
    if (age.isPresent()) {
      return Math.max(0, clock.now().minus(age.get()).getEpochSecond());
    }
    try {
      return Math.max(0, instant(text, end).getEpochSecond());
    } catch (DateTimeException e) {
      throw refused(
          key,
          name(key) + " \"" + text + "\" is no date",
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
