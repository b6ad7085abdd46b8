package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `create-dump single` takes of a tree, and what it says of the rest.
class SingleSelectionTest {
  @TempDir Path dir;

  private Path tree() {
    return dir.resolve("tree");
  }

  private void write(String name, String text) throws IOException {
    Path file = tree().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Invocation.Result single(Object... words) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .run("single", "--out", dir.resolve("out"), words);
  }

  /// The paths that are dumped.
  private List<String> taken(Object... words) throws IOException {
    var result = single(tree(), "--format", "csv", words);
    assertThat(result.code()).as(result.err()).isZero();
    return Files.readAllLines(result.file(".csv")).stream()
        .skip(1)
        .filter(line -> !line.contains(",excluded,"))
        .map(line -> line.substring(0, line.indexOf(',')))
        .toList();
  }

  /// Whatever names people chose for them; what only looks like one is taken.
  @Test
  void dumpsThatLieWhereThisOneIsWrittenAreLeftOut() throws IOException {
    RepoBuilder repo = RepoBuilder.initWithUser(tree());
    write("a.txt", "a\n");
    repo.run("add", ".");
    repo.run("commit", "--quiet", "-m", "first");
    write("t/foo.notes.txt", "mine\n");
    write("t/own.md", "mine\n");
    write("t/own.manifest.json", "{\"schema\":\"other\",\"artifacts\":[{\"name\":\"own.md\"}]}");
    write("t/cut.manifest.json", "{");
    for (String choice : List.of("--untracked", "--all-files")) {
      for (String name : List.of("foo", "bar")) {
        var result =
            Invocation.in()
                .run(
                    List.of("single", tree(), choice, "--name", name, "--format", "md,csv"),
                    List.of("--out", tree().resolve("t")));
        assertThat(result.code()).as(result.err()).isZero();
      }
      String csv = Files.readString(tree().resolve("t/bar.csv"));
      assertThat(csv.lines().skip(1).filter(line -> !line.contains(",excluded,")))
          .extracting(line -> line.substring(0, line.indexOf(',')))
          .containsExactly(
              "a.txt", "t/cut.manifest.json", "t/foo.notes.txt", "t/own.manifest.json", "t/own.md");
      assertThat(csv)
          .containsPattern("t/foo\\.md,.*\"?a file of another dump, where")
          .contains("t/foo.csv,", "t/foo.manifest.json,", "t/foo.sha256,");
    }
  }

  @Test
  void whatIsTooLargeToBeSearchedIsLeftOutAndSaid() throws IOException {
    write("small.txt", "needle\n");
    write("large.txt", "a".repeat(3000));
    for (String condition : List.of("--contains", "--not-contains")) {
      var result =
          single(tree(), "--format", "csv,tar", "--max-file-size", "2000", condition, "needle|hay");
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(Files.readString(result.file(".csv")))
          .contains("its 3000 bytes are too many to be searched", "(flag " + condition + ")");
    }
  }

