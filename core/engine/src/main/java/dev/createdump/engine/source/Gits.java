package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Chooses what reads a repository: the `git` program where there is one, else JGit.
public final class Gits {
  private Gits() {}

  /// Opens the repository that a directory lies in. Where it is a partial clone and a remote may be
  /// asked, that is asked for files when they are missing.
  ///
  /// @throws Failure.Source where there is none, or where the program is asked for and missing
  public static Git open(Path start, Settings.Source how, Environment environment) throws Failure {
    Git git = open(start, how.git(), environment);
    try {
      promisors(git, how).forEach(git::bringMissingBlobsFrom);
      return git;
    } catch (Failure | RuntimeException e) {
      git.close();
      throw e;
    }
  }

  /// The remote that has what a partial clone left out, where there is one and it may be asked.
  public static List<Remote> promisors(Git git, Settings.Source how) throws Failure {
    return how.fetch() == Settings.Fetch.AUTO && git.directory().isPartial()
        ? Remote.toAsk(git)
        : List.of();
  }

  /// Opens the repository that a directory lies in, and reads what is here.
  ///
  /// @throws Failure.Source where there is none, or where the program is asked for and missing
  public static Git open(Path start, Settings.GitChoice choice, Environment environment)
      throws Failure {
    GitDirectory directory = GitDirectory.find(start);
    return switch (choice) {
      case PROGRAM -> program(directory, environment);
      case JGIT -> JGitRepository.open(directory);
      case AUTO ->
          hasProgram(environment)
              ? GitProgram.open(directory, environment)
              : JGitRepository.open(directory);
    };
  }

  /// Whether a choice that was left open fell on JGit, as there is no program.
  public static boolean isWithoutProgram(Git git, Settings.GitChoice choice) {
    return choice == Settings.GitChoice.AUTO && !(git instanceof GitProgram);
  }

  private static Git program(GitDirectory directory, Environment environment) throws Failure {
    if (!hasProgram(environment)) {
      throw new Failure.Source(
          "there is no git program on the PATH, and source.git = \"program\" asks for it",
          "Install git, or set source.git to \"auto\" or \"jgit\".");
    }
    return GitProgram.open(directory, environment);
  }

  private static boolean hasProgram(Environment environment) {
    for (String dir : environment.get("PATH").orElse("").split(File.pathSeparator)) {
      if (isProgram(dir, "git") || isProgram(dir, "git.exe")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProgram(String dir, String name) {
    try {
      return !dir.isEmpty() && Files.isExecutable(Path.of(dir, name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
