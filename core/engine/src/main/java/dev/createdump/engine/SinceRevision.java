package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.source.ChangedSince;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.TreeSource;
import java.util.List;

/// What of a tree changed since the merge base with the revision that a request names.
///
/// @param words the revision and the merge base, with a blank before them
record SinceRevision(ChangedSince changes, String words) {
  /// @param below the directory of the repository that the tree is, empty for its top
  /// @throws Failure.Source where a revision is not there, or the two have nothing in common
  static SinceRevision of(TreeRequest request, Git git, TreeSource source, String below)
      throws Failure {
    String since = request.detail().since();
    boolean fixed = !request.revision().isEmpty();
    Commit head = fixed ? commit(git, request.revision(), "--rev") : checkedOut(git);
    List<ObjectId> bases = git.mergeBases(commit(git, since, "--diff-since").id(), head.id());
    if (bases.isEmpty()) {
      throw new Failure.Source(
          since + " and " + head.id().abbreviated() + " have no common ancestor here",
          "A shallow clone lacks it: fetch more history, or name another with --diff-since.");
    }
    ObjectId base = bases.getFirst();
    return new SinceRevision(
        ChangedSince.of(
            source, git.directory(), base, fixed ? head.id() : null, below, request.environment()),
        " since " + since + " (merge base " + base.abbreviated() + ")");
  }

  private static Commit checkedOut(Git git) throws Failure {
    return git.commit("HEAD")
        .orElseThrow(
            () ->
                new Failure.Source(
                    "there is no commit yet, and so nothing that changed since one",
                    "Commit first, or leave --diff-since out to dump all files."));
  }

  static Commit commit(Git git, String revision, String flag) throws Failure {
    return git.commit(revision)
        .orElseThrow(
            () ->
                new Failure.Source(
                    "there is no commit " + revision,
                    "Fetch it, or name another with " + flag + "."));
  }

  /// The condition by which what changed is taken.
  String taking() {
    return "--diff-since" + words.substring(" since".length());
  }

  /// The reason for which what did not change is left out.
  String unchanged() {
    return "unchanged" + words;
  }
}
