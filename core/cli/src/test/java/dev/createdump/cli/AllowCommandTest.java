package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The allow-list as people keep it, and as git merges it.
class AllowCommandTest {
  private static final String OTHER = "AKIA" + "Z7QLXW3PMGE5KTDY";

  @TempDir Path dir;

  private Invocation.Result allow(Object... words) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1780000000")
        .run("allow", words, "--repo", dir);
  }

  private Invocation.Result scan() {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1780000000")
        .run("scan", dir, "--repo", dir, "--fail-on", "secrets");
  }

  private String git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", dir.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue() + " " + said;
  }

  @Test
  void addListPrune() throws IOException {
    Files.writeString(dir.resolve("a.txt"), "x\nk = " + Sample.SECRET + "\nl = " + OTHER + "\n");
    assertThat(scan().code()).isEqualTo(10);
    assertThat(allow("add", dir.resolve("a.txt:2"), "--reason", "r").code()).isEqualTo(2);
    var added = allow("add", dir.resolve("a.txt:2"), "--reason", "a sample", "--owner", "@t");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.err()).contains("merge=union");
    assertThat(Files.readString(dir.resolve(".create-dump-allow.toml")))
        .doesNotContain(Sample.SECRET)
        .contains("reason = \"a sample\"");
    var one = scan();
    assertThat(one.lines()).singleElement().asString().startsWith("a.txt:3:5:");
    assertThat(one.err()).contains("suppressed: 1 by allow-list");
    assertThat(
            Invocation.in()
                .with("SOURCE_DATE_EPOCH", "1780000000")
                .input((OTHER + "\n").getBytes(StandardCharsets.UTF_8))
                .run(
                    "allow",
                    "add",
                    "-",
                    "--rule",
                    "aws-access-key",
                    "--owner",
                    "@t",
                    "--reason",
                    "r",
                    "--expires",
                    "2026-06-01",
                    "--repo",
                    dir)
                .code())
        .isZero();
    assertThat(scan().code()).isZero();
    assertThat(allow("list").lines()).hasSize(2);
    var later =
        Invocation.in().with("SOURCE_DATE_EPOCH", "1790000000").run("scan", dir, "--repo", dir);
    assertThat(later.code()).isEqualTo(10);
    assertThat(later.err()).contains("expired on 2026-06-01");
    Files.writeString(dir.resolve("a.txt"), "l = " + OTHER + "\n");
    assertThat(allow("prune").lines()).isEmpty();
    assertThat(allow("prune", "--unused").lines()).hasSize(1);
    assertThat(allow("list").lines()).singleElement().asString().contains("2026-06-01");
  }

  @Test
  void aBaselineMakesAnOldRepositoryQuietAndNewSecretsLoud() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(dir.resolve(i + ".env"), "K" + i + "=" + key(i) + "\n");
    }
    var made = allow("baseline", dir, "--owner", "@t", "--reason", "from before");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.lines()).hasSize(5);
    assertThat(scan().code()).isZero();
    Files.writeString(dir.resolve("0.env"), "\n\nMOVED=" + key(0) + "\nK=" + key(9) + "\n");
    assertThat(scan().lines()).singleElement().asString().startsWith("0.env:4:3:");
  }

  /// A key id as AWS makes them: letters of base 32.
  private static String key(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder key = new StringBuilder("AKIA");
    for (int i = 0; i < 16; i++) {
      key.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
    }
    return key.toString();
  }

  private void addOn(String branch, int seed) throws Exception {
    assertThat(git("checkout", "-q", branch)).startsWith("0");
    Files.writeString(dir.resolve(seed + ".env"), "K=" + key(seed) + "\n");
    assertThat(allow("baseline", dir, "--owner", "@" + branch, "--reason", "r").code()).isZero();
    assertThat(git("add", "-A")).startsWith("0");
    assertThat(git("commit", "-qm", branch + seed)).startsWith("0");
  }

  /// Whatever two branches add, git merges it, also where both lines stand at one place.
  @Test
  void twoBranchesThatAddEntriesMerge() throws Exception {
    assertThat(git("init", "-q", "-b", "main")).startsWith("0");
    Files.writeString(dir.resolve("first.env"), "K=" + key(1000) + "\n");
    assertThat(allow("baseline", dir, "--owner", "@t", "--reason", "r").code()).isZero();
    git("add", "-A");
    assertThat(git("commit", "-qm", "start")).startsWith("0");
    git("branch", "other");
    for (int i = 0; i < 20; i++) {
      addOn("main", i);
      addOn("other", 100 + i);
    }
    assertThat(git("checkout", "-q", "main")).startsWith("0");
    assertThat(git("merge", "-q", "-m", "merge", "other")).startsWith("0");
    assertThat(allow("list").lines()).hasSize(41);
    assertThat(scan().code()).isZero();
    List<String> entries =
        Files.readAllLines(dir.resolve(".create-dump-allow.toml")).stream()
            .filter(line -> line.startsWith("\""))
            .toList();
    assertThat(entries).hasSize(41);
  }

  /// Forges that know no merge drivers merge too, unless both entries start with the same digits.
  @Test
  void twoEntriesApartMergeWithoutADriver() throws Exception {
    assertThat(git("init", "-q", "-b", "main")).startsWith("0");
    Files.writeString(dir.resolve("first.env"), "K=" + key(1000) + "\n");
    assertThat(allow("baseline", dir, "--owner", "@t", "--reason", "r").code()).isZero();
    Files.delete(dir.resolve(".gitattributes"));
    git("add", "-A");
    git("commit", "-qm", "start");
    git("branch", "other");
    addOn("main", 1);
    addOn("other", 2);
    git("checkout", "-q", "main");
    assertThat(git("merge", "-q", "-m", "merge", "other")).startsWith("0");
    assertThat(allow("list").lines()).hasSize(3);
  }
}
