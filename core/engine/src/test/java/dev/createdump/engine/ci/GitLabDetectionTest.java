package dev.createdump.engine.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GitLab's predefined variables, pipeline by pipeline.
final class GitLabDetectionTest {
  private static final String BASE = "a".repeat(40);
  private static final String SOURCE = "b".repeat(40);
  private static final String COMMIT = "c".repeat(40);
  private static final String TARGET = "d".repeat(40);

  private final Map<String, String> variables = new TreeMap<>();

  private GitLabDetectionTest with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  private GitLabDetectionTest job() {
    return with("GITLAB_CI", "true")
        .with("CI_COMMIT_SHA", COMMIT)
        .with("CI_DEFAULT_BRANCH", "main")
        .with("CI_PROJECT_PATH", "group/sub/app")
        .with("CI_SERVER_HOST", "gitlab.example.org")
        .with("CI_API_V4_URL", "https://gitlab.example.org/api/v4")
        .with("CI_JOB_ID", "99")
        .with("CI_JOB_URL", "https://gitlab.example.org/j/99");
  }

  private GitLabDetectionTest mergeRequest() {
    return job()
        .with("CI_PIPELINE_SOURCE", "merge_request_event")
        .with("CI_MERGE_REQUEST_IID", "7")
        .with("CI_MERGE_REQUEST_TITLE", "Fix")
        .with("CI_MERGE_REQUEST_PROJECT_URL", "https://gitlab.example.org/group/sub/app")
        .with("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "topic")
        .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
        .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", BASE);
  }

  /// The number counts in the target's project; the fork may have one of its own under it.
  @Test
  void inAForksPipelineTheMergeRequestIsTheTargetsProjects() throws Exception {
    mergeRequest()
        .with("CI_PROJECT_PATH", "eve/app")
        .with("CI_MERGE_REQUEST_PROJECT_PATH", "group/sub/app")
        .with("CI_MERGE_REQUEST_PROJECT_ID", "1")
        .with("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "2");
    CiContext ci = detect();
    assertThat(ci.repository())
        .isEqualTo(
            new CiContext.Repository(
                "gitlab.example.org", "group/sub", "app", "https://gitlab.example.org/api/v4"));
    assertThat(java.util.Objects.requireNonNull(ci.review()).fork()).isTrue();
  }

  private CiContext detect() throws Failure {
    return CiDetector.detect(new Environment(variables));
  }

  @Test
  void aDetachedMergeRequestPipeline() throws Exception {
    // GitLab sets these two only in merged-results pipelines, else to the empty text.
    mergeRequest()
        .with("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "")
        .with("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "");
    CiContext ci = detect();
    assertThat(ci.forge()).isEqualTo("gitlab");
    assertThat(ci.base().candidates()).containsExactly(BASE);
    assertThat(ci.base().fetchable()).containsExactly(BASE, "refs/heads/main");
    assertThat(ci.head().candidates()).containsExactly(COMMIT);
    assertThat(ci.head().fetchable()).containsExactly(COMMIT, "refs/merge-requests/7/head");
    assertThat(ci.review())
        .isEqualTo(
            new CiContext.Review(
                7,
                "Fix",
                "https://gitlab.example.org/group/sub/app/-/merge_requests/7",
                "topic",
                "main"));
    assertThat(ci.repository())
        .isEqualTo(
            new CiContext.Repository(
                "gitlab.example.org", "group/sub", "app", "https://gitlab.example.org/api/v4"));
    assertThat(ci.run()).isEqualTo(new CiContext.Run("99", "https://gitlab.example.org/j/99"));
  }

  @Test
  void aMergedResultsPipelineShowsTheSourceBranch() throws Exception {
    mergeRequest()
        .with("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", SOURCE)
        .with("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", TARGET);
    assertThat(detect().head().candidates()).containsExactly(SOURCE);
    assertThat(detect().base().candidates()).containsExactly(BASE);
  }

  @Test
  void aBaseThatIsNoneIsTheTargetBranch() throws Exception {
    mergeRequest().with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "0".repeat(40));
    assertThat(detect().base().candidates()).contains("refs/remotes/origin/main");
    with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "");
    assertThat(detect().base().isUnknown()).isTrue();
    assertThat(detect().base().label()).contains("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
  }

  @Test
  void aMergeRequestFromAForkIsFetchedByItsRef() throws Exception {
    mergeRequest().with("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", "eve/app");
    assertThat(detect().head().fetchable()).contains("refs/merge-requests/7/head");
  }

  @Test
  void withoutADiffBaseTheTargetBranchIsTaken() throws Exception {
    mergeRequest().with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "");
    assertThat(detect().base().candidates())
        .containsExactly("refs/remotes/origin/main", "refs/heads/main");
    with("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", TARGET);
    assertThat(detect().base().candidates()).containsExactly(TARGET);
  }

  @Test
  void aBranchIsComparedWithWhatWasThereBefore() throws Exception {
    job().with("CI_PIPELINE_SOURCE", "push").with("CI_COMMIT_BEFORE_SHA", BASE);
    assertThat(detect().base().candidates()).containsExactly(BASE);
    assertThat(detect().head().candidates()).containsExactly(COMMIT);
    assertThat(detect().review()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000000000000000000000000000000000000000"})
  void theFirstCommitOfABranchOrATagIsComparedWithTheDefaultBranch(String before) throws Exception {
    job()
        .with("CI_PIPELINE_SOURCE", "push")
        .with("CI_COMMIT_BEFORE_SHA", before)
        .with("CI_COMMIT_TAG", "v1");
    assertThat(detect().base().candidates())
        .containsExactly("refs/remotes/origin/main", "refs/heads/main");
    with("CI_DEFAULT_BRANCH", "");
    assertThat(detect().base().candidates()).startsWith("refs/remotes/origin/HEAD");
  }

  /// Compared with the default branch, a merge request that nobody looked at would pass.
  @ParameterizedTest
  @ValueSource(strings = {"", "0", "x", "-1", "../7", "99999999999999999999999", "1 ", "\u0661"})
  void anOddNumberOfAMergeRequestIsSaid(String iid) throws Exception {
    CiContext ci = mergeRequest().with("CI_MERGE_REQUEST_IID", iid).detect();
    assertThat(ci.review()).isNull();
    assertThat(ci.isReview()).isTrue();
    assertThat(ci.base().isUnknown() && ci.head().isUnknown()).isTrue();
    assertThat(ci.base().label()).contains("CI_MERGE_REQUEST_IID");
  }

  @Test
  void aChildPipelineOfAMergeRequestIsOneToo() throws Exception {
    mergeRequest().with("CI_PIPELINE_SOURCE", "parent_pipeline");
    assertThat(detect().base().candidates()).containsExactly(BASE);
    CiContext ci = with("CI_MERGE_REQUEST_IID", "x").detect();
    assertThat(ci.isReview()).isTrue();
    assertThat(ci.base().isUnknown()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"})
  void aMergeRequestsBaseThatIsNoCommitIsSaid(String variable) throws Exception {
    mergeRequest().with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "").with(variable, "--x");
    CiContext ci = detect();
    assertThat(ci.base().isUnknown()).isTrue();
    assertThat(ci.base().label()).contains(variable).doesNotContain("--x");
    assertThat(ci.head().candidates()).containsExactly(COMMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"})
  void aMergeRequestsHeadThatIsNoCommitIsSaid(String variable) throws Exception {
    CiContext ci = mergeRequest().with(variable, "HEAD~1").detect();
    assertThat(ci.head().isUnknown()).isTrue();
    assertThat(ci.head().label()).contains(variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "--upload-pack=x", "ABCDEF", "a:b"})
  void whatIsNoObjectNameIsNotTakenForOne(String sha) throws Exception {
    job().with("CI_COMMIT_SHA", sha).with("CI_COMMIT_BEFORE_SHA", sha);
    assertThat(detect().head().candidates()).containsExactly("HEAD");
    assertThat(detect().base().candidates()).contains("refs/remotes/origin/main");
  }
}
