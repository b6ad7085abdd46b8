package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Settings;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JGitLayoutTest extends GitLayoutContract {
  private static final Environment NO_GIT = new Environment(Map.of("PATH", "/nowhere"));

  @Override
  Git open(Path directory) throws Failure {
    return JGitRepository.open(GitDirectory.find(directory));
  }

  @Test
  void sha256ObjectNamesAreRefusedWithAHint() throws Exception {
    RepoBuilder repo = RepoBuilder.initSha256(dir.resolve("r"));
    assertThatThrownBy(() -> open(repo.directory()))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("SHA-256")
        .extracting(e -> ((Failure) e).hint())
        .asString()
        .contains("Install git");
  }

  @Test
  void theChoiceDecidesWhatReads() throws Exception {
    Path repo = RepoBuilder.init(dir.resolve("r")).directory();
    Environment there = GitContract.ENVIRONMENT;
    try (Git git = Gits.open(repo, Settings.GitChoice.AUTO, there)) {
      assertThat(git).isInstanceOf(GitProgram.class);
    }
    try (Git git = Gits.open(repo, Settings.GitChoice.JGIT, there)) {
      assertThat(git).isInstanceOf(JGitRepository.class);
    }
    try (Git git = Gits.open(repo, Settings.GitChoice.AUTO, NO_GIT)) {
      assertThat(git).isInstanceOf(JGitRepository.class);
    }
    assertThatThrownBy(() -> Gits.open(repo, Settings.GitChoice.PROGRAM, NO_GIT))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("no git program");
  }

  @Test
  void nothingOfTheUsersConfigurationIsReadOrWritten() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "one", edits -> edits.file("a", "1"));
    Path home = Files.createDirectories(dir.resolve("home"));
    Files.writeString(home.resolve(".gitconfig"), "[broken\n");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                JGitMain.class.getName(),
                repo.directory().toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo(repo.id("main"));
    try (var files = Files.walk(home)) {
      assertThat(files).containsExactlyInAnyOrder(home, home.resolve(".gitconfig"));
    }
  }
}
