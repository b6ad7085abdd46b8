package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.CommitTouches;
import dev.createdump.engine.dump.Comparison;
import dev.createdump.engine.insight.RangeFacts;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.RedactionKey;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.HistoryWalk;
import dev.createdump.engine.source.PathTouch;
import java.util.ArrayList;
import java.util.List;

/// The flow of `create-dump compare`: what two revisions have that the other has not.
public final class CompareRevisions {
  private CompareRevisions() {}

  /// What came of it.
  ///
  /// @param proof what every output must pass
  public record Result(Comparison comparison, Proof proof) {}

  /// @throws Failure.Source where one of them is not there
  public static Result run(CompareRequest request) throws Failure {
    Resolved config =
        ConfigLoader.load(PolicyFacts.known(request.config(), request.ci(), request.repository()));
    try (Git git =
        Gits.open(request.repository(), config.settings().source(), request.environment())) {
      Commit base = commit(git, request.base());
      Commit head = commit(git, request.head());
      List<ObjectId> mergeBases = git.mergeBases(base.id(), head.id());
      RuleSet rules = Silence.rules(git, base, config.settings().scan(), request.environment());
      TreeCache cache = TreeCache.of(request.environment(), config);
      RangeFacts ahead = ahead(request, git, terms(git, head, base), cache, rules);
      int behind = behind(request, git, base, head);
      List<PathTouch> files =
          mergeBases.isEmpty()
              ? List.of()
              : HistoryWalk.between(
                  git.directory(), mergeBases.getFirst(), head.id(), request.environment());
      ComparisonBuilder.Facts facts =
          new ComparisonBuilder.Facts(
              RepositoryIdentity.of(request.ci(), git),
              base,
              head,
              mergeBases,
              ahead,
              behind,
              files,
              notes(config, cache, git, mergeBases, ahead),
              request.toolVersion());
      ComparisonBuilder builder =
          new ComparisonBuilder(facts, rules, RedactionKey.of(request.environment()));
      return new Result(builder.build(), builder.proof());
    }
  }

  private static Commit commit(Git git, String revision) throws Failure {
    for (String candidate : List.of(revision, "origin/" + revision)) {
      var commit = git.commit(candidate);
      if (commit.isPresent()) {
        return commit.get();
      }
    }
    throw new Failure.Source(
        "there is no commit " + revision, "Fetch it, or name another: `git branch -a` lists some.");
  }

  private static HistoryWalk.Terms terms(Git git, Commit head, Commit base) throws Failure {
    return new HistoryWalk.Terms(
        List.of(head.id()),
        List.of(base.id()),
        "",
        HistoryWalk.Depth.LINES,
        true,
        null,
        HistoryTerms.mailmap(git, head.id()).isPresent());
  }

  private static RangeFacts ahead(
      CompareRequest request, Git git, HistoryWalk.Terms walk, TreeCache cache, RuleSet rules)
      throws Failure {
    RangeFacts ahead = new RangeFacts(request.most());
    Environment environment = request.environment();
    try (CommitTouches touches =
        cache.touches(request.toolVersion(), environment, git.directory(), walk, rules)) {
      HistoryWalk.run(git.directory(), walk, environment, touches, ahead);
      touches.save();
    }
    return ahead;
  }

  private static int behind(CompareRequest request, Git git, Commit base, Commit head)
      throws Failure {
    int[] count = {0};
    HistoryWalk.commits(
        git.directory(), base.id(), List.of(head.id()), request.environment(), id -> count[0]++);
    return count[0];
  }

  private static List<String> notes(
      Resolved config, TreeCache cache, Git git, List<ObjectId> mergeBases, RangeFacts ahead)
      throws Failure {
    List<String> notes = new ArrayList<>(config.notes());
    notes.addAll(cache.remarks());
    if (!git.shallowCommits().isEmpty()) {
      notes.add(
          "the history is cut off (a shallow clone): counts hold for what is here; fetch the rest"
              + " with `git fetch --unshallow`");
    }
    if (mergeBases.isEmpty()) {
      notes.add("the two have no common ancestor here, so no files are compared");
    } else if (mergeBases.size() > 1) {
      notes.add(
          "there are "
              + mergeBases.size()
              + " best common ancestors; files are compared with "
              + mergeBases.getFirst().abbreviated());
    }
    if (ahead.commits() > ahead.listed().size()) {
      notes.add(
          ahead.listed().size()
              + " of "
              + ahead.commits()
              + " commits are listed, all are counted; --max-commits lists more");
    }
    return notes;
  }
}
