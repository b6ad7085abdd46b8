package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Facts;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the conditions of central policies are judged by: the environment of the run, and the
/// repository's remote where that does not name the repository.
public final class PolicyFacts {
  private PolicyFacts() {}

  /// The sources with what can be known; nothing is opened where no policy asks.
  public static ConfigSources known(ConfigSources sources, CiContext ci, Path repository)
      throws Failure {
    if (sources.central().isEmpty()) {
      return sources;
    }
    Central central = sources.central().under(facts(ci, sources.environment(), ci.repository()));
    if (!central.asksForTheRepository()) {
      return sources.withCentral(central);
    }
    try (Git git = Gits.open(repository, Settings.GitChoice.AUTO, sources.environment())) {
      return known(sources, ci, git);
    } catch (Failure.Source e) {
      // Outside a repository it stays unknown, and what is enforced under it counts.
      return sources.withCentral(central);
    }
  }

  /// The same, from a repository that is open.
  static ConfigSources known(ConfigSources sources, CiContext ci, Git git) throws Failure {
    if (sources.central().isEmpty()) {
      return sources;
    }
    Environment environment = sources.environment();
    Central central = sources.central().under(facts(ci, environment, ci.repository()));
    return sources.withCentral(
        central.asksForTheRepository()
            ? central.under(facts(ci, environment, RepositoryIdentity.of(ci, git)))
            : central);
  }

  private static Facts facts(
      CiContext ci, Environment environment, CiContext.@Nullable Repository repository) {
    CiContext.Review review = ci.review();
    String name =
        repository == null || repository.owner().isEmpty()
            ? null
            : repository.owner() + "/" + repository.name();
    return new Facts(
        name,
        branch(ci, environment),
        ci.event().isEmpty() ? "none" : ci.event(),
        review == null ? ci.isReview() ? null : Boolean.FALSE : review.fork());
  }

  private static @Nullable String branch(CiContext ci, Environment environment) {
    CiContext.Review review = ci.review();
    if (review != null) {
      return orNull(review.targetBranch());
    }
    // Of a review that nobody can tell the target is another than what is checked out.
    return ci.isReview() ? null : pushed(ci, environment);
  }

  private static @Nullable String pushed(CiContext ci, Environment environment) {
    return switch (ci.forge()) {
      case "github" ->
          environment.is("GITHUB_REF_TYPE", "branch")
              ? environment.get("GITHUB_REF_NAME").orElse(null)
              : null;
      case "gitlab" -> environment.get("CI_COMMIT_BRANCH").orElse(null);
      default -> null;
    };
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
