package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.CommitTouches;
import dev.createdump.engine.insight.AuthorIndex;
import dev.createdump.engine.insight.CommitFilter;
import dev.createdump.engine.insight.PathHistories;
import dev.createdump.engine.insight.PathRecord;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.policy.TreeSettings.With;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Blame;
import dev.createdump.engine.source.ChangedSince;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.HistoryWalk;
import dev.createdump.engine.source.TreeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What git knows of the paths of a tree, where that is asked for, from one walk. Raw.
///
/// @param asked what is asked for
/// @param records by path
/// @param authors everyone who changed the tree; empty where that is not asked for
/// @param unmodified paths that are as the commit has them
/// @param tracked paths that the commit or the index has
/// @param left paths that no commit changed which was asked for, with the reason
/// @param notes what people should know of it
/// @param blame which commits the lines of each path are from
record TreeHistory(
    Set<With> asked,
    Map<String, PathRecord> records,
    AuthorIndex authors,
    Set<String> unmodified,
    Set<String> tracked,
    Map<String, String> left,
    List<String> notes,
    Map<String, List<Blame.Lines>> blame) {
  static final TreeHistory NONE =
      new TreeHistory(
          Set.of(), Map.of(), new AuthorIndex(), Set.of(), Set.of(), Map.of(), List.of(), Map.of());

  /// @param origin all that is there to be taken
  /// @param cache what earlier walks found
  /// @param rules tell which names may be kept there
  static TreeHistory of(
      TreeRequest request, Resolved config, TreeOrigin origin, TreeCache cache, RuleSet rules)
      throws Failure {
    Settings settings = config.settings();
    Set<With> asked = Set.copyOf(settings.tree().with());
    CommitFilter.Given given = CommitTerms.of(config, request.clock());
    if (asked.isEmpty() && given.isAll()) {
      return NONE;
    }
    try (Git git = Gits.open(origin.place(), settings.source(), request.environment())) {
      TreeSource source = origin.source();
      String below = origin.below();
      HistoryTerms terms = HistoryTerms.of(request, given, git, below);
      Set<String> paths = new HashSet<>();
      source.entries().forEach(entry -> paths.add(entry.path().text()));
      Set<String> unmodified = Set.of();
      Set<String> tracked = Set.of();
      if (!asked.isEmpty()) {
        ChangedSince since =
            ChangedSince.of(
                source,
                git.directory(),
                terms.head().id(),
                request.revision().isEmpty() ? null : terms.head().id(),
                below,
                request.environment());
        unmodified = since.unchanged();
        tracked = since.tracked();
      }
      PathHistories.Wanted wanted =
          new PathHistories.Wanted(asked.contains(With.HISTORY), asked.contains(With.AUTHORS));
      Set<String> known = new HashSet<>(paths);
      if (!asked.isEmpty()) {
        known.retainAll(tracked);
      }
      PathHistories histories = new PathHistories(below, known, wanted, terms.filter());
      boolean all = wanted.last() || wanted.shares();
      if (all || terms.filter() != null) {
        HistoryWalk.Terms walk = terms.walk(histories.depth(), all);
        try (CommitTouches touches =
            cache.touches(
                request.toolVersion(), request.environment(), git.directory(), walk, rules)) {
          HistoryWalk.run(git.directory(), walk, request.environment(), touches, histories);
          touches.save();
        }
      }
      Map<String, String> left = new HashMap<>();
      List<String> notes = new ArrayList<>();
      if (terms.filter() != null) {
        Set<String> met = histories.met();
        terms.say(!met.isEmpty(), notes);
        String reason = "no commit of " + given.words() + " changed it";
        paths.forEach(path -> left.put(path, reason));
        left.keySet().removeAll(met);
      }
      if (!git.shallowCommits().isEmpty()) {
        notes.add(
            "the history is cut off (a shallow clone): what is older is not known; fetch it with"
                + " `git fetch --unshallow`");
      }
      return new TreeHistory(
          asked,
          histories.records(),
          histories.authors(),
          unmodified,
          tracked,
          left,
          notes,
          Map.of());
    }
  }

  /// The same with what is known of lines.
  TreeHistory with(Map<String, List<Blame.Lines>> lines) {
    return new TreeHistory(asked, records, authors, unmodified, tracked, left, notes, lines);
  }

  /// The word for how a path stands to the commit.
  String status(String path) {
    return unmodified.contains(path)
        ? "unmodified"
        : tracked.contains(path) ? "modified" : "untracked";
  }

  /// The name of everyone who is named.
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    authors.all().forEach(author -> names.add(author.name()));
    for (PathRecord record : records.values()) {
      var last = record.last();
      if (last != null) {
        names.add(last.author());
      }
    }
    for (List<Blame.Lines> lines : blame.values()) {
      for (Blame.Lines some : lines) {
        Blame.Origin origin = some.origin();
        if (origin != null) {
          names.add(origin.author());
        }
      }
    }
    return names;
  }
}
