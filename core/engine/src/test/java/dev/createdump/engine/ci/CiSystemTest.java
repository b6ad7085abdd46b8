package dev.createdump.engine.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// CI systems without adapter, with the variables that their documentation names.
final class CiSystemTest {
  private static final String SHA = "a".repeat(40);

  private final Map<String, String> variables = new TreeMap<>();

  private CiSystemTest with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  private CiContext detect() throws Failure {
    return CiDetector.detect(new Environment(variables));
  }

  @Test
  void aChangeRequestInJenkins() throws Exception {
    CiContext ci =
        with("JENKINS_URL", "https://ci.example.org/")
            .with("BUILD_TAG", "jenkins-app-PR-7-3")
            .with("BUILD_URL", "https://ci.example.org/job/app/job/PR-7/3/")
            .with("BRANCH_NAME", "PR-7")
            .with("CHANGE_ID", "7")
            .with("CHANGE_TITLE", "Fix ${HOME}")
            .with("CHANGE_URL", "https://git.example.org/o/app/pull/7")
            .with("CHANGE_BRANCH", "topic")
            .with("CHANGE_TARGET", "main")
            .detect();
    assertThat(ci.forge()).isEqualTo("jenkins");
    assertThat(ci.base().candidates())
        .containsExactly("refs/remotes/origin/main", "refs/heads/main");
    assertThat(ci.base().fetchable()).containsExactly("refs/heads/main");
    assertThat(ci.head().candidates()).containsExactly("HEAD");
    assertThat(ci.review())
        .isEqualTo(
            new CiContext.Review(
                7, "Fix ${HOME}", "https://git.example.org/o/app/pull/7", "topic", "main"));
    assertThat(ci.run())
        .isEqualTo(
            new CiContext.Run("jenkins-app-PR-7-3", "https://ci.example.org/job/app/job/PR-7/3/"));
    assertThat(ci.repository()).isNull();
  }

  @Test
  void aBranchInJenkins() throws Exception {
    CiContext ci = with("JENKINS_URL", "https://ci.example.org/").with("BRANCH_NAME", "x").detect();
    assertThat(ci.review()).isNull();
    assertThat(ci.base()).isEqualTo(CiDetector.defaultBranch());
    assertThat(ci.run()).isNull();
  }

  private CiSystemTest azure() {
    return with("TF_BUILD", "True")
        .with("BUILD_REASON", "PullRequest")
        .with("BUILD_BUILDID", "55")
        .with("BUILD_SOURCEVERSION", "b".repeat(40))
        .with("SYSTEM_COLLECTIONURI", "https://dev.azure.com/org/")
        .with("SYSTEM_TEAMPROJECT", "team")
        .with("BUILD_REPOSITORY_URI", "https://dev.azure.com/org/team/_git/app")
        .with("SYSTEM_PULLREQUEST_SOURCECOMMITID", SHA);
  }

  @Test
  void aPullRequestOfAzureRepos() throws Exception {
    CiContext ci =
        azure()
            .with("SYSTEM_PULLREQUEST_PULLREQUESTID", "17")
            .with("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/topic/a")
            .with("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main")
            .detect();
    assertThat(ci.forge()).isEqualTo("azure-pipelines");
    assertThat(ci.event()).isEqualTo("PullRequest");
    assertThat(ci.head().candidates()).containsExactly(SHA);
    assertThat(ci.review())
        .isEqualTo(
            new CiContext.Review(
                17,
                "",
                "https://dev.azure.com/org/team/_git/app/pullrequest/17",
                "topic/a",
                "main"));
    assertThat(ci.run())
        .isEqualTo(
            new CiContext.Run("55", "https://dev.azure.com/org/team/_build/results?buildId=55"));
  }

