package dev.createdump.cli;

import dev.createdump.testkit.forge.FakeGitLab;
import dev.createdump.testkit.forge.FakeGitLab.Account;
import dev.createdump.testkit.forge.FakeGitLab.Scope;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Path;

/// A job of GitLab CI for merge request 12 of `group/sub/app`, with a GitLab that fits in a test.
final class GitLabRun implements AutoCloseable {
  static final String PROJECT = "group/sub/app";
  static final long MR = 12;

  final FakeGitLab gitlab;
  private final Path repo;
  private final Path out;

  GitLabRun(Path temporary) throws IOException {
    gitlab = FakeGitLab.start();
    gitlab.token("may-write", new Account("project_1_bot", Scope.API));
    gitlab.token("may-read", new Account("project_1_bot", Scope.READ_API));
    repo = temporary.resolve("repo");
    out = temporary.resolve("out");
  }

  Path repo() {
    return repo;
  }

  Path out() {
    return out;
  }

  /// The variables of a job, as GitLab predefines them.
  Invocation job(String source) {
    return Invocation.in()
        .with("GITLAB_CI", "true")
        .with("CI", "true")
        .with("CI_PIPELINE_SOURCE", source)
        .with("CI_PROJECT_ID", String.valueOf(PROJECT.hashCode()))
        .with("CI_PROJECT_PATH", PROJECT)
        .with("CI_SERVER_HOST", "127.0.0.1")
        .with("CI_SERVER_URL", gitlab.serverUrl().toString())
        .with("CI_API_V4_URL", gitlab.apiUrl().toString())
        .with("CI_DEFAULT_BRANCH", "main")
        .with("CI_JOB_ID", "5")
        .with("CI_JOB_URL", gitlab.serverUrl() + "/" + PROJECT + "/-/jobs/5")
        .with("CI_JOB_TOKEN", "job-token-of-this-job");
  }

  /// `ci` in a merge request's pipeline.
  Invocation.Result ci(RepoBuilder built, String token, Object... more) {
    String base = built.id("main");
    String head = built.id("feature");
    gitlab.request(new FakeGitLab.Request(PROJECT, MR, Sample.HOSTILE, base, head, true));
    return job("merge_request_event")
        .with("CI_MERGE_REQUEST_IID", "12")
        .with("CI_MERGE_REQUEST_TITLE", Sample.HOSTILE)
        .with("CI_MERGE_REQUEST_PROJECT_URL", gitlab.serverUrl() + "/" + PROJECT)
        .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
        .with("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "")
        .with("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
        .with("CI_COMMIT_SHA", head)
        .with("GITLAB_TOKEN", token)
        .run("ci", "--repo", repo, "--out", out, more);
  }

  @Override
  public void close() {
    gitlab.close();
  }
}
