package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.testkit.repo.HostileRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `create-dump diff` as people and scripts meet it.
class DiffCommandTest {
  @TempDir Path temporary;

  private Path repo;
  private Path out;

  @BeforeEach
  void paths() {
    repo = temporary.resolve("repo");
    out = temporary.resolve("out");
  }

  private Invocation.Result diff(Object... more) {
    return Invocation.in()
        .run(
            List.of("diff", "--repo", repo, "--base", "main", "--head", "feature", "--out", out),
            more);
  }

  private List<String> written() throws IOException {
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> endingOf(file.getFileName().toString())).sorted().toList();
    }
  }

  private static String endingOf(String name) {
    return name.replaceFirst("^repo_[0-9a-f]{12}_[0-9a-f]{12}\\.", "");
  }

  private static void checkIsOneDocument(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
  }

  @Test
  void filesOnStandardOutputAndTalkOnStandardError() throws IOException {
    Sample.create(repo, "Add things");
    var result = diff();
    assertThat(result.code()).isZero();
    assertThat(result.lines())
        .hasSize(5)
        .allSatisfy(line -> assertThat(Path.of(line)).isRegularFile());
    assertThat(result.lines().getLast()).endsWith(".manifest.json");
    assertThat(result.err())
        .contains("Add things  3 files, +6 -2")
        .contains("secret introduced")
        .contains("todo introduced: FIXME in src/App.java:2")
        .contains("todo resolved: TODO in src/App.java:2")
        .doesNotContain("\u001b");
    assertThat(written()).containsExactly("json", "manifest.json", "md", "patch", "sha256");
  }

  @Test
  void whereThereIsNoGitTheBuiltInReaderIsTold() throws IOException {
    Sample.create(repo, "Add things");
    List<Object> line = List.of("diff", "--repo", repo, "--base", "main", "--head", "feature");
    String note = "note: there is no git program here; read by the built-in JGit";
    assertThat(diff().err()).doesNotContain("JGit");
    var without = Invocation.in().with("PATH", "").run(line, "--out", out.resolve("jgit"));
    assertThat(without.code()).isZero();
    assertThat(without.err()).contains(note);
    for (String file : without.lines()) {
      assertThat(Files.readString(Path.of(file))).as(file).doesNotContain("no git program");
    }
    Path own = Files.writeString(temporary.resolve("own.toml"), "source.git = \"jgit\"\n");
    var chosen = Invocation.in().run(line, "--config", own, "--out", out.resolve("chosen"));
    assertThat(chosen.code()).isZero();
    assertThat(chosen.err()).doesNotContain("JGit");
  }

  @Test
  void aNameThatIsASecretIsSaidToBeOne() throws IOException {
    Sample.create(repo, "Add things");
    var result = diff("--name", Sample.SECRET);
    assertThat(result.code()).isEqualTo(13);
    assertThat(result.err())
        .contains("the dump's own name (--name, output.name) holds a secret")
        .doesNotContain(Sample.SECRET)
        .doesNotContain("report this");
    assertThat(written()).isEmpty();
  }

  @Test
  void aCommitWithoutAMessageIsSaidToHaveNone() throws IOException {
    Sample.create(repo, "");
    assertThat(diff().err()).startsWith("(no message)  3 files");
  }

  @Test
  void aDirectoryThatCannotBeIsTold() throws IOException {
    Sample.create(repo, "Add things");
    Path file = Files.writeString(temporary.resolve("file"), "");
    out = Path.of("/proc/1/x");
    assertThat(diff().err()).contains("cannot write /proc/1/x: no such file or directory");
    out = file.resolve("below");
    assertThat(diff().err()).containsPattern("cannot write .*: (?!/).*(irectory|exists)");
  }

  @Test
  void noSecretReachesAnyOutput() throws IOException {
    Sample.create(repo, "Add " + Sample.SECRET);
    var result = diff("--format", "md,json,html,patch", "--context", "full", "-v");
    assertThat(result.code()).isZero();
    assertThat(result.err() + result.out()).doesNotContain(Sample.SECRET);
    for (String file : result.lines()) {
      assertThat(Files.readString(Path.of(file))).as(file).doesNotContain(Sample.SECRET);
    }
    var json = diff("--json");
    assertThat(json.out() + json.err()).doesNotContain(Sample.SECRET);
  }

  @Test
  void jsonIsOneDocumentAndNothingElse() throws IOException {
    Sample.create(repo, Sample.HOSTILE);
    var found = diff("--json", "--fail-on", "secrets");
    assertThat(found.code()).isEqualTo(10);
    checkIsOneDocument(found.out());
    assertThat(found.out()).contains("\"exitCode\" : 10");
    assertThat(found.err()).contains("blocked: the change introduces 1 secret");
  }

  @Test
  void jsonOfACleanOrEmptyChangeAndOfADryRun() throws IOException {
    Sample.clean(repo);
    checkIsOneDocument(diff("--json").out());
    checkIsOneDocument(diff("--json", "--dry-run").out());
    var empty =
        Invocation.in()
            .run(
                "diff", "--repo", repo, "--base", "feature", "--head", "main", "--out", out,
                "--json");
    assertThat(empty.code()).isZero();
    checkIsOneDocument(empty.out());
    assertThat(empty.out()).contains("\"findings\" : 0");
  }

  @Test
  void quietSaysNothingButErrors() {
    Sample.create(repo, "Add things");
    assertThat(diff("-q").err()).isEmpty();
    assertThat(diff("-q", "--base", "nowhere").err()).startsWith("error: ");
  }

  @Test
  void verboseNamesEveryPath() {
    Sample.create(repo, "Add things");
    assertThat(diff("-v").err())
        .contains("A docs/a b.md: included")
        .contains("M src/App.java: included")
        .contains("A deploy.env: redacted");
  }

  @Test
  void aDryRunWritesNothingAtAll() throws IOException {
    Sample.create(repo, "Add things");
    Path store = Files.createDirectory(temporary.resolve("store"));
    var result = diff("--dry-run", "--upload", store.toUri());
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("dry run: nothing was written");
    assertThat(result.out()).isEmpty();
    assertThat(written()).isEmpty();
    assertThat(store).isEmptyDirectory();
    assertThat(diff("--dry-run", "--fail-on", "secrets").code()).isEqualTo(10);
  }

  @Test
  void hostileTextDoesNotSteerTheTerminal() throws IOException {
    Sample.create(repo, Sample.HOSTILE);
    TerminalSafety.check(diff("-v").err());
    HostileRepository hostile = HostileRepository.create(temporary.resolve("hostile"));
    var result =
        Invocation.in()
            .run(
                "diff",
                "--repo",
                hostile.directory(),
                "--base",
                hostile.base(),
                "--head",
                hostile.head(),
                "--out",
                out,
                "-v");
    assertThat(result.code()).isZero();
    TerminalSafety.check(result.err());
    assertThat(hostile.trippedCanaries()).isEmpty();
  }

  @Test
  void coloursStandOnATerminalOnly() {
    Sample.create(repo, "Add things");
    Object[] line = {"diff", "--repo", repo, "--base", "main", "--head", "feature", "--dry-run"};
    assertThat(Invocation.in().onTerminal().run(line).err()).contains("\u001b[32m+6\u001b[0m");
    assertThat(Invocation.in().onTerminal().with("NO_COLOR", "1").run(line).err())
        .doesNotContain("\u001b");
    assertThat(Invocation.in().onTerminal().with("TERM", "dumb").run(line).err())
        .doesNotContain("\u001b");
  }

  @Test
  void progressIsDrawnWhenAskedFor() {
    Sample.create(repo, "Add things");
    assertThat(diff("--progress", "on").err()).contains("\r").contains(" 3/3");
    assertThat(diff("--progress", "off").err()).doesNotContain("\r");
    assertThat(diff().err()).doesNotContain("\r");
  }

  @Test
  void formatsAddUpAndDiffIsAPatch() throws IOException {
    Sample.clean(repo);
    assertThat(diff("--format", "md", "--format", "html").code()).isZero();
    assertThat(written()).containsExactly("html", "manifest.json", "md", "sha256");
    out = temporary.resolve("second");
    assertThat(diff("--format", "json,html").code()).isZero();
    assertThat(written()).containsExactly("html", "json", "manifest.json", "sha256");
    out = temporary.resolve("third");
    assertThat(diff("--format", "diff").code()).isZero();
    assertThat(written()).containsExactly("manifest.json", "patch", "sha256");
  }

  @Test
  void scansCanBeSwitchedOff() throws IOException {
    Sample.create(repo, "Add things");
    var none = diff("--no-scan-secrets", "--no-scan-todos");
    assertThat(none.err()).doesNotContain("todo").doesNotContain("secret");
    assertThat(Files.readString(none.file(".patch"))).contains(Sample.SECRET);
    var todos = diff("--no-scan-secrets");
    assertThat(todos.err()).contains("todo introduced").doesNotContain("secret introduced");
  }

  @Test
  void uploadsGoToEveryStoreAndOnceOnly() throws IOException {
    Sample.clean(repo);
    Path one = Files.createDirectory(temporary.resolve("one"));
    Path two = Files.createDirectory(temporary.resolve("two"));
    Object[] uploads = {"--upload", one.toUri(), "--upload", two.toUri()};
    var first = diff(uploads);
    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("stored " + one.toUri()).contains("stored " + two.toUri());
    assertThat(diff(uploads).err()).contains("already stored " + one.toUri());
    try (Stream<Path> files = Files.walk(one)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> one.relativize(f).toString()))
          .filteredOn(name -> name.startsWith("v1/host="))
          .hasSize(5)
          .allMatch(
              name ->
                  name.matches(
                      "v1/host=local/org=none/repo=repo/dt=2023-11-14/pr=[^/]*/"
                          + "[0-9a-f]{12}-local-[0-9a-f]{12}/.*"));
    }
    try (Stream<Path> files = Files.walk(one.resolve("v1/index"))) {
      List<Path> index = files.filter(Files::isRegularFile).toList();
      assertThat(index).hasSize(1);
      assertThat(Files.readAllLines(index.getFirst())).hasSize(1);
      checkIsOneDocument(Files.readString(index.getFirst()));
    }
  }

  @Test
  void aStoreThatIsNotThereIsExitCode23BeforeAnyWork() throws IOException {
    Sample.clean(repo);
    var result = diff("--upload", temporary.resolve("nowhere").toUri());
    assertThat(result.code()).isEqualTo(23);
    assertThat(written()).isEmpty();
  }

  /// Where a store has a dump, with one of its files replaced.
  private Path damaged(URI store, String extension, String content) throws IOException {
    diff("--upload", store);
    try (Stream<Path> files = Files.walk(Path.of(store))) {
      Path stored =
          files.filter(file -> file.toString().endsWith(extension)).findFirst().orElseThrow();
      return Files.writeString(stored, content);
    }
  }

  @Test
  void anObjectWithOtherContentIsLeftAloneAndIsExitCode22() throws IOException {
    Sample.clean(repo);
    URI store = Files.createDirectory(temporary.resolve("store")).toUri();
    Path stored = damaged(store, ".md", "something else");
    var result = diff("--upload", store);
    assertThat(result.err()).startsWith("error: " + store).contains("an object has this key");
    assertThat(result.code()).isEqualTo(22);
    assertThat(stored).hasContent("something else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"name\": \"cut o", "[]", "{\"name\": 1.5}"})
  void aDamagedManifestIsOtherContentAndNothingToWaitFor(String content) throws IOException {
    Sample.clean(repo);
    URI store = Files.createDirectory(temporary.resolve("store")).toUri();
    Path stored = damaged(store, ".manifest.json", content);
    var result = diff("--upload", store);
    assertThat(result.code()).as(result.err()).isEqualTo(22);
    assertThat(result.err()).contains(stored.getFileName().toString());
    assertThat(stored).hasContent(content);
    assertThat(out.resolve("outbox")).doesNotExist();
  }

  @Test
  void settingsComeFromProfilesAndVariables() throws IOException {
    Sample.create(repo, "Add things");
    Files.writeString(
        repo.resolve("create-dump.toml"),
        "[output]\nformats = [\"md\"]\n[profile.ci.scan]\nfail_on = \"secrets\"\n");
    assertThat(diff().code()).isZero();
    assertThat(written()).containsExactly("manifest.json", "md", "sha256");
    assertThat(diff("--profile", "ci").code()).isEqualTo(10);
    Object[] line = {"diff", "--repo", repo, "--out", out, "--dry-run"};
    Invocation configured =
        Invocation.in()
            .with("CREATE_DUMP_BASE", "main")
            .with("CREATE_DUMP_HEAD", "feature")
            .with("CREATE_DUMP_SCAN_FAIL_ON", "secrets");
    assertThat(configured.run(line).code()).isEqualTo(10);
    assertThat(diff("--profile", "nightly").code()).isEqualTo(2);
  }

  @Test
  void aRevisionOrRepositoryThatIsNotThereIsExitCode12() throws IOException {
    Sample.clean(repo);
    assertThat(diff("--base", "nowhere").code()).isEqualTo(12);
    Files.createDirectories(out);
    var none = Invocation.in().run("diff", "--repo", out);
    assertThat(none.code()).isEqualTo(12);
    assertThat(none.err()).contains("hint:");
  }

  @Test
  void anOutputThatCannotBeWrittenIsExitCode20AndLeavesNothing() throws IOException {
    Sample.clean(repo);
    Files.writeString(out, "a file");
    var result = diff();
    assertThat(result.code()).isEqualTo(20);
    assertThat(result.err()).contains("is a file, not a directory");
    assertThat(out).hasContent("a file");
    var proc = diff("--out", "/proc/nowhere");
    assertThat(proc.code()).isEqualTo(20);
    assertThat(proc.err()).contains("error: cannot write /proc/nowhere");
  }
}
