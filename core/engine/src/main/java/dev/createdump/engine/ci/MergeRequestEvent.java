package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.spi.Forge;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The event of a merge request, as a project's webhook hands it to the pipeline that it triggers.
/// Only the merge request's number is taken from it: whoever knows the trigger's token may write
/// the rest, and what the number stands for the forge tells.
///
/// @param number the merge request's number in the project of the pipeline
/// @param trusted the context of the pipeline, without a review
public record MergeRequestEvent(long number, CiContext trusted) {
  private static final String PAYLOAD = "TRIGGER_PAYLOAD";

  private static final Set<String> WANTED =
      Set.of("object_kind", "object_attributes.iid", "project.id");

  /// Reads the event of a triggered pipeline.
  ///
  /// @throws Failure.Usage where this is no pipeline of that kind
  /// @throws Failure.Source where the event cannot be read, or is another project's
  public static MergeRequestEvent read(Environment environment, CiContext trusted) throws Failure {
    String payload = environment.get(PAYLOAD).orElse("");
    if (!trusted.event().equals("trigger") || payload.isEmpty()) {
      throw new Failure.Usage(
          "`ci publish` works in a GitLab pipeline that a webhook for merge request events triggers,"
              + " and this is one of "
              + (trusted.event().isEmpty() ? "another kind" : trusted.event()),
          "Use `create-dump ci` here. docs/gitlab.md shows the two stages.");
    }
    EventFile file = EventFile.read(Path.of(payload), WANTED, PAYLOAD);
    String number = file.text("object_attributes.iid");
    if (!file.text("object_kind").equals("merge_request") || !number.matches("[1-9][0-9]{0,17}")) {
      throw new Failure.Source(
          "the webhook's event is none of a merge request",
          "Let the webhook send merge request events alone.");
    }
    if (!file.text("project.id").equals(environment.get("CI_PROJECT_ID").orElse(""))) {
      throw new Failure.Source(
          "the webhook's event is of another project",
          "Each project needs a webhook and a pipeline of its own.");
    }
    return new MergeRequestEvent(Long.parseLong(number), trusted);
  }

  /// The change to publish: the merge request as the forge describes it. It is read from the
  /// project's own `refs/merge-requests`, so that nothing of the fork has to be reachable.
  public CiContext publishing(Forge.PullRequest pull) {
    return new CiContext(
        trusted.forge(),
        trusted.event(),
        CiDetector.commit(
            "the merge request's base", pull.baseSha(), List.of("refs/heads/" + pull.baseBranch())),
        CiDetector.commit(
            "the merge request's head",
            pull.headSha(),
            List.of("refs/merge-requests/" + pull.number() + "/head")),
        trusted.repository(),
        new CiContext.Review(
            pull.number(), pull.title(), pull.url(), pull.headBranch(), pull.baseBranch()),
        trusted.run());
  }
}
