package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.insight.CommitFilter;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.scan.pattern.PatternException;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.HistoryWalk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which part of a history is walked for a tree.
///
/// @param head the commit whose tree it is, or on which it builds
/// @param range which commits are asked for; null for all
/// @param filter which of the commits count; null where none are asked for
/// @param mailmap whether its mailmap holds
record HistoryTerms(
    Commit head,
    String below,
    @Nullable Range range,
    CommitFilter.Given given,
    @Nullable CommitFilter filter,
    boolean mailmap) {
  /// Names of tens of thousands of people.
  private static final int LARGEST_MAILMAP = 1 << 20;

  /// @param to the last commit
  /// @param without what is reachable from these is none of it
  /// @param against the last commit where it is a merge that is asked for alone
  record Range(ObjectId to, List<ObjectId> without, @Nullable ObjectId against) {}

  static HistoryTerms of(TreeRequest request, CommitFilter.Given given, Git git, String below)
      throws Failure {
    boolean fixed = !request.revision().isEmpty();
    Commit head =
        git.commit(fixed ? request.revision() : "HEAD")
            .orElseThrow(
                () ->
                    new Failure.Source(
                        "there is no commit yet",
                        "Leave out --with, --commit, --author, --since and --until."));
    Range range = given.commit().isEmpty() ? null : range(git, given.commit());
    CommitFilter filter = given.isAll() ? null : filter(request, git, given, range);
    return new HistoryTerms(head, below, range, given, filter, mailmap(git, head.id()).isPresent());
  }

  /// The `.mailmap` of a commit, where it is of a size that people write.
  static Optional<byte[]> mailmap(Git git, ObjectId commit) throws Failure {
    return git.file(commit, ".mailmap", LARGEST_MAILMAP)
        .filter(names -> names.length < LARGEST_MAILMAP);
  }

  private static CommitFilter filter(
      TreeRequest request, Git git, CommitFilter.Given given, @Nullable Range range)
      throws Failure {
    try {
      return new CommitFilter(given, range == null ? null : commits(request, git, range));
    } catch (PatternException e) {
      throw new IllegalStateException("nobody looked at the expression", e);
    }
  }

  private static Range range(Git git, String text) throws Failure {
    if (text.contains("...")) {
      throw new Failure.Usage(
          "--commit takes a revision or FROM..TO with two dots",
          "`create-dump compare` shows both sides of FROM...TO.");
    }
    int dots = text.indexOf("..");
    if (dots >= 0) {
      String to = text.substring(dots + 2);
      String from = text.substring(0, dots);
      return new Range(
          commit(git, to.isEmpty() ? "HEAD" : to).id(),
          List.of(commit(git, from.isEmpty() ? "HEAD" : from).id()),
          null);
    }
    Commit one = commit(git, text);
    return new Range(one.id(), one.parents(), one.parents().size() > 1 ? one.id() : null);
  }

  private static Commit commit(Git git, String revision) throws Failure {
    return git.commit(revision)
        .orElseThrow(
            () ->
                new Failure.Source(
                    "there is no commit " + revision, "Fetch it, or name another with --commit."));
  }

  private static Set<ObjectId> commits(TreeRequest request, Git git, Range range) throws Failure {
    Set<ObjectId> commits = new HashSet<>();
    HistoryWalk.commits(
        git.directory(), range.to(), range.without(), request.environment(), commits::add);
    return commits;
  }

  /// @param all whether the whole history is wanted, whatever commits are asked for
  HistoryWalk.Terms walk(HistoryWalk.Depth depth, boolean all) {
    ObjectId to = range == null ? head.id() : range.to();
    return new HistoryWalk.Terms(
        to.equals(head.id()) ? List.of(to) : List.of(head.id(), to),
        all || range == null ? List.of() : range.without(),
        below,
        depth,
        false,
        range == null ? null : range.against(),
        mailmap);
  }

  /// Says where nothing was found.
  ///
  /// @param any whether a path was
  void say(boolean any, List<String> notes) {
    CommitFilter asked = filter;
    if (asked == null || any) {
      return;
    }
    if (!asked.anyAuthor() && !given.author().isEmpty()) {
      notes.add(
          "--author \""
              + given.author()
              + "\" is in no author's name or address; `git shortlog -se` lists them");
    } else {
      notes.add(
          asked.any()
              ? "what the commits of " + given.words() + " changed is not in this tree"
              : "no commit meets " + given.words());
    }
  }
}
