package dev.createdump.engine.insight;

import dev.createdump.engine.source.LoggedCommit;
import dev.createdump.engine.source.PathTouch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a history says of one path of a tree, under this name and those it had before.
public final class PathRecord {
  private static final int FIELDS = 4;

  private final String path;
  private @Nullable LoggedCommit last;
  private boolean met;
  private int commits;
  private long firstAt = Long.MAX_VALUE;
  private long lastAt;

  /// Number, commits, lines added and removed of each author in turn.
  private int[] shares = {};

  PathRecord(String path) {
    this.path = path;
  }

  /// From the top of the repository.
  String path() {
    return path;
  }

  /// The commit that changed it last under this name, also where that is a merge; null where none
  /// is known.
  public @Nullable LoggedCommit last() {
    return last;
  }

  /// Whether a commit changed it that meets the conditions.
  boolean met() {
    return met;
  }

  void meet() {
    met = true;
  }

  void last(LoggedCommit commit) {
    if (last == null) {
      last = commit;
    }
  }

  void count(int author, LoggedCommit commit, PathTouch touch) {
    commits++;
    firstAt = Math.min(firstAt, commit.authoredAt());
    lastAt = Math.max(lastAt, commit.authoredAt());
    int at = 0;
    while (at < shares.length && shares[at] != author) {
      at += FIELDS;
    }
    if (at == shares.length) {
      shares = Arrays.copyOf(shares, at + FIELDS);
      shares[at] = author;
    }
    shares[at + 1]++;
    shares[at + 2] += Math.max(0, touch.added());
    shares[at + 3] += Math.max(0, touch.removed());
  }

  /// How many commits changed it, without merges.
  public int commits() {
    return commits;
  }

  /// When the first of them was written, in seconds since 1970; 0 where there is none.
  public long firstAt() {
    return commits == 0 ? 0 : firstAt;
  }

  /// When the newest of them was written.
  public long lastAt() {
    return lastAt;
  }

  /// How many authors wrote them.
  public int authors() {
    return shares.length / FIELDS;
  }

  /// One author's part of it.
  ///
  /// @param author the number in the {@link AuthorIndex}
  public record Share(int author, int commits, int added, int removed) {}

  /// @param index from 0, in the order in which the walk met them
  public Share share(int index) {
    int at = index * FIELDS;
    return new Share(shares[at], shares[at + 1], shares[at + 2], shares[at + 3]);
  }
}
