package dev.createdump.engine.evidence;

import dev.createdump.engine.dump.FileState;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which dumps are wanted; null or empty asks for nothing.
///
/// @param repository `repo`, `org/repo` or `host/org/repo`
/// @param pullRequest the number of the pull request
/// @param since the first day, by the head commits' days
/// @param until the last day
/// @param id the beginning of a dump's digest or of its head commit
/// @param findings kinds of which a dump must have at least one
/// @param states states of which a dump must have at least one path
public record IndexFilter(
    @Nullable String repository,
    @Nullable Long pullRequest,
    @Nullable LocalDate since,
    @Nullable LocalDate until,
    @Nullable String id,
    Set<Kind> findings,
    Set<FileState> states) {
  /// Takes everything.
  public static final IndexFilter ALL =
      new IndexFilter(null, null, null, null, null, Set.of(), Set.of());

  public IndexFilter {
    findings = Set.copyOf(findings);
    states = Set.copyOf(states);
  }

  /// What a change introduces.
  public enum Kind {
    SECRETS,
    TODOS,
    /// Neither secrets nor to-dos.
    NONE
  }

  /// The dump with an id.
  public static IndexFilter byId(String id) {
    return new IndexFilter(null, null, null, null, id, Set.of(), Set.of());
  }

  /// The same filter for another id.
  public IndexFilter withId(String other) {
    return new IndexFilter(repository, pullRequest, since, until, other, findings, states);
  }

  /// The beginnings of the days it asks for, which are those of partitions.
  public List<String> dayPrefixes() {
    return DayPrefixes.of(since, until);
  }

  /// The same days of every dump.
  public IndexFilter daysOnly() {
    return new IndexFilter(null, null, since, until, null, Set.of(), Set.of());
  }

  boolean takes(IndexEntry entry) {
    return isRepository(entry)
        && (pullRequest == null || pullRequest.equals(entry.pullRequest()))
        && (since == null || entry.day().compareTo(since.toString()) >= 0)
        && (until == null || entry.day().compareTo(until.toString()) <= 0)
        && (id == null || entry.dumpDigest().startsWith(id) || entry.head().startsWith(id))
        && (findings.isEmpty() || findings.stream().anyMatch(kind -> has(entry, kind)))
        && (states.isEmpty() || states.stream().anyMatch(entry.states()::containsKey));
  }

  private boolean isRepository(IndexEntry entry) {
    if (repository == null) {
      return true;
    }
    String whole = entry.repository();
    return whole.equals(repository) || whole.endsWith("/" + repository);
  }

  private static boolean has(IndexEntry entry, Kind kind) {
    return switch (kind) {
      case SECRETS -> entry.secrets() > 0;
      case TODOS -> entry.todos() > 0;
      case NONE -> entry.secrets() == 0 && entry.todos() == 0;
    };
  }
}
