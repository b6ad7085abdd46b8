package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells from the environment which change is under review.
public final class CiDetector {
  /// The branches tried as the remote's default where the remote does not say.
  private static final List<String> USUAL_DEFAULTS =
      List.of(
          "refs/remotes/origin/HEAD",
          "refs/remotes/origin/main",
          "refs/remotes/origin/master",
          "refs/remotes/origin/trunk",
          "refs/heads/main",
          "refs/heads/master",
          "refs/heads/trunk");

  private static final String ANYWHERE = "Run `git fetch --unshallow` first.";

  /// What a job of another CI system has set; most runs are none, and load nothing for them.
  private static final List<String> OTHER_SYSTEMS =
      List.of("TF_BUILD", "BITBUCKET_BUILD_NUMBER", "BUILDKITE", "JENKINS_URL");

  private CiDetector() {}

  /// Reads the environment: GitHub, GitLab, another CI system, else a plain checkout.
  ///
  /// @throws Failure.Source where a CI system is there but what it says cannot be read
  public static CiContext detect(Environment environment) throws Failure {
    if (environment.is("GITHUB_ACTIONS", "true")) {
      return GitHubEnvironment.read(environment);
    }
    if (environment.is("GITLAB_CI", "true")) {
      return GitLabEnvironment.read(environment);
    }
    for (String marker : OTHER_SYSTEMS) {
      if (environment.get(marker).isPresent()) {
        return CiSystem.read(environment).orElseGet(CiDetector::local);
      }
    }
    return local();
  }

  /// The one line of a CI system's configuration that makes a shallow checkout whole.
  ///
  /// @param forge what {@link CiContext#forge} says
  public static String mend(String forge) {
    return switch (forge) {
      case "github" -> "Set `fetch-depth: 0` under `with:` of the actions/checkout step.";
      case "gitlab" -> "Set `GIT_DEPTH: 0` under `variables:` of the job.";
      case "none" -> ANYWHERE;
      default -> CiSystem.mend(forge).orElse(ANYWHERE);
    };
  }

  /// A plain checkout: HEAD against the remote's default branch.
  public static CiContext local() {
    return new CiContext("none", "", defaultBranch(), headOfCheckout(), null, null, null);
  }

  static CiContext.Revision headOfCheckout() {
    return new CiContext.Revision("the checked-out commit", List.of("HEAD"), List.of());
  }

  static CiContext.Revision defaultBranch() {
    return new CiContext.Revision("the default branch", USUAL_DEFAULTS, List.of("HEAD"));
  }

  /// A branch of the remote, by its short name.
  static CiContext.Revision branch(String label, String name) {
    return new CiContext.Revision(
        label + " " + name,
        List.of("refs/remotes/origin/" + name, "refs/heads/" + name),
        List.of("refs/heads/" + name));
  }

  /// A commit by its name, to be asked for by that name or as a ref.
  static CiContext.Revision commit(String label, String sha, List<String> alsoFetchable) {
    List<String> fetchable = new java.util.ArrayList<>(List.of(sha));
    fetchable.addAll(alsoFetchable);
    return new CiContext.Revision(label + " " + sha, List.of(sha), fetchable);
  }

  /// A repository by its path on the forge; null where that is none.
  static CiContext.@Nullable Repository repository(String host, String path, String apiUrl) {
    int slash = path.lastIndexOf('/');
    return slash <= 0
        ? null
        : new CiContext.Repository(
            host, path.substring(0, slash), path.substring(slash + 1), apiUrl);
  }

  /// Whether a change comes from another repository than it goes to; null where one is not told.
  static @Nullable Boolean fork(String source, String target) {
    return (source.isEmpty() || target.isEmpty()) ? null : Boolean.valueOf(!source.equals(target));
  }

  /// A revision somebody wrote down: as it is, or as a branch or tag of the remote.
  public static CiContext.Revision named(String label, String revision) {
    return new CiContext.Revision(
        label + " " + revision,
        List.of(revision, "refs/remotes/origin/" + revision),
        List.of(revision));
  }
}
