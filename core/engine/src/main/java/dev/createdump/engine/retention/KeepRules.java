package dev.createdump.engine.retention;

import dev.createdump.engine.evidence.LocalDumps.LocalDump;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which dumps are kept. A dump that any rule keeps is kept; one that no rule keeps is not.
///
/// @param last so many of each series, the newest; null for no such rule
/// @param within those that were made within this time; null for no such rule
/// @param prefix only dumps whose names begin so are looked at; empty for all
public record KeepRules(@Nullable Integer last, @Nullable Duration within, String prefix) {
  /// A tree's dump, a pull request's, and that of two commits (docs/trees.md, README.md).
  private static final List<Pattern> NAMES =
      List.of(
          Pattern.compile("(.+_all_create_dump)_[0-9]{8}_[0-9]{6}"),
          Pattern.compile("(.+_pr[0-9]+)_[0-9a-f]{12}"),
          Pattern.compile("(.+)_[0-9a-f]{12}_[0-9a-f]{12}"));

  /// Newest first; of the same time the greater name, so that the order is always the same.
  private static final Comparator<LocalDump> NEWEST =
      Comparator.<LocalDump, Instant>comparing(KeepRules::time)
          .thenComparing(LocalDump::name)
          .reversed();

  /// What a dump is one of: those of one directory whose names differ only in time or commits. A
  /// name of another form is a series of its own.
  static String series(LocalDump dump) {
    for (Pattern name : NAMES) {
      Matcher matcher = name.matcher(dump.name());
      if (matcher.matches()) {
        return dump.directory() + "/" + matcher.group(1);
      }
    }
    return dump.directory() + "/" + dump.name();
  }

  /// Says of each dump why it is kept.
  ///
  /// @param dumps all that there are
  /// @param now by the wall clock
  /// @return why, for each; empty where nothing keeps it
  Map<LocalDump, String> reasons(List<LocalDump> dumps, Instant now) {
    Map<LocalDump, String> reasons = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    List<LocalDump> sound = new ArrayList<>();
    for (LocalDump dump : dumps) {
      if (!dump.verifies()) {
        reasons.put(dump, "does not verify: " + dump.problems().getFirst());
      } else if (!dump.name().startsWith(prefix)) {
        reasons.put(dump, "its name does not begin with the prefix");
      } else if (dump.startedAt() == null) {
        reasons.put(dump, "it does not say when it was made");
      } else {
        sound.add(dump);
      }
    }
    sound.sort(NEWEST);
    for (LocalDump dump : sound) {
      int place = seen.merge(series(dump), 1, Integer::sum);
      reasons.put(dump, reason(dump, place, now));
    }
    return reasons;
  }

  private String reason(LocalDump dump, int place, Instant now) {
    if (last != null && place <= last) {
      return "one of the last " + last;
    }
    // A time to come is not over.
    return within != null && time(dump).isAfter(now.minus(within))
        ? "made within the time that is kept"
        : "";
  }

  private static Instant time(LocalDump dump) {
    Instant time = dump.startedAt();
    return time == null ? Instant.MAX : time;
  }
}
