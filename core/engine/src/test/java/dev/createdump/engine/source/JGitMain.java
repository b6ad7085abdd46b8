package dev.createdump.engine.source;

import java.nio.file.Path;

/// Prints the commit of HEAD, read by JGit, for tests that need a process of their own.
final class JGitMain {
  private JGitMain() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    try (Git git = JGitRepository.open(GitDirectory.find(Path.of(arguments[0])))) {
      System.out.println(git.commit("HEAD").orElseThrow().id());
    }
  }
}
