package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every script says the same in every POSIX shell.
final class ScriptsTest {
  private static final List<String> SCRIPTS =
      List.of(
          "create-dump",
          "verify",
          ".ci/run",
          "docker/launcher/create-dump",
          "docker/launcher/find-jdk.sh",
          "docker/build-image",
          "docker/save-image",
          "docker/image/collect-tools",
          "docker/src/test/engine/import-images",
          "docker/src/test/engine/with-docker",
          "docs/pictures/make",
          "uploaders/s3/src/test/ceph/serve");

  @Test
  void shellcheckFindsNothing() throws Exception {
    List<String> command =
        new ArrayList<>(List.of("shellcheck", "--external-sources", "--shell=sh"));
    command.addAll(SCRIPTS);
    Ran ran;
    try {
      ran = Ran.of(Path.of(".."), System.getenv(), command);
    } catch (IOException e) {
      abort("shellcheck is missing; install it (Debian: apt-get install shellcheck)");
      return;
    }
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isZero();
  }
}
