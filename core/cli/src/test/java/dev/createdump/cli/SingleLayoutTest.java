package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.token.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the documents of `create-dump single` are laid out for language models.
class SingleLayoutTest {
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
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run("single", tree(), "--out", dir.resolve("out"), words);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  @Test
  void tokensAreCounted() throws IOException {
    String text = "def f(x):\n    return x + 1\n";
    write("a.py", text);
    write("b.txt", "<|endoftext|> is text\n");
    int tokens = TokenCounter.of("o200k_base").count(text.getBytes(StandardCharsets.UTF_8));
    var result = single("--tokens", "--format", "md,csv,inventory,txt", "--json");
    assertThat(tokens).isBetween(8, 16);
    Path md = dir.resolve("out/tree_all_create_dump_20231114_221320.md");
    assertThat(md)
        .content()
        .contains("· " + tokens + " tokens\n")
        .containsPattern("\\| Tokens \\| `[0-9]+ \\(o200k_base\\)` \\|")
        .contains("- [`a.py`](#file-1), " + tokens + " tokens");
    assertThat(Files.readString(dir.resolve("out/tree_all_create_dump_20231114_221320.csv")))
        .contains(",Python," + tokens + ",");
    assertThat(result.err()).contains(" tokens (directory)");
    single("--tokens", "--tokenizer", "cl100k_base", "--format", "inventory");
    assertThat(
            Files.readString(
                dir.resolve("out/tree_all_create_dump_20231114_221320.inventory.json")))
        .contains("\"tokenizer\":\"cl100k_base\"");
  }

  /// Nobody waits for a text that no tokenizer likes.
  @Test
  void noTextTakesLong() {
    TokenCounter counter = TokenCounter.of("o200k_base");
    long start = System.nanoTime();
    for (String piece :
        List.of("a", " ", "\u00e9", "!?", "\ud83d\ude00", "1", "\t \r\n", "\u0301")) {
      byte[] text = piece.repeat(200_000).getBytes(StandardCharsets.UTF_8);
      assertThat(counter.count(text)).isPositive();
    }
    assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
  }

  /// Texts are counted in pieces; the sum is that of the whole.
  @Test
  void piecesCountAsTheWhole() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      text.append("  if (x").append(i).append(") {\n\n\treturn \"/* */\";\n  }\n/ end\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    TokenCounter counter = TokenCounter.of("o200k_base");
    int one =
        counter.count(
            "  if (x1000) {\n\n\treturn \"/* */\";\n  }\n/ end\n".getBytes(StandardCharsets.UTF_8));
    assertThat(counter.count(bytes)).isBetween(4000 * (one - 2), 4000 * (one + 1));
  }

