package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.source.ChangedSince;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.LastChanges;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What git knows of the paths of a tree, where that is asked for. Raw.
///
/// @param asked whether it is asked for
/// @param changes by path
/// @param unmodified paths that are as the commit has them
/// @param tracked paths that the commit or the index has
record TreeHistory(
    boolean asked,
    Map<String, LastChanges.Change> changes,
    Set<String> unmodified,
    Set<String> tracked) {
  static final TreeHistory NONE = new TreeHistory(false, Map.of(), Set.of(), Set.of());

  static TreeHistory of(TreeRequest request, Settings settings, TreeSource source) throws Failure {
    if (!settings.tree().with().contains(TreeSettings.With.HISTORY)) {
      return NONE;
    }
    try (Git git = Gits.open(request.root(), settings.source().git(), request.environment())) {
      boolean fixed = !request.revision().isEmpty();
      Commit head =
          git.commit(fixed ? request.revision() : "HEAD")
              .orElseThrow(() -> new Failure.Source("there is no commit yet", "Leave out --with."));
      String below = TreeSources.below(git.directory(), request.root());
      ChangedSince since =
          ChangedSince.of(
              source,
              git.directory(),
              head.id(),
              fixed ? head.id() : null,
              below,
              request.environment());
      Set<String> paths = new HashSet<>();
      source.entries().forEach(entry -> paths.add(entry.path().text()));
      paths.retainAll(since.tracked());
      return new TreeHistory(
          true,
          LastChanges.of(git.directory(), head.id(), below, paths, request.environment()),
          since.unchanged(),
          since.tracked());
    }
  }

  /// The word for how a path stands to the commit.
  String status(String path) {
    return unmodified.contains(path)
        ? "unmodified"
        : tracked.contains(path) ? "modified" : "untracked";
  }

  /// Everyone who changed something last.
  Set<String> authors() {
    Set<String> authors = new TreeSet<>();
    changes.values().forEach(change -> authors.add(change.author()));
    return authors;
  }
}
