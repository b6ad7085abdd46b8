package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.engine.base.Failure;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class GitProgramLayoutTest extends GitLayoutContract {
  @Override
  Git open(Path directory) throws Failure {
    return GitProgram.open(GitDirectory.find(directory), GitContract.ENVIRONMENT);
  }

  @Test
  void sha256ObjectNames() throws Exception {
    RepoBuilder repo = RepoBuilder.initSha256(dir.resolve("r"));
    String one = repo.commit("main", "one", edits -> edits.file("a", "1\n"));
    String two = repo.commit("main", "two", edits -> edits.file("a", "2\n").file("bin", "\0"));
    try (Git git = open(repo.directory())) {
      assertThat(git.commit("HEAD~1").orElseThrow().id().hex()).isEqualTo(one).hasSize(64);
      new DiffJudge(repo.directory(), dir.resolve("judge")).judge(git, one, two, true);
    }
  }

  @Test
  void refsInAReftable() throws Exception {
    boolean can;
    try {
      AnyGit.run(dir, "init", "--quiet", "--ref-format=reftable", "--initial-branch=main", "r");
      can = true;
    } catch (IllegalStateException e) {
      can = false;
    }
    assumeTrue(can, "needs a git with --ref-format=reftable: install git 2.45 or later");
    AnyGit.run(
        dir.resolve("r"),
        "-c",
        "user.name=a",
        "-c",
        "user.email=a",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "one");
    try (Git git = open(dir.resolve("r"))) {
      assertThat(git.commit("HEAD").orElseThrow().subject()).isEqualTo("one");
      assertThat(git.commit("main")).isPresent();
    }
  }
}