  @Test
  void whatExplainsComesFirst() throws IOException {
    for (String name :
        List.of(
            "a/b/util.py",
            "test/test_a.py",
            "README.md",
            "pyproject.toml",
            "uv.lock",
            "a/main.py",
            "docs/guide.md",
            "a/b/data.json",
            "ARCHITECTURE.md")) {
      write(name, name + "\n");
    }
    var result = single("--order", "importance", "--format", "csv");
    assertThat(
            Files.readAllLines(result.file(".csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(','))))
        .containsExactly(
            "README.md",
            "ARCHITECTURE.md",
            "pyproject.toml",
            "a/main.py",
            "a/b/util.py",
            "docs/guide.md",
            "test/test_a.py",
            "a/b/data.json",
            "uv.lock");
  }

  @Test
  void linesAreNumberedAndStripped() throws IOException {
    write(
        "a.js",
        "#!/usr/bin/node\n// all\n\nlet u = 'http://x'; // end\n/* a\n b */\nlet v/**/= `//`;\n");
    write("b.py", "x = '#no' # yes\n\n# gone\n");
    var plain = single("--line-numbers", "--format", "txt,xml");
    assertThat(plain.file(".txt")).content().contains("1: #!/usr/bin/node\n2: // all\n3: \n4: let");
    assertThat(plain.file(".xml")).content().contains("<![CDATA[\n1: #!/usr");
    var result = single("--strip", "comments,blank-lines", "--format", "txt");
    assertThat(result.file(".txt"))
        .content()
        .contains("\n#!/usr/bin/node\nlet u = 'http://x';\nlet v = `//`;\n")
        .contains("\nx = '#no'\n\n")
        .contains("Note: comments are taken out, blank lines are taken out");
  }

  @Test
  void aFileWhoseCommentsMayBeTextKeepsThemAndIsCounted() throws IOException {
    write("a.sh", "cat > conf <<EOF\n# a line of the file\nEOF\n");
    write("b.sh", "# gone\necho b\n");
    var result = single("--strip", "comments", "--format", "txt");
    assertThat(result.file(".txt"))
        .content()
        .contains("\ncat > conf <<EOF\n# a line of the file\nEOF\n")
        .doesNotContain("gone")
        .contains("Note: comments are taken out (not of 1 file, where text may look like them)\n");
  }

  @Test
  void contentsAreATreeAListOrNothing() throws IOException {
    write("a/b/c.txt", "c\n");
    write("a/d.txt", "d\n");
    write("a-b.txt", "e\n");
    assertThat(single("--toc", "tree", "--format", "md,txt").file(".md"))
        .content()
        .contains("- `a/`\n  - `b/`\n    - [`c.txt`](#file-2)\n  - [`d.txt`](#file-3)\n");
    assertThat(single("--toc", "tree", "--format", "txt").file(".txt"))
        .content()
        .contains("\na/\n  b/\n    c.txt\n  d.txt\n");
    assertThat(single("--toc", "none").file(".md")).content().doesNotContain("## Contents");
  }

  @Test
  void instructionsStandAtTheHeadAndHideSecrets() throws IOException {
    write("a.txt", "a\n");
    Path file =
        Files.writeString(dir.resolve("i.md"), "Read **all** of it.\n" + Sample.SECRET + "\n");
    var result = single("--instructions", file, "--format", "md,txt,xml,json,jsonl");
    for (String line : result.lines()) {
      assertThat(Path.of(line)).content().doesNotContain(Sample.SECRET);
    }
    assertThat(result.file(".md"))
        .content()
        .contains("## Instructions\n\n```text\nRead **all** of it.");
    assertThat(result.file(".xml")).content().contains("<instructions><![CDATA[\nRead **all**");
    assertThat(result.file(".json")).content().contains("\"instructions\":\"Read **all**");
  }

  @Test
  void whatIsLeftOutIsSaidInParts() throws IOException {
    for (int i = 0; i < 60; i++) {
      write("src/f" + i + ".txt", "some words of text\n".repeat(30));
      write("other/g" + i + ".txt", "x\n");
    }
    var result = single("--files", "src/", "--format", "md,txt", "--max-tokens", "4000");
    assertThat(result.file(".part1.md"))
        .content()
        .contains(", part 1 of ")
        .contains("the last one says what is left out")
        .doesNotContain("other/g1");
    String last = result.lines().stream().filter(line -> line.endsWith(".txt")).toList().getLast();
    assertThat(Path.of(last))
        .content()
        .contains("Left out: 60 paths: no pattern of select.include matches (flag --files)");
    assertThat(
            Invocation.in()
                .run("rollback", result.file(".part2.md"), "--to", dir.resolve("restored"))
                .code())
        .isEqualTo(3);
    List<Object> few = List.of("single", tree(), "--max-tokens", "50", "--out", dir.resolve("o"));
    assertThat(Invocation.in().run(few).code()).isEqualTo(2);
    assertThat(Invocation.in().run(few).err())
        .contains(
            "no part of the dump fits into --max-tokens 50: what stands around the files takes ")
        .contains("take fewer paths and `--toc none`");
  }
}
