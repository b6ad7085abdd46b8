package dev.createdump.cli;

import dev.createdump.engine.Request;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.FinishedRun;
import dev.createdump.engine.report.Forges;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.RepositoryRef;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/// `create-dump ci publish`: the stage with rights. It believes the forge alone: which pull request
/// it is for, and what that changes. Why nothing of the first stage is read says ADR 11.
final class PublishStage {
  /// What starts an untrusted run that has something to publish.
  private static final Set<String> REVIEWED = Set.of("pull_request", "pull_request_review");

  private PublishStage() {}

  static int run(ParseResult options, Session session, CiContext trusted) throws Failure {
    FinishedRun finished = FinishedRun.read(session.environment(), trusted);
    if (!REVIEWED.contains(finished.event())) {
      return nothing(session, "the finished run was for " + finished.event() + ", no pull request");
    }
    if (finished.head().owner().isEmpty()) {
      return nothing(session, "the fork that the finished run came from is gone");
    }
    List<Forge.PullRequest> pulls = pullRequests(session, trusted, finished);
    if (pulls.isEmpty()) {
      return nothing(
          session,
          "no open pull request has "
              + finished.head().sha()
              + " as its head: it was closed, or has moved on and its newer run publishes");
    }
    int code = ExitCodes.DONE;
    for (Forge.PullRequest pull : pulls) {
      CiContext ci = finished.publishing(pull);
      DumpRun run = DumpRun.of(options, session, ci, Request.Reach.FULL);
      code = Math.max(code, CiCommand.dump(run, session, ci));
    }
    return code;
  }

  private static int nothing(Session session, String why) {
    session.console().say("nothing to publish: " + why);
    return ExitCodes.DONE;
  }

  private static List<Forge.PullRequest> pullRequests(
      Session session, CiContext trusted, FinishedRun finished) throws Failure {
    Forges forges = CiCommand.forges(session);
    var obstacle = forges.obstacle(trusted);
    if (obstacle.isPresent()) {
      throw new Failure.Publish(
          "the pull request cannot be asked for: " + obstacle.get(),
          "Give the job GITHUB_TOKEN with `pull-requests: write`.");
    }
    CiContext.Repository repository = Objects.requireNonNull(trusted.repository());
    URI api = URI.create(repository.apiUrl());
    try (Forge forge = forges.open(trusted, api)) {
      return forge.pullRequestsOf(
          new RepositoryRef(api, repository.owner(), repository.name()), finished.head());
    } catch (ForgeException e) {
      throw new Failure.Publish(e, "Nothing was made or stored.");
    }
  }
}
