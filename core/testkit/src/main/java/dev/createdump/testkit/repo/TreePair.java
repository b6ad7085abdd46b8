package dev.createdump.testkit.repo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trees on both sides of a change, and so, without git, which paths it touches.
final class TreePair {
  final SortedMap<GitPath, TreeEntry> before = new TreeMap<>();
  final SortedMap<GitPath, TreeEntry> after = new TreeMap<>();

  void unchanged(String path, TreeEntry entry) {
    changed(path, entry, entry);
  }

  void added(String path, TreeEntry entry) {
    put(after, GitPath.of(path), entry);
  }

  void deleted(String path, TreeEntry entry) {
    put(before, GitPath.of(path), entry);
  }

  void changed(String path, TreeEntry old, TreeEntry now) {
    changed(GitPath.of(path), old, now);
  }

  void changed(GitPath path, TreeEntry old, TreeEntry now) {
    put(before, path, old);
    put(after, path, now);
  }

  void renamed(String from, String to, TreeEntry old, TreeEntry now) {
    deleted(from, old);
    added(to, now);
  }

  /// The paths that are not the same on both sides, in the order of their bytes.
  List<GitPath> changedPaths() {
    TreeSet<GitPath> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    List<GitPath> changed = new ArrayList<>();
    for (GitPath path : all) {
      if (!Objects.equals(before.get(path), after.get(path))) {
        changed.add(path);
      }
    }
    return List.copyOf(changed);
  }

  private static void put(Map<GitPath, TreeEntry> side, GitPath path, TreeEntry entry) {
    if (side.put(path, entry) != null) {
      throw new IllegalArgumentException("two entries for " + path);
    }
  }
}
