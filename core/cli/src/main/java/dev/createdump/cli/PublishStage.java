package dev.createdump.cli;

import dev.createdump.engine.Request;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.FinishedRun;
import dev.createdump.engine.ci.MergeRequestEvent;
import dev.createdump.engine.report.Forges;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.PullRequestRef;
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
    return trusted.forge().equals("gitlab")
        ? afterWebhook(options, session, trusted)
        : afterRun(options, session, trusted);
  }

  private static int afterRun(ParseResult options, Session session, CiContext trusted)
      throws Failure {
    FinishedRun finished = FinishedRun.read(session.environment(), trusted);
    if (!REVIEWED.contains(finished.event())) {
      return nothing(session, "the finished run was for " + finished.event() + ", no pull request");
    }
    if (finished.head().owner().isEmpty()) {
      return nothing(session, "the fork that the finished run came from is gone");
    }
    List<Forge.PullRequest> pulls =
        asked(
            session,
            trusted,
            (forge, repository) -> forge.pullRequestsOf(repository, finished.head()));
    if (pulls.isEmpty()) {
      return nothing(
          session,
          "no open pull request has "
              + finished.head().sha()
              + " as its head: it was closed, or has moved on and its newer run publishes");
    }
    int code = ExitCodes.DONE;
    for (Forge.PullRequest pull : pulls) {
      code = Math.max(code, publish(options, session, finished.publishing(pull)));
    }
    return code;
  }

  private static int afterWebhook(ParseResult options, Session session, CiContext trusted)
      throws Failure {
    MergeRequestEvent event = MergeRequestEvent.read(session.environment(), trusted);
    Forge.PullRequest pull =
        asked(
            session,
            trusted,
            (forge, repository) ->
                forge.read(
                    new PullRequestRef(
                        repository.apiUrl(),
                        repository.owner(),
                        repository.name(),
                        event.number())));
    return pull.open()
        ? publish(options, session, event.publishing(pull))
        : nothing(session, "merge request " + event.number() + " is not open any more");
  }

  private static int publish(ParseResult options, Session session, CiContext ci) throws Failure {
    return CiCommand.dump(DumpRun.of(options, session, ci, Request.Reach.FULL), session, ci);
  }

  private static int nothing(Session session, String why) {
    session.console().say("nothing to publish: " + why);
    return ExitCodes.DONE;
  }

  private interface Question<T> {
    T to(Forge forge, RepositoryRef repository) throws ForgeException;
  }

  /// What the forge says of the pull requests of the job's own repository.
  private static <T> T asked(Session session, CiContext trusted, Question<T> question)
      throws Failure {
    Forges forges = CiCommand.forges(session);
    var obstacle = forges.obstacle(trusted);
    if (obstacle.isPresent()) {
      throw new Failure.Publish(
          "the forge cannot be asked what to publish: " + obstacle.get(),
          "Nothing was made or stored.");
    }
    CiContext.Repository repository = Objects.requireNonNull(trusted.repository());
    URI api = URI.create(repository.apiUrl());
    try (Forge forge = forges.open(trusted, api)) {
      return question.to(forge, new RepositoryRef(api, repository.owner(), repository.name()));
    } catch (ForgeException e) {
      throw new Failure.Publish(e, "Nothing was made or stored.");
    }
  }
}
