package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.guide.Guide;
import dev.createdump.testkit.repo.RepoBuilder;
import dev.createdump.testkit.sigstore.SmallSigstore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guide to the image, followed: its commands as they stand there, in a shell, with the image
/// of this build under the name that a release gives it.
final class ImageGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "image.md");
  private static final String RELEASED = "ghcr.io/create-dump/create-dump:0";

  @TempDir Path work;

  @BeforeAll
  static void build() throws Exception {
    DockerEngine.needImage();
  }

  @Test
  void everyExampleIsFollowed() throws IOException {
    assertThat(Guide.read(GUIDE).examples())
        .extracting(Guide.Example::place)
        .containsExactly(
            "Run it",
            "Run it 2",
            "Run it 3", // a job of GitLab's, which GitLabPipelineTest runs
            "Tags and what stands behind them", // asks a registry and Sigstore for a release
            "Build it"); // builds everything anew; what it does then, ImageTest does
  }

  @ParameterizedTest
  @ValueSource(strings = {"Run it", "Run it 2"})
  void theCommandDumps(String place) throws Exception {
    Path clone = feature();
    follow(clone, Guide.read(GUIDE).at(place).text(), Map.of());
    assertThat(clone.resolve("dump")).isDirectoryContaining("glob:**.manifest.json");
  }

  /// With the library mounted, against a Sigstore of the test's own, which two options name.
  @Test
  void theImageSignsWithoutAKey() throws Exception {
    Path clone = feature();
    Files.copy(Path.of("target/dist/lib/sigstore.jar"), clone.resolve("sigstore.jar"));
    try (SmallSigstore small = new SmallSigstore()) {
      Files.writeString(clone.resolve("root.json"), small.trustedRoot());
      Files.writeString(clone.resolve("services.json"), small.signingConfig(2));
      String command =
          Guide.read(Path.of("..", "docs", "evidence.md")).at("Without a key 2").text();
      follow(
          clone,
          command
              .replace("docker run ", "docker run --network host ")
              .replace(
                  "--sign-keyless",
                  "--sign-keyless --sign-trusted-root root.json --sign-services services.json"),
          small.environment());
    }
    assertThat(clone.resolve("dump")).isDirectoryContaining("glob:**.sigstore.json");
    Ran verified =
        Ran.of(
            clone,
            System.getenv(),
            List.of(
                Path.of("target/dist/bin/create-dump").toAbsolutePath().toString(),
                "evidence",
                "verify",
                "dump",
                "--trusted-root=root.json",
                "--certificate-identity=" + SmallSigstore.SUBJECT,
                "--certificate-oidc-issuer=" + SmallSigstore.ISSUER,
                "--require=signature,timestamp"));
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
  }

  private Path feature() throws IOException {
    RepoBuilder origin = TrainingRepository.create(work.resolve("origin"));
    return origin.cloneTo(work.resolve("app"), "--branch=feature").directory();
  }

  private static void follow(Path directory, String command, Map<String, String> more)
      throws Exception {
    assertThat(command).contains(RELEASED);
    Map<String, String> variables = new TreeMap<>(System.getenv());
    variables.putAll(more);
    Ran ran =
        Ran.of(
            directory,
            variables,
            List.of("sh", "-e", "-c", command.replace(RELEASED, DockerEngine.IMAGE)));
    assertThat(ran.code()).as(ran.err()).isZero();
  }
}
