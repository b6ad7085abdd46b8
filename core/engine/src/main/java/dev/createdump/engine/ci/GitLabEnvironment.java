package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.patch.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads GitLab CI's predefined variables, for merge request and branch pipelines.
final class GitLabEnvironment {
  private static final String MERGE_REQUEST = "merge_request_event";
  private static final String HEAD = "the commit of the pipeline";

  /// Numbers start at 1.
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final Environment environment;

  private GitLabEnvironment(Environment environment) {
    this.environment = environment;
  }

  static CiContext read(Environment environment) {
    return new GitLabEnvironment(environment).context();
  }

  private CiContext context() {
    if (isReview() && !NUMBER.matcher(iid()).matches()) {
      // Whoever names the revisions, or asks for no change, can do without.
      CiContext.Revision unknown =
          CiContext.Revision.unknown("CI_MERGE_REQUEST_IID is no number of a merge request");
      return context(MERGE_REQUEST, unknown, unknown, null);
    }
    CiContext.Review review = review();
    return context(
        environment.get("CI_PIPELINE_SOURCE").orElse(""),
        review == null ? branchBase() : reviewBase(review),
        review == null ? branchHead() : reviewHead(review),
        review);
  }

  private CiContext context(
      String event,
      CiContext.Revision base,
      CiContext.Revision head,
      CiContext.@Nullable Review review) {
    return new CiContext("gitlab", event, base, head, repository(review), review, run());
  }

  /// Child pipelines of a merge request's have a source of their own, and its number.
  private boolean isReview() {
    return environment.is("CI_PIPELINE_SOURCE", MERGE_REQUEST) || !iid().isEmpty();
  }

  private String iid() {
    return environment.get("CI_MERGE_REQUEST_IID").orElse("");
  }

  /// The base the merge request is compared with; GitLab names the merge base itself.
  private CiContext.Revision reviewBase(CiContext.Review review) {
    return reviewed(
        "the merge request's base",
        List.of("CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"),
        List.of("refs/heads/" + review.targetBranch()),
        targetBranch(review.targetBranch()));
  }

  /// In a merged-results pipeline CI_COMMIT_SHA is a merge nobody wrote; the source branch's commit
  /// is the change.
  private CiContext.Revision reviewHead(CiContext.Review review) {
    return reviewed(
        HEAD,
        List.of("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"),
        List.of("refs/merge-requests/" + review.number() + "/head"),
        CiDetector.headOfCheckout());
  }

  /// The commit that the first of some variables names. Another than the one that is under review
  /// would pass where that does not, so what is no commit's name is not passed over.
  ///
  /// @param otherwise where none of them is set
  private CiContext.Revision reviewed(
      String label, List<String> variables, List<String> refs, CiContext.Revision otherwise) {
    for (String variable : variables) {
      String text = environment.get(variable).orElse("");
      if (!text.isEmpty() && !ObjectId.isValid(text)) {
        return CiContext.Revision.unknown(variable + " is no commit's whole name");
      }
      Optional<String> sha = sha(variable);
      if (sha.isPresent()) {
        return CiDetector.commit(label, sha.get(), refs);
      }
    }
    return otherwise;
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

  private CiContext.Revision branchHead() {
    return sha("CI_COMMIT_SHA")
        .map(sha -> CiDetector.commit(HEAD, sha, List.of()))
        .orElseGet(CiDetector::headOfCheckout);
  }

  private CiContext.@Nullable Review review() {
    String iid = iid();
    if (iid.isEmpty()) {
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
