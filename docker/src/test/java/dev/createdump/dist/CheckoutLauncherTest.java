package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of a checkout: which JDK it takes, when it builds, and what it says.
final class CheckoutLauncherTest {
  @TempDir Path home;
  private Checkout checkout;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = new Checkout(home);
  }

  private void assertRanWith(Path jdk) throws IOException, InterruptedException {
    Ran ran = checkout.run("diff", "--base", "a b");
    assertThat(ran.err()).isEqualTo("building create-dump (first run) ...\n");
    assertThat(ran.out()).isEqualTo("ran diff --base a b");
    assertThat(ran.code()).isZero();
    assertThat(checkout.builds()).singleElement().asString().contains("with " + jdk + ": ");
  }

  @Test
  void javaHomeComesFirst() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    Path jdk = checkout.jdk("my own jdk", "25");
    checkout.with("JAVA_HOME", jdk.toString());
    assertRanWith(jdk);
  }

  @Test
  void anOlderJavaHomeIsPassedOver() throws Exception {
    checkout.with("JAVA_HOME", checkout.jdk("old", "17.0.9").toString());
    assertRanWith(checkout.jdk("jdks/25", "25.0.1"));
  }

  @Test
  void theJavaOnThePathIsFollowedThroughItsLinks() throws Exception {
    Path jdk = checkout.jdk("some where/jdk", "25-ea");
    checkout.onPath(jdk);
    assertRanWith(jdk.toRealPath());
  }

  @Test
  void anOlderJavaOnThePathIsPassedOver() throws Exception {
    checkout.onPath(checkout.jdk("old", "17.0.9"));
    checkout.jdk("jdks/17", "17.0.9");
    checkout.jdk("jdks/250", "250");
    assertRanWith(checkout.jdk("jdks/25 of mine", "25.0.1"));
  }

  @Test
  void withoutAJdkItSaysWhatToDo() throws Exception {
    checkout.with("JAVA_HOME", checkout.jdk("old", "17.0.9").toString());
    Ran ran = checkout.run("--version");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("needs a JDK 25", "set JAVA_HOME", home.resolve("old") + "'");
    assertThat(checkout.builds()).isEmpty();
  }

  @Test
  void aRuntimeWithoutCompilerCannotBuild() throws Exception {
    Path jdk = checkout.jdk("jdks/25", "25.0.1");
    Files.delete(jdk.resolve("bin/javac"));
    assertThat(checkout.run("--version").code()).isEqualTo(2);
  }

  @Test
  void itBuildsAgainWhereASourceIsNewerOrGone() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    checkout.run("--version");
    assertThat(checkout.run("--version").err()).isEmpty();
    assertThat(checkout.builds()).hasSize(1);

    touch(checkout.root.resolve("core/src/main/A.java"));
    assertThat(checkout.run("--version").err()).contains("(sources changed)");
    assertThat(checkout.builds()).hasSize(2);

    touch(checkout.root.resolve("docker/target/launcher.stamp"));
    Files.delete(checkout.root.resolve("core/src/main/A.java"));
    touch(checkout.root.resolve("core/src/main"));
    checkout.run("--version");
    assertThat(checkout.builds()).hasSize(3);
  }

  /// A time that is later than any so far, without waiting for the clock of the file system.
  private static void touch(Path path) throws IOException {
    FileTime now = Files.getLastModifiedTime(path);
    Files.setLastModifiedTime(
        path,
        FileTime.from(
            Instant.now().isAfter(now.toInstant())
                ? Instant.now()
                : now.toInstant().plusSeconds(1)));
  }

  @Test
  void testsAndBuiltFilesDoNotCount() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    checkout.run("--version");
    for (String path : List.of("core/src/test/B.java", "core/target/C.class", "docs/d.md")) {
      Files.createDirectories(checkout.root.resolve(path).getParent());
      touch(Files.writeString(checkout.root.resolve(path), ""));
    }
    touch(Files.createDirectories(checkout.root.resolve("core/src/test")));
    assertThat(checkout.run("--version").err()).isEmpty();
  }

  @Test
  void aFailedBuildShowsItsOutputAndIsTriedAgain() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    Files.writeString(checkout.root.resolve("broken"), "");
    Ran ran = checkout.run("--version");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("it is broken", "could not be built");

    Files.delete(checkout.root.resolve("broken"));
    assertThat(checkout.run("--version").code()).isZero();
  }

  @Test
  void runsAtTheSameTimeBuildOnce() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    List<Ran.Started> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      started.add(checkout.start(home, checkout.root.resolve("create-dump").toString(), "x"));
    }
    for (Ran.Started one : started) {
      assertThat(one.end().out()).isEqualTo("ran x");
    }
    assertThat(checkout.builds()).hasSize(1);
  }

  @Test
  void theLockOfABuilderThatDiedIsTakenOver() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    Path lock = Files.createDirectories(checkout.root.resolve("docker/target/launcher.lock"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertThat(checkout.run("x").out()).isEqualTo("ran x");
    assertThat(lock).doesNotExist();
  }

  @Test
  void itIsFoundThroughLinksAndByARelativePath() throws Exception {
    checkout.jdk("jdks/25", "25.0.1");
    Path link = Files.createSymbolicLink(home.resolve("cd"), Path.of("a check out/create-dump"));
    Path second = Files.createSymbolicLink(home.resolve("bin/create-dump"), link);
    assertThat(checkout.start(checkout.root, second.toString(), "x").end().out())
        .isEqualTo("ran x");
    assertThat(checkout.start(home, "./cd", "y").end().out()).isEqualTo("ran y");
    assertThat(checkout.start(checkout.root, "./create-dump", "z").end().out()).isEqualTo("ran z");
    assertThat(checkout.builds()).hasSize(1);
  }
}
