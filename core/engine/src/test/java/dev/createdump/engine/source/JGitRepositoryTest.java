package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;

final class JGitRepositoryTest extends GitContract {
  @Override
  Git open(Path directory) throws Failure {
    return JGitRepository.open(GitDirectory.find(directory));
  }

  @Override
  boolean findsTheRenamesOfGit() {
    return false;
  }
}
