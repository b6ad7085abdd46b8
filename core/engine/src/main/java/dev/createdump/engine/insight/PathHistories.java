package dev.createdump.engine.insight;

import dev.createdump.engine.source.HistoryWalk;
import dev.createdump.engine.source.LoggedCommit;
import dev.createdump.engine.source.PathTouch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what one walk says of the paths of a tree. Memory grows with the paths and with how many
/// authors each has, not with the commits.
///
/// A path's history is that of its name, and, beyond a commit that renamed it, of the name before
/// too, as `git log --follow` tells it.
public final class PathHistories implements HistoryWalk.Visitor {
  private final String base;
  private final Wanted wanted;
  private final @Nullable CommitFilter filter;
  private final Map<String, PathRecord> records = new HashMap<>();

  /// By every name that one of the paths has or had.
  private final Map<String, List<PathRecord>> names = new HashMap<>();

  private final AuthorIndex authors = new AuthorIndex();
  private int unknown;

  /// What is gathered.
  ///
  /// @param last which commit changed each path last
  /// @param shares who changed it how often and how much
  public record Wanted(boolean last, boolean shares) {}

  /// @param below the directory of the repository that the tree is, empty for its top
  /// @param paths within it
  /// @param filter which commits are looked for; null for none
  public PathHistories(
      String below, Set<String> paths, Wanted wanted, @Nullable CommitFilter filter) {
    this.base = below.isEmpty() ? "" : below + "/";
    this.wanted = wanted;
    this.filter = filter;
    for (String path : paths) {
      PathRecord record = new PathRecord(base + path);
      records.put(path, record);
      names.put(base + path, List.of(record));
    }
    this.unknown = records.size();
  }

  /// How much the walk must tell.
  public HistoryWalk.Depth depth() {
    return wanted.shares()
        ? HistoryWalk.Depth.LINES
        : filter != null ? HistoryWalk.Depth.RENAMES : HistoryWalk.Depth.PATHS;
  }

  @Override
  public boolean wants(LoggedCommit commit) {
    return wanted.last() || wanted.shares() || filter == null || filter.mayNeed(commit);
  }

  @Override
  public boolean visit(LoggedCommit commit, List<PathTouch> touches) {
    boolean met = filter != null && filter.test(commit);
    if (commit.isMerge()) {
      touches.forEach(touch -> touch(commit, touch, met));
    } else if (!touches.isEmpty()) {
      plain(commit, touches, met);
    }
    return filter != null || wanted.shares() || unknown > 0;
  }

  /// A merge is what changed a path last, but it is nobody's work.
  private void touch(LoggedCommit commit, PathTouch touch, boolean met) {
    for (PathRecord record : names.getOrDefault(touch.path(), List.of())) {
      last(record, commit, touch);
      if (met) {
        record.meet();
      }
    }
  }

  private void last(PathRecord record, LoggedCommit commit, PathTouch touch) {
    if (record.last() == null && record.path().equals(touch.path())) {
      record.last(commit);
      unknown--;
    }
  }

  private void plain(LoggedCommit commit, List<PathTouch> touches, boolean met) {
    int author = wanted.shares() ? authors.number(commit.author()) : 0;
    long added = 0;
    long removed = 0;
    Map<String, List<PathRecord>> renamed = new HashMap<>();
    for (PathTouch touch : touches) {
      added += Math.max(0, touch.added());
      removed += Math.max(0, touch.removed());
      touch(commit, touch, met);
      List<PathRecord> touched = names.getOrDefault(touch.path(), List.of());
      if (wanted.shares()) {
        touched.forEach(record -> record.count(author, commit, touch));
      }
      if (touch.isRename() && !touched.isEmpty()) {
        renamed.put(touch.oldPath(), touched);
      }
    }
    // Only now, as names may have been swapped.
    renamed.forEach((old, list) -> names.merge(old, list, PathHistories::union));
    if (wanted.shares()) {
      authors.count(author, commit, added, removed);
    }
  }

  private static List<PathRecord> union(List<PathRecord> one, List<PathRecord> other) {
    Set<PathRecord> all = new HashSet<>(one);
    List<PathRecord> both = new ArrayList<>(one);
    for (PathRecord record : other) {
      if (all.add(record)) {
        both.add(record);
      }
    }
    return both;
  }

  /// By path within the tree.
  public Map<String, PathRecord> records() {
    return Map.copyOf(records);
  }

  /// The paths that a commit changed which meets the conditions.
  public Set<String> met() {
    Set<String> met = new HashSet<>();
    records.forEach(
        (path, record) -> {
          if (record.met()) {
            met.add(path);
          }
        });
    return met;
  }

  public AuthorIndex authors() {
    return authors;
  }
}
