package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.testkit.repo.GitPath;
import dev.createdump.testkit.repo.RepoBuilder;
import dev.createdump.testkit.repo.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump single` as people and jobs run it.
class SingleCommandTest {
  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve("tree").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path tree() {
    return dir.resolve("tree");
  }

  private Invocation.Result single(Object... words) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .run("single", "--out", dir.resolve("out"), words);
  }

  @Test
  void aDirectoryInEveryFormat() throws Exception {
    write("src/App.java", "class App {}\n");
    write("data,1.txt", "a ]]> b\r\nno end");
    Files.write(tree().resolve("bin"), new byte[] {0, 1, 2});
    var result = single(tree(), "--format", "md,json,jsonl,txt,xml,html,csv,yaml,toml,inventory");
    assertThat(result.code()).as(result.err()).isZero();
    String name = "tree_all_create_dump_20231114_221320";
    assertThat(result.file(".md")).hasFileName(name + ".md");
    assertThat(result.file(".md")).content().contains("```java\nclass App {}\n```\n");
    assertThat(result.file(name + ".json")).content().contains("\"content\":\"class App {}\\n\"");
    assertThat(Files.readAllLines(result.file(".jsonl"))).hasSize(5);
    assertThat(result.file(".txt")).content().contains("src/App.java\n=");
    assertThat(result.file(".csv"))
        .content()
        .contains("bin,100644,binary,3,")
        .contains("\"data,1.txt\",100644,included,15,");
    assertThat(result.file(".inventory.json")).content().doesNotContain("class App");
    var xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(result.file(".xml"))));
    assertThat(xml.getElementsByTagName("file").item(1).getTextContent().strip())
        .isEqualTo("a ]]> b\nno end");
    Path manifest = result.file(".manifest.json");
    assertThat(Invocation.in().run("evidence", "verify", dir.resolve("out")).code()).isZero();
    assertValid(Files.readString(manifest));
  }

  private static void assertValid(String manifest) throws IOException {
    String schema = Files.readString(Path.of("../../docs/reference/manifest.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(manifest, InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void whatIsTrackedIsInAndNothingElse() throws IOException {
    RepoBuilder repo = RepoBuilder.init(tree());
    repo.commit(
        "main",
        "start",
        edits ->
            edits
                .file("target/kept.txt", "tracked\n")
                .file(".gitignore", "target/\n*.log\n")
                .file("gone.txt", "x\n"));
    repo.run("checkout", "-q", "main");
    write("new.txt", "untracked\n");
    write("target/built.txt", "ignored\n");
    Files.delete(tree().resolve("gone.txt"));
    var tracked = single(tree(), "--format", "csv");
    assertThat(tracked.code()).as(tracked.err()).isZero();
    assertThat(tracked.file(".csv"))
        .content()
        .contains("target/kept.txt,100644,included,8,")
        .contains("gone.txt,100644,excluded")
        .doesNotContain("new.txt")
        .doesNotContain("built.txt");
    var untracked = single(tree(), "--format", "csv", "--untracked");
    assertThat(untracked.file(".csv")).content().contains("new.txt").doesNotContain("built.txt");
    var all = single(tree(), "--format", "csv", "--all-files");
    assertThat(all.file(".csv")).content().contains("new.txt").contains("built.txt");
    var revision = single(tree(), "--format", "csv", "--rev", "main");
    assertThat(revision.file(".csv")).content().contains("gone.txt,100644,included,2,");
    var index = single(tree(), "--format", "csv", "--index");
    assertThat(index.file(".csv")).content().contains("gone.txt,100644,included,2,");
    var below = single(tree().resolve("target"), "--format", "csv");
    assertThat(below.file(".csv")).content().contains("\nkept.txt,100644").doesNotContain("gone");
  }

  @Test
  void aRevisionOfManyFilesIsWhatIsCheckedOut() throws IOException {
    RepoBuilder repo = RepoBuilder.init(tree());
    repo.commit(
        "main",
        "many",
        edits -> {
          for (int i = 0; i < 700; i++) {
            edits.file("many/" + i + ".txt", "file " + i + "\n");
          }
        });
    repo.run("checkout", "-q", "main");
    var disk = single(tree(), "--format", "jsonl");
    var revision = single(tree(), "--format", "jsonl", "--rev", "main");
    assertThat(disk.code()).as(disk.err()).isZero();
    assertThat(files(revision)).hasSize(700).isEqualTo(files(disk));
  }

  private static List<String> files(Invocation.Result result) throws IOException {
    return Files.readAllLines(result.file(".jsonl")).stream()
        .filter(line -> line.contains("many/"))
        .toList();
  }

  @Test
  void secretsAreHiddenEverywhere() throws IOException {
    write("a.env", "KEY=" + Sample.SECRET + "\n");
    write("b.bin", "the same within other text: x" + Sample.SECRET + "x\n");
    write(Sample.SECRET + ".txt", "named\n");
    var result =
        single(
            tree(),
            "--format",
            "md,json,jsonl,txt,xml,html,csv,yaml,toml,inventory",
            "--fail-on",
            "secrets");
    assertThat(result.code()).isEqualTo(10);
    assertThat(result.out() + result.err()).doesNotContain(Sample.SECRET);
    for (String line : result.lines()) {
      assertThat(Path.of(line)).content().doesNotContain(Sample.SECRET);
    }
    assertThat(result.file(".csv")).content().contains("b.bin,100644,redacted,");
    assertThat(result.file(".manifest.json")).content().contains("\"redacted\" : 3");
  }

  @Test
  void noLinkLeadsOutOfTheRoot() throws IOException {
    write("a.txt", "inside\n");
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "outside\n");
    Files.createSymbolicLink(tree().resolve("file"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(tree().resolve("directory"), outside);
    var result = single(tree(), "--format", "json");
    assertThat(result.code()).isZero();
    assertThat(result.file(".json").toFile())
        .content()
        .doesNotContain("\"outside\\n\"")
        .contains("\"path\":\"directory\",\"mode\":\"120000\"");
  }

  /// A directory that git tracks was replaced by a link since.
  @Test
  void noLinkTakesThePlaceOfADirectory() throws IOException {
    RepoBuilder repo = RepoBuilder.init(tree());
    repo.commit("main", "start", edits -> edits.file("sub/passwd", "tracked\n"));
    repo.run("reset", "-q", "main");
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Files.writeString(outside.resolve("passwd"), "outside\n");
    Files.createSymbolicLink(tree().resolve("sub"), outside);
    var result = single(tree(), "--format", "json");
    assertThat(result.file(".json")).content().doesNotContain("outside\\n");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void pipesAreListedAndNotRead() throws Exception {
    write("a.txt", "x\n");
    assertThat(new ProcessBuilder("mkfifo", tree().resolve("pipe").toString()).start().waitFor())
        .isZero();
    var result = single(tree(), "--format", "csv");
    assertThat(result.code()).isZero();
    assertThat(result.file(".csv")).content().contains("pipe,000000,excluded");
  }

  /// Java opens no file whose name is no text; a revision's content needs no file.
  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    RepoBuilder repo = RepoBuilder.init(tree());
    repo.commit(
        "main",
        "start",
        edits -> edits.put(new GitPath("latin-\u00e9"), TreeEntry.file("content\n")));
    repo.run("reset", "-q", "main");
    var result = single(tree(), "--format", "csv");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.file(".csv")).content().contains("cannot be read: its name is no UTF-8");
    assertThat(result.err()).contains("not read: 1 path");
    var revision = single(tree(), "--format", "csv", "--rev", "main");
    assertThat(revision.code()).isZero();
    assertThat(revision.file(".csv")).content().contains("latin-\\xe9,100644,included,8,");
  }

  @Test
  void patternsSelectAndIdleOnesAreTold() throws IOException {
    write("src/a.java", "a\n");
    write("src/b.txt", "b\n");
    var result =
        single(tree(), "--format", "csv", "--include", "*.java", "--exclude", "./nothing", "-v");
    assertThat(result.code()).isZero();
    assertThat(result.file(".csv"))
        .content()
        .contains("src/a.java,100644,included")
        .contains("src/b.txt,100644,excluded");
    assertThat(result.err()).contains("matches no path; patterns are no paths: leave out the ./");
  }

  @Test
  void whatIsAskedForMustMakeSense() {
    assertThat(single(dir, "--format", "pdf").code()).isEqualTo(2);
    assertThat(single(dir, "--rev", "main", "--index").code()).isEqualTo(2);
    assertThat(single(dir.resolve("missing")).code()).isEqualTo(12);
    assertThat(single(dir, "--rev", "main").code()).isEqualTo(12);
    assertThat(single(dir, "--max-file-size", "1G").code()).isEqualTo(2);
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    write("a.txt", "x\n");
    var result = single(tree(), "--dry-run", "--json");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("\"files\" : 1");
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void theSameTreeGivesTheSameBytes() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("d" + i % 7 + "/f" + i, "text ".repeat(i) + "\n");
    }
    byte[] first = Files.readAllBytes(single(tree(), "--format", "md").file(".md"));
    byte[] second = Files.readAllBytes(single(tree(), "--format", "md").file(".md"));
    assertThat(second).isEqualTo(first);
  }

  /// A second dump of the same name in the same place has nothing of the first.
  @Test
  void whatAnOlderDumpOfTheNameLeftIsGone() throws IOException {
    Path tree = Files.createDirectories(dir.resolve("older"));
    Files.writeString(tree.resolve("a.txt"), "one\ntwo\n".repeat(200));
    Path out = dir.resolve("out-of-both");
    List<List<String>> runs =
        List.of(
            List.of("--format", "md,zip,html"),
            List.of("--format", "md", "--max-tokens", "400"),
            List.of("--format", "zip", "--split-size", "64KiB"),
            List.of("--format", "json"));
    for (List<String> run : runs) {
      var result = Invocation.in().run("single", tree, "--name", "x", "--out", out.toString(), run);
      assertThat(result.code()).as(result.err()).isZero();
      var verified = Invocation.in().run("evidence", "verify", out);
      assertThat(verified.code()).as(run + verified.out()).isZero();
    }
    Files.writeString(out.resolve("x.notes.txt"), "somebody's own\n");
    Invocation.in().run("single", tree, "--name", "x", "--out", out.toString(), "--format", "md");
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("x.md", "x.manifest.json", "x.sha256", "x.notes.txt");
    }
  }

  /// Reading is one stretch, writing another, of each format; nothing is drawn where nobody looks.
  @Test
  void progressIsDrawnWhileReadingAndWriting() throws IOException {
    Files.writeString(dir.resolve("a.txt"), "a\n");
    Files.writeString(dir.resolve("b.txt"), "b\n");
    Object[] words = {"single", dir, "--format", "md,json,tar.gz", "--out", dir.resolve("out")};
    assertThat(Invocation.in().onTerminal().run(words).err())
        .containsPattern("scanning [█░]+ 2/2")
        .containsPattern("writing [█░]+ 6/6")
        .endsWith("\n");
    assertThat(Invocation.in().run(words).err()).doesNotContain("scanning", "writing", "\r");
    Object[] batch = {"batch", "run", dir, "--out", dir.resolve("dumps"), "--all-files"};
    assertThat(Invocation.in().onTerminal().run(batch).err()).containsPattern("dumping █+ ");
  }
}
