package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.patch.ObjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads GitLab CI's predefined variables, for merge request and branch pipelines.
final class GitLabEnvironment {
  private final Environment environment;

  private GitLabEnvironment(Environment environment) {
    this.environment = environment;
  }

  static CiContext read(Environment environment) {
    return new GitLabEnvironment(environment).context();
  }

  private CiContext context() {
    CiContext.Review review = review();
    return new CiContext(
        "gitlab",
        environment.get("CI_PIPELINE_SOURCE").orElse(""),
        review == null ? branchBase() : reviewBase(review),
        head(review),
        repository(review),
        review,
        run());
  }

  /// The base the merge request is compared with; GitLab names the merge base itself.
  private CiContext.Revision reviewBase(CiContext.Review review) {
    return sha("CI_MERGE_REQUEST_DIFF_BASE_SHA")
        .or(() -> sha("CI_MERGE_REQUEST_TARGET_BRANCH_SHA"))
        .map(
            sha ->
                CiDetector.commit(
                    "the merge request's base",
                    sha,
                    List.of("refs/heads/" + review.targetBranch())))
        .orElseGet(() -> targetBranch(review.targetBranch()));
  }

  private static CiContext.Revision targetBranch(String name) {
    return name.isEmpty()
        ? CiContext.Revision.unknown(
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME does not say where the merge request goes to")
        : CiDetector.branch("the target branch", name);
  }

  /// What a push brought: before against after; the first commit of a branch, against the default.
  private CiContext.Revision branchBase() {
    return sha("CI_COMMIT_BEFORE_SHA")
        .map(sha -> CiDetector.commit("the commit before the push", sha, List.of()))
        .or(
            () ->
                environment
                    .get("CI_DEFAULT_BRANCH")
                    .map(name -> CiDetector.branch("the default branch", name)))
        .orElseGet(CiDetector::defaultBranch);
  }

  /// In a merged-results pipeline CI_COMMIT_SHA is a merge nobody wrote; the source branch's commit
  /// is the change.
  private CiContext.Revision head(CiContext.@Nullable Review review) {
    Optional<String> source =
        review == null ? Optional.empty() : sha("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA");
    List<String> refs =
        review == null ? List.of() : List.of("refs/merge-requests/" + review.number() + "/head");
    return source
        .or(() -> sha("CI_COMMIT_SHA"))
        .map(sha -> CiDetector.commit("the commit of the pipeline", sha, refs))
        .orElseGet(CiDetector::headOfCheckout);
  }

  private CiContext.@Nullable Review review() {
    String iid = environment.get("CI_MERGE_REQUEST_IID").orElse("");
    // Numbers start at 1.
    if (!iid.matches("[1-9][0-9]{0,17}")) {
      return null;
    }
    String url = environment.get("CI_MERGE_REQUEST_PROJECT_URL").orElse("");
    return new CiContext.Review(
        Long.parseLong(iid),
        environment.get("CI_MERGE_REQUEST_TITLE").orElse(""),
        url.isEmpty() ? "" : url + "/-/merge_requests/" + iid,
        environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME").orElse(""),
        environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME").orElse(""),
        fork());
  }

  private @Nullable Boolean fork() {
    return CiDetector.fork(
        environment.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID").orElse(""),
        environment.get("CI_MERGE_REQUEST_PROJECT_ID").orElse(""));
  }

  /// A fork's pipeline runs in the fork's project; its merge request's number counts in the
  /// target's.
  private CiContext.@Nullable Repository repository(CiContext.@Nullable Review review) {
    String path =
        (review == null
                ? Optional.<String>empty()
                : environment.get("CI_MERGE_REQUEST_PROJECT_PATH"))
            .or(() -> environment.get("CI_PROJECT_PATH"))
            .orElse("");
    return CiDetector.repository(
        environment.get("CI_SERVER_HOST").orElse(""),
        path,
        environment.get("CI_API_V4_URL").orElse(""));
  }

  private CiContext.@Nullable Run run() {
    return environment
        .get("CI_JOB_ID")
        .map(id -> new CiContext.Run(id, Hosts.page(environment.get("CI_JOB_URL").orElse(""))))
        .orElse(null);
  }

  /// Names of nothing are what GitLab sets where there is no commit.
  private Optional<String> sha(String variable) {
    return environment
        .get(variable)
        .filter(ObjectId::isValid)
        .filter(sha -> !new ObjectId(sha).isNull());
  }
}
