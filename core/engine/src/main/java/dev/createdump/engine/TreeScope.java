package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.insight.CommitFilter;
import dev.createdump.engine.policy.ByteSize;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.scan.pattern.PatternException;
import dev.createdump.engine.source.ChangedSince;
import dev.createdump.engine.source.ExportIgnore;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.Selection;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.WithMore;
import dev.createdump.engine.tree.Expressions;
import dev.createdump.engine.tree.SizeLimits;
import dev.createdump.engine.tree.TreeSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of a tree's paths are dumped, under these settings.
///
/// @param source the tree, with what it no longer holds where that is asked for
record TreeScope(TreeSource source, TreeSelection selection) {
  /// As git reads no larger ones.
  private static final int LARGEST_ATTRIBUTES = 100 << 20;

  /// @param part the tree, its repository, and what holds in it
  /// @param history what git knows of its paths
  /// @param name that of the dump
  static TreeScope of(
      TreeRequest request, CreateTreeDump.Part part, TreeHistory history, String name)
      throws Failure {
    Resolved config = part.config();
    TreeOrigin origin = part.origin();
    TreeSettings tree = config.settings().tree();
    TreeSource source = origin.source();
    Map<String, String> left = new HashMap<>(history.left());
    Map<String, String> remarks = new HashMap<>();
    List<String> taking = new ArrayList<>();
    if (request.detail().explain()) {
      CommitFilter.Given commits = CommitTerms.of(config, request.clock());
      taking.addAll(commits.isAll() ? List.of() : List.of(commits.words()));
    }
    left.putAll(OwnDump.of(request, part, name));
    for (RepoPath path : source.intended()) {
      left.put(path.text(), "only intended to be added (git add -N): nothing of it is staged");
    }
    TreeSource whole = source;
    if (!request.detail().since().isEmpty() || tree.exportIgnore()) {
      try (Git git = Gits.open(origin.place(), config.settings().source(), request.environment())) {
        Within within = new Within(request, git, origin);
        if (tree.exportIgnore()) {
          left.putAll(ExportIgnore.of(source, origin.below(), within::attributes));
        }
        if (!request.detail().since().isEmpty()) {
          SinceRevision since = SinceRevision.of(request, git, source, origin.below());
          whole = within.since(since, source, left, remarks);
          taking.add(since.taking());
        }
      }
    }
    TreeSelection.Known known = new TreeSelection.Known(left, remarks, taking);
    return new TreeScope(whole, selection(config, tree, part.selection(), known));
  }

  private static TreeSelection selection(
      Resolved config, TreeSettings tree, Selection patterns, TreeSelection.Known known)
      throws Failure {
    return new TreeSelection(
        patterns,
        expressions(config, Keys.TREE_MATCH, tree.match()),
        expressions(config, Keys.TREE_CONTAINS, tree.contains()),
        expressions(config, Keys.TREE_NOT_CONTAINS, tree.notContains()),
        given(config, Keys.TREE_LANGUAGES, tree.languages()),
        sizes(config, tree),
        known);
  }

  private static SizeLimits sizes(Resolved config, TreeSettings tree) throws Failure {
    if (tree.maxSize() > 0 && tree.minSize() > tree.maxSize()) {
      Origin origin = config.origin(Keys.TREE_MIN_SIZE);
      String what =
          "tree.min_size = "
              + ByteSize.show(tree.minSize())
              + " ("
              + origin.describe()
              + ") is more than tree.max_size = "
              + ByteSize.show(tree.maxSize())
              + " ("
              + config.origin(Keys.TREE_MAX_SIZE).describe()
              + "), so that no file could be taken";
      throw refused(origin, what, "Make one of them 0 for no limit.");
    }
    return new SizeLimits(
        limit(config, Keys.TREE_MIN_SIZE, tree.minSize()),
        limit(config, Keys.TREE_MAX_SIZE, tree.maxSize()));
  }

  private static SizeLimits.Limit limit(Resolved config, Key<?> key, long bytes) {
    return new SizeLimits.Limit(key.name(), bytes, config.origin(key).describe());
  }

  private static Failure refused(Origin origin, String what, String hint) {
    return origin instanceof Origin.Flag
        ? new Failure.Usage(what, hint)
        : new Failure.Policy(what, hint);
  }

  private static Expressions expressions(Resolved config, Key<?> key, List<String> values)
      throws Failure {
    try {
      return new Expressions(given(config, key, values));
    } catch (PatternException e) {
      Origin origin = config.origin(key);
      String what = "an expression of " + origin.describe() + " cannot be used: " + e.getMessage();
      String hint =
          "Expressions are RE2's: no look-around, no back references, no Unicode classes.";
      throw refused(origin, what, hint);
    }
  }

  private static TreeSelection.Given given(Resolved config, Key<?> key, List<String> values) {
    return new TreeSelection.Given(key.name(), values, config.origin(key).describe());
  }

  /// A tree within a repository.
  private record Within(TreeRequest request, Git git, TreeOrigin origin) {
    /// The attributes of directories above the tree.
    byte @Nullable [] attributes(String path) throws Failure, IOException {
      if (!request.revision().isEmpty()) {
        return git.file(
                SinceRevision.commit(git, request.revision(), "--rev").id(),
                path,
                LARGEST_ATTRIBUTES)
            .orElse(null);
      }
      Path top = git.directory().workTreeOrNull();
      Path file = top == null ? null : top.resolve(path);
      return file != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Files.readAllBytes(file)
          : null;
    }

    /// Leaves out what did not change.
    ///
    /// @return the tree with what is gone
    TreeSource since(
        SinceRevision since,
        TreeSource source,
        Map<String, String> left,
        Map<String, String> remarks)
        throws Failure {
      ChangedSince changes = since.changes();
      String words = since.words();
      changes.unchanged().forEach(path -> left.putIfAbsent(path, since.unchanged()));
      // What git no longer tracks may still lie there.
      Set<RepoPath> own = new HashSet<>();
      source.entries().forEach(entry -> own.add(entry.path()));
      List<TreeEntry> gone = new ArrayList<>();
      changes
          .gone()
          .forEach(
              (entry, now) -> {
                if (!own.contains(entry.path()) && origin.owns(entry.path().text())) {
                  gone.add(entry);
                  String what = now.isEmpty() ? "deleted" : "renamed to " + now;
                  left.putIfAbsent(entry.path().text(), what + words);
                }
              });
      changes.before().forEach((path, old) -> remarks.put(path, "renamed from " + old + words));
      return new WithMore(source, gone);
    }
  }
}
