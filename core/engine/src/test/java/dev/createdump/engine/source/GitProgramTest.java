package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;

final class GitProgramTest extends GitContract {
  @Override
  Git open(Path directory) throws Failure {
    return GitProgram.open(GitDirectory.find(directory), ENVIRONMENT);
  }

  @Override
  boolean findsTheRenamesOfGit() {
    return true;
  }
}