  @Test
  void expressionsLookAtPathsAndContent() throws IOException {
    write("src/Main.java", "class Main { Thread t; }\n");
    write("src/Other.java", "class Other {}\n");
    write("doc/a.md", "a Thread\n");
    Files.write(
        tree().resolve("wide.txt"), "\uFEFFein Thread\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(taken("--match", "^src/.*\\.java$"))
        .containsExactly("src/Main.java", "src/Other.java");
    assertThat(taken("--contains", "\\bThread\\b"))
        .containsExactly("doc/a.md", "src/Main.java", "wide.txt");
    assertThat(taken("--contains", "(?i)THREAD", "--not-contains", "^class"))
        .containsExactly("doc/a.md", "wide.txt");
    assertThat(taken("--language", "Java,Markdown", "--contains", "Thread"))
        .containsExactly("doc/a.md", "src/Main.java");
    assertThat(taken("--language", "java")).containsExactly("src/Main.java", "src/Other.java");
    assertThat(taken("--files", "*.md")).containsExactly("doc/a.md");
    assertThat(single(tree().resolve("wide.txt")).err())
        .contains("wide.txt is no directory")
        .contains("the file with --files");
    var result = single(tree(), "--contains", "nowhere", "--language", "Rust", "--match", "zzz");
    assertThat(result.err())
        .contains("tree.contains \"nowhere\" of flag --contains matches no content")
        .contains("tree.languages \"Rust\" of flag --language is the language of no file")
        .contains("tree.match \"zzz\" of flag --match matches no path");
    assertThat(single(tree(), "--files", "!*.md").err())
        .contains("\"!*.md\" of flag --files takes back nothing: no pattern before it matches")
        .contains("what leaves paths out is select.exclude");
    assertThat(taken("--files", "*.md", "--files", "*.java", "--files", "!Other.*"))
        .containsExactly("doc/a.md", "src/Main.java");
    var bad = single(tree(), "--match", "(a");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("an expression of flag --match cannot be used: expected )");
    Path config = Files.writeString(dir.resolve("c.toml"), "[tree]\nmatch = [\"(a\"]\n");
    assertThat(single(tree(), "--config", config).code()).isEqualTo(11);
    assertThat(single(tree(), "--match", "(?=a)").err()).contains("RE2");
  }

  @Test
  void sizesAreLimitedAtBothEnds() throws IOException {
    write("empty", "");
    write("ten.txt", "123456789\n");
    write("large.txt", "line\n".repeat(400_000));
    Files.createDirectory(tree().resolve("nothing"));
    assertThat(taken("--min-size", "1")).containsExactly("large.txt", "ten.txt");
    assertThat(taken("--min-size", "11")).containsExactly("large.txt");
    assertThat(taken("--max-size", "10")).containsExactly("empty", "nothing", "ten.txt");
    assertThat(taken("--min-size", "10B", "--max-size", "10")).containsExactly("ten.txt");
    Object[] cached = {"--cache-dir", dir.resolve("cache"), "--min-size", "10", "--name", "x"};
    assertThat(taken(cached)).isEqualTo(taken(cached));
    var result = single(tree(), "--min-size", "1KiB", "--max-size", "1MiB", "-v");
    assertThat(result.err())
        .contains("large.txt: excluded (its 2000000 bytes are above tree.max_size = 1MiB (flag")
        .contains("ten.txt: excluded (its 10 bytes are below tree.min_size = 1KiB (flag --min")
        .contains("nothing: excluded (it has no content, and tree.min_size = 1KiB");
    var idle = single(tree(), "--max-size", "10", "--files", "large.txt");
    assertThat(idle.err())
        .contains("tree.max_size = 10 of flag --max-size is less than any file has");
    assertThat(single(tree(), "--min-size", "1GiB", "-v").err())
        .contains("tree.min_size = 1GiB of flag --min-size is more than any file has");
    assertThat(single(tree(), "--min-size", "1", "-v").err())
        .contains("ten.txt: included; taken by tree.min_size = 1 of flag --min-size");
    var never = single(tree(), "--min-size", "2", "--max-size", "1");
    assertThat(never.code()).isEqualTo(2);
    assertThat(never.err()).contains("tree.min_size = 2 (flag --min-size) is more than");
    assertThat(single(tree(), "--min-size", "-1").code()).isEqualTo(2);
  }

  /// A pattern that would take ages where it is tried one way after the other.
  @Test
  void noExpressionTakesLong() throws IOException {
    write("a.txt", "a".repeat(200_000) + "!\n");
    long start = System.nanoTime();
    assertThat(taken("--contains", "(a+)+$")).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  @Test
  void aPolicyLocksWhatIsLeftOut() throws IOException {
    write("a.txt", "x\n");
    Path policy = Files.writeString(dir.resolve("policy.toml"), "[enforce.tree]\ncontains = []\n");
    var result = single(tree(), "--contains", "x", "--policy", policy.toUri());
    assertThat(result.code()).isEqualTo(11);
    assertThat(result.err()).contains("tree.contains");
  }

  @Test
  void eachDecisionIsExplained() throws IOException {
    write("a.md", "a\n");
    write("b.txt", "b\n");
    write("create-dump.toml", "[select]\nexclude = [\"*.txt\"]\n");
    var result =
        single(tree(), "--config", tree().resolve("create-dump.toml"), "--files", "*.md", "-v");
    assertThat(result.err())
        .contains("a.md: included; taken by select.include \"*.md\" of flag --files")
        .containsPattern("b.txt: excluded \\(select.exclude \"\\*.txt\" of .*create-dump.toml:2:")
        .contains("no pattern of select.include matches (flag --files)");
    assertThat(Files.readString(result.file(".md")))
        .contains("- [`a.md`](#file-1)")
        .doesNotContain("- [`b.txt`]")
        .containsPattern("\\| `b.txt` \\| excluded \\| `select.exclude");
  }

  @Test
  void whatIsMarkedExportIgnoreIsLeftOutAsGitArchiveDoes() throws IOException {
    RepoBuilder repo = RepoBuilder.init(tree());
    repo.commit(
        "main",
        "start",
        edits ->
            edits
                .file(
                    ".gitattributes",
                    """
                    [attr]inner export-ignore
                    *.log export-ignore
                    /tests export-ignore
                    deep/* inner
                    """)
                .file("a.txt", "a\n")
                .file("a.log", "a\n")
                .file("tests/x/y.txt", "y\n")
                .file("sub/tests/kept.txt", "z\n")
                .file(
                    "sub/.gitattributes",
                    "keep.log -export-ignore\nsecret -export-ignore export-ignore\n")
                .file("sub/keep.log", "k\n")
                .file("sub/other.log", "o\n")
                .file("sub/secret", "s\n")
                .file("deep/one/two.txt", "2\n"));
    repo.run("reset", "-q", "--hard", "main");
    String archived =
        repo.run("archive", "--format=tar", "--output=" + dir.resolve("a.tar"), "main");
    assertThat(archived).isNotNull();
    List<String> expected = listed(dir.resolve("a.tar"));
    assertThat(expected).contains("sub/keep.log").doesNotContain("a.log", "deep/one/two.txt");
    assertThat(taken("--export-ignore")).isEqualTo(expected);
    assertThat(taken("--export-ignore", "--rev", "main")).isEqualTo(expected);
    assertThat(taken("--export-ignore", "--index")).isEqualTo(expected);
    var below = single(tree().resolve("sub"), "--export-ignore", "--format", "csv");
    assertThat(below.file(".csv"))
        .content()
        .contains("keep.log,100644,included")
        .contains("other.log,100644,excluded")
        .contains("of .gitattributes:2");
  }

  private List<String> listed(Path tar) throws IOException {
    Process process = new ProcessBuilder("tar", "-tf", tar.toString()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.endsWith("/")).sorted().toList();
  }

  @Test
  void whatChangedSinceARevisionIsTakenWhole() throws IOException {
    RepoBuilder repo = RepoBuilder.init(tree());
    String body = "one\ntwo\nthree\nfour\nfive\nsix\n";
    repo.commit(
        "main",
        "start",
        edits ->
            edits
                .file("same.txt", "same\n")
                .file("edited.txt", "old\n")
                .file("gone.txt", "gone\n")
                .file("old-name.txt", body)
                .file("sub/inner.txt", "inner\n"));
    repo.branch("work", "main");
    repo.commit("main", "later on main", edits -> edits.file("upstream.txt", "u\n"));
    repo.commit(
        "work",
        "change",
        edits ->
            edits
                .file("edited.txt", "new\n")
                .file("new-name.txt", body + "seven\n")
                .delete("old-name.txt")
                .delete("gone.txt"));
    repo.run("checkout", "-q", "-f", "work");
    write("sub/inner.txt", "not staged\n");
    write("untracked.txt", "new\n");
    assertThat(taken("--diff-since", "main"))
        .containsExactly("edited.txt", "new-name.txt", "sub/inner.txt");
    assertThat(taken("--diff-since", "main", "--rev", "work"))
        .containsExactly("edited.txt", "new-name.txt");
    assertThat(taken("--diff-since", "main", "--index"))
        .containsExactly("edited.txt", "new-name.txt");
    assertThat(taken("--diff-since", "main", "--untracked")).contains("untracked.txt");
    var result = single(tree(), "--diff-since", "main");
    assertThat(result.file(".md"))
        .content()
        .contains("```text\nnew\n```")
        .contains("renamed from old-name.txt since main (merge base ")
        .containsPattern("\\| `old-name.txt` \\| excluded \\| `renamed to new-name.txt since")
        .containsPattern("\\| `gone.txt` \\| excluded \\| `deleted since main")
        .containsPattern("\\| `same.txt` \\| excluded \\| `unchanged since main")
        .doesNotContain("upstream.txt");
    assertThat(single(tree(), "--diff-since", "main", "--files", "*.txt", "-v").err())
        .containsPattern(
            "edited.txt: included; taken by select.include \"\\*.txt\" of flag --files,"
                + " --diff-since main \\(merge base [0-9a-f]{12}\\)\n")
        .doesNotContain("every path");
    var below = single(tree().resolve("sub"), "--diff-since", "main", "--format", "csv");
    assertThat(below.file(".csv")).content().contains("\ninner.txt,100644,included");
    assertThat(single(tree(), "--diff-since", "nothing").code()).isEqualTo(12);
  }
}
