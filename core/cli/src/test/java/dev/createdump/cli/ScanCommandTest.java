package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump scan` as people and jobs run it.
class ScanCommandTest {
  private static final String OTHER = "AKIA" + "Z7QLXW3PMGE5KTDY";

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Invocation.Result scan(Object... words) {
    return Invocation.in().run("scan", words);
  }

  private static void assertHidden(Invocation.Result result) {
    assertThat(result.out() + result.err()).doesNotContain(Sample.SECRET).doesNotContain(OTHER);
  }

  @Test
  void filesDirectoriesAndNames() throws IOException {
    write("a/one.env", "x\nKEY=" + Sample.SECRET + "\n");
    write("b.txt", "nothing\n");
    write("c/" + OTHER + ".txt", "nothing\n");
    var result = scan(dir, "--repo", dir);
    assertThat(result.code()).isZero();
    assertHidden(result);
    assertThat(result.lines())
        .containsExactly(
            "a/one.env:2:5: aws-access-key #1: KEY=[REDACTED:aws-access-key#1]",
            "c/[REDACTED:aws-access-key#2].txt: aws-access-key #2");
    assertThat(result.err()).contains("2 secrets in 3 files");
    assertThat(scan(dir.resolve("b.txt"), "--fail-on", "secrets").code()).isZero();
    var blocked = scan(dir.resolve("a"), "--fail-on", "secrets", "--json");
    assertThat(blocked.code()).isEqualTo(10);
    assertThat(blocked.out()).contains("\"exitCode\" : 10");
    assertValid(blocked.out());
    assertHidden(blocked);
  }

  private static void assertValid(String document) throws IOException {
    String schema = Files.readString(Path.of("../../docs/reference/scan.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(document, InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void standardInput() {
    byte[] text = ("k: " + Sample.SECRET + "\n").getBytes(StandardCharsets.UTF_8);
    var result = Invocation.in().input(text).run("scan", "-", "--fail-on", "secrets");
    assertThat(result.code()).isEqualTo(10);
    assertThat(result.out()).startsWith("-:1:4: aws-access-key");
    assertThat(result.err()).contains(" in 1 file");
    assertHidden(result);
  }

  @Test
  void linksAreNotFollowedAndPipesNotRead() throws Exception {
    Path outside = write("outside/secret.txt", Sample.SECRET + "\n");
    Path in = Files.createDirectories(dir.resolve("in"));
    Files.createSymbolicLink(in.resolve("link"), outside);
    Files.createSymbolicLink(in.resolve("dir"), outside.getParent());
    Files.createSymbolicLink(in.resolve("named"), Path.of("/nowhere/" + OTHER));
    Process made = new ProcessBuilder("mkfifo", in.resolve("pipe").toString()).start();
    assumeThat(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();
    var result = scan(in, "--repo", in);
    assertThat(result.code()).isZero();
    assertThat(result.lines()).singleElement().asString().startsWith("named:1:10: aws-access-key");
    assertThat(result.err()).contains("pipe is no file, directory or link");
    assertHidden(result);
  }

  @Test
  void whatCannotBeReadFailsTheScan() throws IOException {
    write("a.txt", Sample.SECRET + "\n");
    Path locked = write("locked.txt", "x");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    Path hidden = Files.createDirectories(dir.resolve("hidden"));
    Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(locked)).as("root reads everything").isFalse();
    var result = scan(dir, "--repo", dir, "--fail-on", "secrets");
    Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwx------"));
    assertThat(result.code()).isEqualTo(13);
    assertThat(result.lines()).hasSize(1);
    assertThat(result.err())
        .contains("not scanned: hidden: permission denied")
        .contains("not scanned: locked.txt: permission denied");
  }

  @Test
  @Timeout(60)
  void aFileThatFailsToBeReadFailsTheScan() {
    // The kernel refuses to read this file from its start, whoever asks.
    Path memory = Path.of("/proc/self/mem");
    assumeThat(memory).exists();
    var result = scan(memory);
    assertThat(result.code()).isEqualTo(13);
    assertThat(result.err()).contains("not scanned: /proc/self/mem");
  }

  @Test
  void aChange() {
    Sample.create(dir.resolve("r"), "subject " + OTHER);
    var result = scan("--repo", dir.resolve("r"), "--diff", "--base", "main", "--head", "feature");
    assertThat(result.code()).isZero();
    assertHidden(result);
    assertThat(result.lines())
        .anyMatch(line -> line.startsWith("deploy.env:1:9: aws-access-key #1 introduced"))
        .anyMatch(line -> line.startsWith("the title:1:9: aws-access-key #2 introduced"));
    var blocked =
        scan(
            "--repo",
            dir.resolve("r"),
            "--diff",
            "--base",
            "main",
            "--head",
            "feature",
            "--fail-on",
            "secrets",
            "--format",
            "sarif");
    assertThat(blocked.code()).isEqualTo(10);
    assertThat(blocked.out()).contains("\"baselineState\":\"new\"");
    assertHidden(blocked);
  }

  @Test
  void aHistory() {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "one", edits -> edits.file("a", "k = " + Sample.SECRET + "\n"));
    repo.commit("main", "two", edits -> edits.file("a", "k = none\n"));
    String first = repo.id("main");
    repo.commit("main", "three", edits -> edits.file("b", "k = " + OTHER + "\n"));
    repo.commit("main", "four\n\nwas " + OTHER, edits -> edits.file("b", "k = none\n"));
    var all = scan("--repo", dir.resolve("r"), "--history", "main", "--fail-on", "secrets");
    assertThat(all.code()).isEqualTo(10);
    assertHidden(all);
    assertThat(all.lines()).hasSize(2);
    assertThat(all.err()).contains("2 secrets in 4 commits");
    var range = scan("--repo", dir.resolve("r"), "--history", first + "..main");
    assertThat(range.lines()).singleElement().asString().startsWith("b:1:5: aws-access-key #1");
  }

  /// One file made of secrets: an end with a reason rather than without memory.
  @Test
  void aFileMadeOfSecretsIsNotScannedToItsEnd() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append("AKIA" + "Q3EGWZ7PLMX5");
      for (int rest = i, digits = 0; digits < 4; digits++, rest /= 32) {
        text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(rest % 32));
      }
      text.append('\n');
    }
    write("many.txt", text.toString());
    var result = scan(dir, "--repo", dir);
    assertThat(result.code()).isEqualTo(13);
    assertThat(result.err()).contains("not scanned: many.txt: it holds more than 50000 secrets");
  }

  @Test
  void gitsOwnDirectoryIsScannedWhereItIsAskedFor() throws IOException {
    write(".git/config", "token = " + Sample.SECRET + "\n");
    assertThat(scan(dir, "--repo", dir).lines()).isEmpty();
    assertThat(scan(dir.resolve(".git"), "--repo", dir).lines()).hasSize(1);
  }

  @Test
  void aMessageOfFailureShowsNoSecret() throws IOException {
    write("create-dump.toml", "[scan]\nfail_on = \"" + Sample.SECRET + "\"\n");
    var result = scan(dir, "--repo", dir);
    assertThat(result.code()).isEqualTo(11);
    assertHidden(result);
    assertThat(result.err()).contains("[REDACTED:aws-access-key#1]");
  }

  @Test
  @Timeout(120)
  void patternsOfARepositoryRunInLinearTime() throws IOException {
    write(".gitleaks.toml", "[[rules]]\nid = \"bomb\"\nregex = '''(a*)*(a|aa)+(a?){100}b'''\n");
    write("a.txt", "a".repeat(1 << 18) + "\n");
    assertThat(scan(dir, "--repo", dir).code()).isZero();
    write(".gitleaks.toml", "[[rules]]\nid = \"look\"\nregex = '''(?=a)b'''\n");
    var refused = scan(dir, "--repo", dir);
    assertThat(refused.code()).isEqualTo(11);
    assertThat(refused.err()).contains(".gitleaks.toml:1:1").contains("the rule look");
    String huge = "regexes = ['(a{1000}){19}'" + ",'(a{1000}){19}'".repeat(300) + "]\n";
    write(".gitleaks.toml", "[allowlist]\n" + huge);
    assertThat(scan(dir, "--repo", dir).err()).contains("too large together");
  }

  @Test
  void theCommandLineIsChecked() {
    assertThat(scan(dir.resolve("missing")).code()).isEqualTo(23);
    assertThat(scan(dir, "--diff").code()).isEqualTo(2);
    assertThat(scan("--history", "a...b").code()).isEqualTo(2);
    assertThat(scan(dir, "--format", "xml").code()).isEqualTo(2);
  }
}
