package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Docker engine that `DOCKER_HOST` names, or the machine's own. Where there is none, tests are
/// skipped and say so.
final class DockerEngine {
  static final String IMAGE = "create-dump-test:" + ProcessHandle.current().pid();

  /// What the Dockerfile starts from.
  private static final List<String> BASES =
      List.of("debian:bookworm-slim", "buildpack-deps:bookworm-scm");

  private static boolean built;

  private DockerEngine() {}

  /// Builds the image under test, once; it goes when all tests have ended.
  static synchronized void needImage() throws Exception {
    if (!built) {
      needEngine();
      // An engine's cache of layers does not see that a file has another time, which start-up
      // caches do.
      build(IMAGE, "--no-cache");
      built = true;
      Runtime.getRuntime().addShutdownHook(new Thread(DockerEngine::remove));
    }
  }

  private static void needEngine() throws Exception {
    try {
      Ran ran = docker("version");
      if (ran.code() != 0) {
        abort("no Docker engine answers: " + ran.err().strip());
      }
      for (String base : BASES) {
        if (docker("image", "inspect", base).code() != 0 && docker("pull", base).code() != 0) {
          abort("the image " + base + " cannot be had; see docker/src/test/engine/import-images");
        }
      }
    } catch (IOException e) {
      abort("docker is missing; install it (Debian: apt-get install docker.io)");
    }
  }

  /// Builds the image of what the build left.
  static void build(String tag, String... options) throws Exception {
    build(Path.of(".."), System.getenv(), tag, options);
  }

  /// @param checkout where everything is that the image is made of
  static void build(Path checkout, Map<String, String> variables, String tag, String... options)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("docker/build-image", "--built"));
    command.addAll(List.of("--quiet", "--tag", tag));
    command.addAll(List.of(options));
    Ran ran = Ran.of(checkout, variables, command);
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  static Ran docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return Ran.of(Path.of("."), System.getenv(), command);
  }

  /// What an engine says, which must not fail.
  static String ask(String... arguments) throws IOException, InterruptedException {
    Ran ran = docker(arguments);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out().strip();
  }

  private static void remove() {
    try {
      docker("image", "rm", "--force", IMAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
