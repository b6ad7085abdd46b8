package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.spi.Forge;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The run of an untrusted workflow, as GitHub itself describes it to the trusted one that follows
/// it (`workflow_run`). Nothing here was written by the untrusted run but the name of its branch.
///
/// @param event what started the untrusted run, such as `pull_request`
/// @param head the tip of the branch it ran on; its owner is empty where the fork is gone
/// @param trusted the context of the trusted run, without a review
public record FinishedRun(String event, Forge.Head head, CiContext trusted) {
  private static final Set<String> WANTED =
      Set.of(
          "workflow_run.event",
          "workflow_run.head_sha",
          "workflow_run.head_branch",
          "workflow_run.head_repository.owner.login");

  /// Reads the event of the trusted run.
  ///
  /// @throws Failure.Usage where this is no run of that kind
  /// @throws Failure.Source where the event cannot be read
  public static FinishedRun read(Environment environment, CiContext trusted) throws Failure {
    if (!trusted.forge().equals("github") || !trusted.event().equals("workflow_run")) {
      throw new Failure.Usage(
          "`ci publish` works in a GitHub workflow that `workflow_run` starts, and this is "
              + (trusted.event().isEmpty() ? "none" : "one that " + trusted.event() + " started"),
          "Use `create-dump ci` here. docs/github.md shows the two workflows.");
    }
    EventFile file =
        EventFile.read(
            Path.of(environment.get("GITHUB_EVENT_PATH").orElse("")), WANTED, "GITHUB_EVENT_PATH");
    String sha = file.text("workflow_run.head_sha");
    String branch = file.text("workflow_run.head_branch");
    if (!ObjectId.isValid(sha) || branch.isEmpty()) {
      throw new Failure.Source(
          "the event of workflow_run names no valid head",
          "GITHUB_EVENT_PATH must be the event that GitHub wrote.");
    }
    String owner = file.text("workflow_run.head_repository.owner.login");
    return new FinishedRun(
        file.text("workflow_run.event"), new Forge.Head(owner, branch, sha), trusted);
  }

  /// The change to publish: a pull request as the forge describes it, at the commit that the
  /// untrusted run worked on. It is read from the repository's own `refs/pull`, so that nothing of
  /// the fork has to be reachable.
  public CiContext publishing(Forge.PullRequest pull) {
    return new CiContext(
        trusted.forge(),
        trusted.event(),
        CiDetector.commit(
            "the pull request's base", pull.baseSha(), List.of("refs/heads/" + pull.baseBranch())),
        CiDetector.commit(
            "the pull request's head", head.sha(), List.of("refs/pull/" + pull.number() + "/head")),
        trusted.repository(),
        new CiContext.Review(
            pull.number(), pull.title(), pull.url(), pull.headBranch(), pull.baseBranch()),
        trusted.run());
  }
}
