package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.patch.ObjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A CI system that describes a change in variables alone, and has no adapter: what it calls each
/// thing, as its documentation says. Every text may hold `${VARIABLE}`; one that names a variable
/// which is not set counts as absent.
///
/// @param name how the manifest calls it
/// @param marker a variable that is set in every job of it, and nowhere else
/// @param event why the job runs
/// @param number the pull request's number; other texts than numbers mean that there is none
/// @param title its title
/// @param url where people read it
/// @param sourceBranch the branch it comes from
/// @param targetBranch the branch it goes to, with or without `refs/heads/`
/// @param headSha the commit of the change; absent, the one that is checked out
/// @param defaultBranch what a job without a pull request is compared with
/// @param runId the run's own id
/// @param runUrl where people read its log
/// @param mend the one line that makes its checkout whole
record CiSystem(
    String name,
    String marker,
    String event,
    String number,
    String title,
    String url,
    String sourceBranch,
    String targetBranch,
    String headSha,
    String defaultBranch,
    String runId,
    String runUrl,
    String mend) {

  private static final String REF = "refs/heads/";

  /// Multibranch Pipeline, and its Branch API plug-in for change requests.
  private static final CiSystem JENKINS =
      new CiSystem(
          "jenkins",
          "JENKINS_URL",
          "",
          "${CHANGE_ID}",
          "${CHANGE_TITLE}",
          "${CHANGE_URL}",
          "${CHANGE_BRANCH}",
          "${CHANGE_TARGET}",
          "",
          "",
          "${BUILD_TAG}",
          "${BUILD_URL}",
          "Switch \"Shallow clone\" off in the job's checkout, or add `git fetch --unshallow`.");

  private static final CiSystem AZURE_GITHUB = azure("${SYSTEM_PULLREQUEST_PULLREQUESTNUMBER}", "");

  /// The same system with its own repositories.
  private static final CiSystem AZURE =
      azure(
          "${SYSTEM_PULLREQUEST_PULLREQUESTID}",
          "${BUILD_REPOSITORY_URI}/pullrequest/${SYSTEM_PULLREQUEST_PULLREQUESTID}");

  private static final CiSystem BITBUCKET =
      new CiSystem(
          "bitbucket-pipelines",
          "BITBUCKET_BUILD_NUMBER",
          "",
          "${BITBUCKET_PR_ID}",
          "",
          "${BITBUCKET_GIT_HTTP_ORIGIN}/pull-requests/${BITBUCKET_PR_ID}",
          "${BITBUCKET_BRANCH}",
          "${BITBUCKET_PR_DESTINATION_BRANCH}",
          "${BITBUCKET_COMMIT}",
          "",
          "${BITBUCKET_PIPELINE_UUID}",
          "${BITBUCKET_GIT_HTTP_ORIGIN}/pipelines/results/${BITBUCKET_BUILD_NUMBER}",
          "Set `depth: full` under `clone:` in bitbucket-pipelines.yml.");

  private static final CiSystem BUILDKITE =
      new CiSystem(
          "buildkite",
          "BUILDKITE",
          "${BUILDKITE_SOURCE}",
          "${BUILDKITE_PULL_REQUEST}",
          "",
          "",
          "${BUILDKITE_BRANCH}",
          "${BUILDKITE_PULL_REQUEST_BASE_BRANCH}",
          "${BUILDKITE_COMMIT}",
          "${BUILDKITE_PIPELINE_DEFAULT_BRANCH}",
          "${BUILDKITE_JOB_ID}",
          "${BUILDKITE_BUILD_URL}",
          "Leave `--depth` out of BUILDKITE_GIT_CLONE_FLAGS, or add `git fetch --unshallow`.");

  private static final List<CiSystem> ALL =
      List.of(AZURE_GITHUB, AZURE, BITBUCKET, BUILDKITE, JENKINS);

  private static CiSystem azure(String number, String url) {
    return new CiSystem(
        "azure-pipelines",
        "TF_BUILD",
        "${BUILD_REASON}",
        number,
        "",
        url,
        "${SYSTEM_PULLREQUEST_SOURCEBRANCH}",
        "${SYSTEM_PULLREQUEST_TARGETBRANCH}",
        // A pull request is built as a merge nobody wrote; its source is the change.
        "${SYSTEM_PULLREQUEST_SOURCECOMMITID}",
        "",
        "${BUILD_BUILDID}",
        "${SYSTEM_COLLECTIONURI}${SYSTEM_TEAMPROJECT}/_build/results?buildId=${BUILD_BUILDID}",
        "Set `fetchDepth: 0` on the `checkout: self` step.");
  }

  /// What the environment says, where it is that of one of these systems.
  static Optional<CiContext> read(Environment environment) {
    CiContext found = null;
    for (CiSystem system : ALL) {
      if (environment.get(system.marker).isPresent() && (found == null || found.review() == null)) {
        CiContext context = system.context(environment);
        found = found == null || context.review() != null ? context : found;
      }
    }
    return Optional.ofNullable(found);
  }

  /// The one line that makes a shallow checkout whole.
  ///
  /// @param name what {@link CiContext#forge} says
  static Optional<String> mend(String name) {
    for (CiSystem system : ALL) {
      if (system.name.equals(name)) {
        return Optional.of(system.mend);
      }
    }
    return Optional.empty();
  }

  private CiContext context(Environment environment) {
    CiContext.Review review = review(environment);
    return new CiContext(
        name,
        text(event, environment),
        review == null ? branchBase(environment) : base(review),
        head(environment),
        null,
        review,
        run(environment));
  }

  private static CiContext.Revision base(CiContext.Review review) {
    return review.targetBranch().isEmpty()
        ? CiDetector.defaultBranch()
        : CiDetector.branch("the target branch", review.targetBranch());
  }

  private CiContext.Revision branchBase(Environment environment) {
    String branch = text(defaultBranch, environment);
    return branch.isEmpty()
        ? CiDetector.defaultBranch()
        : CiDetector.branch("the default branch", branch);
  }

  private CiContext.Revision head(Environment environment) {
    String sha = text(headSha, environment);
    return ObjectId.isValid(sha)
        ? CiDetector.commit("the commit of the build", sha, List.of())
        : CiDetector.headOfCheckout();
  }

  private CiContext.@Nullable Review review(Environment environment) {
    String text = text(number, environment);
    if (!isNumber(text)) {
      return null;
    }
    return new CiContext.Review(
        Long.parseLong(text),
        text(title, environment),
        text(url, environment),
        branch(text(sourceBranch, environment)),
        branch(text(targetBranch, environment)));
  }

  private CiContext.@Nullable Run run(Environment environment) {
    String id = text(runId, environment);
    return id.isEmpty() ? null : new CiContext.Run(id, Hosts.page(text(runUrl, environment)));
  }

  /// Whether a text is a number from 1 that fits; Buildkite says `false` where there is none.
  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > 18 || text.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String branch(String ref) {
    return ref.startsWith(REF) ? ref.substring(REF.length()) : ref;
  }

  /// Puts variables in; the values themselves are not looked at again.
  private static String text(String template, Environment environment) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int open = template.indexOf("${"); open >= 0; open = template.indexOf("${", at)) {
      int close = template.indexOf('}', open);
      Optional<String> value = environment.get(template.substring(open + 2, close));
      if (value.isEmpty()) {
        return "";
      }
      text.append(template, at, open).append(value.get());
      at = close + 1;
    }
    return text.append(template, at, template.length()).toString();
  }
}
