package dev.createdump.engine.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GitProgramTest extends GitContract {
  @Override
  Git open(Path directory) throws Failure {
    return GitProgram.open(GitDirectory.find(directory), ENVIRONMENT);
  }

  @Override
  boolean findsTheRenamesOfGit() {
    return true;
  }

  /// JGit takes some of them for trees that end early.
  @Test
  void aFileBelowATreeThatNobodyCanReadIsAFailure() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    for (String tree :
        List.of("100644", "100644 a", "100644 a\0id", "\0", " ", "a b\0", "40000 a\0")) {
      byte[] id =
          repo.runBytes(
              tree.getBytes(US_ASCII), "hash-object", "--literally", "-ttree", "-w", "--stdin");
      String commit =
          repo.run(
              "-c",
              "user.name=x",
              "-c",
              "user.email=x",
              "commit-tree",
              "-mx",
              new String(id, US_ASCII).strip());
      try (Git git = open(repo.directory())) {
        assertThatThrownBy(() -> git.file(new ObjectId(commit), "b", 9))
            .as(tree)
            .isInstanceOf(Failure.Source.class);
      }
    }
  }
}
