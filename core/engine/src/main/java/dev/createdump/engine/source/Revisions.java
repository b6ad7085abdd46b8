package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.patch.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the three commits of a comparison, and brings missing history where that is allowed.
public final class Revisions {
  /// How far a shallow clone is deepened, step by step; the last one means everything, as in
  /// `git fetch --unshallow`.
  private static final int[] DEPTHS = {64, 512, 4096, Integer.MAX_VALUE};

  private final Git git;
  private final boolean mayFetch;
  private final String mend;

  /// @param mayFetch whether a remote may be asked for missing history
  /// @param mend the one-line change that makes the checkout complete
  public Revisions(Git git, boolean mayFetch, String mend) {
    this.git = git;
    this.mayFetch = mayFetch;
    this.mend = mend;
  }

  /// What is compared.
  ///
  /// @param base the tip the change goes to
  /// @param mergeBase where head left base
  /// @param head the tip of the change
  /// @param notes what people should know of the comparison
  /// @param fetchedFrom the remote that missing history came from, empty where none was missing: a
  ///     fact about the clone, not about the change
  public record Comparison(
      Commit base, Commit mergeBase, Commit head, List<String> notes, String fetchedFrom) {
    public Comparison {
      notes = List.copyOf(notes);
    }

    private Comparison fetched(String remote) {
      return new Comparison(base, mergeBase, head, notes, remote);
    }

    private Comparison noting(String note) {
      List<String> all = new ArrayList<>(notes);
      all.add(note);
      return new Comparison(base, mergeBase, head, all, fetchedFrom);
    }
  }

  /// Finds the commits.
  ///
  /// @throws Failure.Source where one is missing and cannot be had
  public Comparison find(CiContext.Revision base, CiContext.Revision head) throws Failure {
    EarlyMergeBases early = EarlyMergeBases.of(git, base, head);
    Optional<Commit> from = resolve(base);
    Optional<Commit> to = resolve(head);
    Optional<Comparison> found = compare(from, to, early);
    if (found.isPresent()) {
      return found.get();
    }
    if (mayFetch && (from.isEmpty() || to.isEmpty() || isShallow())) {
      for (Remote remote : Remote.toAsk(git)) {
        Optional<Comparison> fetched = deepen(remote, base, head);
        if (fetched.isPresent()) {
          return fetched.get().fetched(remote.name());
        }
      }
    }
    throw explain(base, head);
  }

  private Optional<Commit> resolve(CiContext.Revision revision) throws Failure {
    for (String candidate : revision.candidates()) {
      Optional<Commit> commit = git.commit(candidate);
      if (commit.isPresent()) {
        return commit;
      }
    }
    return Optional.empty();
  }

  private Optional<Comparison> compare(
      Optional<Commit> base, Optional<Commit> head, EarlyMergeBases early) throws Failure {
    if (base.isEmpty() || head.isEmpty()) {
      return Optional.empty();
    }
    List<ObjectId> bases = early.of(base.get().id(), head.get().id());
    if (bases.isEmpty() || !isExact(base.get(), head.get(), bases.getFirst())) {
      return Optional.empty();
    }
    Optional<Commit> mergeBase = git.commit(bases.getFirst().hex());
    return mergeBase.map(
        commit -> {
          Comparison found = new Comparison(base.get(), commit, head.get(), List.of(), "");
          return bases.size() == 1
              ? found
              : found.noting(
                  "base and head have "
                      + bases.size()
                      + " best common ancestors; the diff starts from "
                      + bases.getFirst().abbreviated());
        });
  }

  /// Whether no cut of a shallow history lies between the merge base and the two tips: behind a cut
  /// there may be a better common ancestor.
  private boolean isExact(Commit base, Commit head, ObjectId mergeBase) throws Failure {
    Set<ObjectId> cuts = git.shallowCommits();
    if (cuts.isEmpty()) {
      return true;
    }
    Set<ObjectId> between = new HashSet<>();
    git.log(mergeBase, base.id(), commit -> between.add(commit.id()));
    git.log(mergeBase, head.id(), commit -> between.add(commit.id()));
    return between.stream().noneMatch(cuts::contains);
  }

  private boolean isShallow() throws Failure {
    return !git.shallowCommits().isEmpty();
  }

  private Optional<Comparison> deepen(
      Remote remote, CiContext.Revision base, CiContext.Revision head) throws Failure {
    // In a complete clone a depth would cut off what is there.
    int[] depths = git.directory().isShallow() ? DEPTHS : new int[] {Integer.MAX_VALUE};
    for (int depth : depths) {
      // What is said of a change must be true of this very commit, not of what its branch is now.
      Fetched to = fetch(remote, head, depth, namesCommit(head));
      Fetched from = fetch(remote, base, depth, false);
      if (!from.brought() && !to.brought()) {
        return Optional.empty();
      }
      Optional<Comparison> found = compare(from.commit(), to.commit(), EarlyMergeBases.none(git));
      if (found.isPresent() || from.commit().isEmpty()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// What asking a remote led to.
  ///
  /// @param commit the commit, from the remote or as it was here before
  /// @param brought whether the remote gave anything
  private record Fetched(Optional<Commit> commit, boolean brought) {}

  /// Asks for a revision by each of its names. What is here already keeps its meaning, also where
  /// the remote does not know it, as a commit that nobody has pushed.
  ///
  /// @param exact whether what another name brings does not do where the first one stays unknown
  private Fetched fetch(Remote remote, CiContext.Revision revision, int depth, boolean exact)
      throws Failure {
    Optional<Commit> here = resolve(revision);
    List<String> names = new ArrayList<>();
    here.ifPresent(commit -> names.add(commit.id().hex()));
    names.addAll(revision.fetchable());
    for (String name : names) {
      Optional<ObjectId> fetched = git.fetch(remote, name, depth);
      if (fetched.isPresent()) {
        Optional<Commit> now = here.isPresent() ? here : resolve(revision);
        boolean replaced = now.isEmpty() && !exact;
        return new Fetched(replaced ? git.commit(fetched.get().hex()) : now, true);
      }
    }
    return new Fetched(here, false);
  }

  private static boolean namesCommit(CiContext.Revision revision) {
    return !revision.isUnknown() && ObjectId.isValid(revision.candidates().getFirst());
  }

  private Failure explain(CiContext.Revision base, CiContext.Revision head) throws Failure {
    Optional<Commit> from = resolve(base);
    Optional<Commit> to = resolve(head);
    if (from.isEmpty() || to.isEmpty()) {
      String missing = from.isEmpty() ? base.label() : head.label();
      String state =
          isShallow() ? " is not in this shallow clone" : " is not in " + git.directory().gitDir();
      return new Failure.Source(
          missing + state + (mayFetch ? ", and no remote could give it" : ""),
          isShallow() ? mend : hint(from.isEmpty() ? base : head));
    }
    if (isShallow()) {
      return new Failure.Source(
          "the history between "
              + base.label()
              + " and "
              + head.label()
              + " is cut off in this shallow clone, so their merge base cannot be told",
          mend);
    }
    return new Failure.Source(
        base.label() + " and " + head.label() + " have no common ancestor",
        "A pull request needs one; compare revisions of the same history.");
  }

  private static String hint(CiContext.Revision missing) {
    return missing.isUnknown() || RevisionText.isPlain(missing.candidates().getFirst())
        ? "Check the name; a branch that was deleted or force-pushed away may have taken it along."
            + " Name another with --base or --head, or fetch it."
        : "`@{...}` and colons ask for what is looked at by git alone: reflogs, upstreams, messages."
            + " Name a branch, a tag or a commit; `git rev-parse` tells which it is.";
  }
}