  @Test
  void aPullRequestOfGitHubInAzurePipelines() throws Exception {
    // The id is Azure's own there; people know the number.
    CiContext ci =
        azure()
            .with("SYSTEM_PULLREQUEST_PULLREQUESTID", "998877")
            .with("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "12")
            .with("SYSTEM_PULLREQUEST_TARGETBRANCH", "main")
            .detect();
    assertThat(ci.review()).isEqualTo(new CiContext.Review(12, "", "", "", "main"));
  }

  @Test
  void aPullRequestInBitbucketPipelines() throws Exception {
    CiContext ci =
        with("BITBUCKET_BUILD_NUMBER", "9")
            .with("BITBUCKET_PIPELINE_UUID", "{0a1b}")
            .with("BITBUCKET_GIT_HTTP_ORIGIN", "https://bitbucket.org/team/app")
            .with("BITBUCKET_COMMIT", SHA)
            .with("BITBUCKET_BRANCH", "topic")
            .with("BITBUCKET_PR_ID", "3")
            .with("BITBUCKET_PR_DESTINATION_BRANCH", "main")
            .detect();
    assertThat(ci.forge()).isEqualTo("bitbucket-pipelines");
    assertThat(ci.head().candidates()).containsExactly(SHA);
    assertThat(ci.review())
        .isEqualTo(
            new CiContext.Review(
                3, "", "https://bitbucket.org/team/app/pull-requests/3", "topic", "main"));
    assertThat(ci.run())
        .isEqualTo(
            new CiContext.Run("{0a1b}", "https://bitbucket.org/team/app/pipelines/results/9"));
  }

  private CiSystemTest buildkite() {
    return with("BUILDKITE", "true")
        .with("BUILDKITE_SOURCE", "webhook")
        .with("BUILDKITE_COMMIT", SHA)
        .with("BUILDKITE_BRANCH", "topic")
        .with("BUILDKITE_PIPELINE_DEFAULT_BRANCH", "trunk")
        .with("BUILDKITE_JOB_ID", "0190-ab")
        .with("BUILDKITE_BUILD_URL", "https://buildkite.com/o/app/builds/4");
  }

  @Test
  void aPullRequestInBuildkite() throws Exception {
    CiContext ci =
        buildkite()
            .with("BUILDKITE_PULL_REQUEST", "31")
            .with("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main")
            .detect();
    assertThat(ci.event()).isEqualTo("webhook");
    assertThat(ci.base().candidates()).contains("refs/remotes/origin/main");
    assertThat(ci.review()).isEqualTo(new CiContext.Review(31, "", "", "topic", "main"));
    assertThat(ci.run())
        .isEqualTo(new CiContext.Run("0190-ab", "https://buildkite.com/o/app/builds/4"));
  }

  @Test
  void aBranchInBuildkiteHasNoPullRequest() throws Exception {
    CiContext ci = buildkite().with("BUILDKITE_PULL_REQUEST", "false").detect();
    assertThat(ci.review()).isNull();
    assertThat(ci.base().candidates())
        .isEqualTo(List.of("refs/remotes/origin/trunk", "refs/heads/trunk"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "07", "1e3", "9999999999999999999", "7; rm", "٣"})
  void whatIsNoNumberIsNoPullRequest(String number) throws Exception {
    assertThat(buildkite().with("BUILDKITE_PULL_REQUEST", number).detect().review()).isNull();
  }

  @Test
  void whatIsNoCommitIsNotAskedFor() throws Exception {
    CiContext ci = buildkite().with("BUILDKITE_COMMIT", "HEAD; rm -rf /").detect();
    assertThat(ci.head()).isEqualTo(CiDetector.headOfCheckout());
  }

  @Test
  void gitHubAndGitLabComeFirst() throws Exception {
    assertThat(buildkite().with("GITLAB_CI", "true").detect().forge()).isEqualTo("gitlab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github",
        "gitlab",
        "jenkins",
        "azure-pipelines",
        "bitbucket-pipelines",
        "buildkite",
        "none"
      })
  void everySystemHasALineThatMendsAShallowCheckout(String forge) {
    assertThat(CiDetector.mend(forge)).contains("`").endsWith(".");
  }
}
