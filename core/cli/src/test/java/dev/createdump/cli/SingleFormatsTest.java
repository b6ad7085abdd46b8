package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.testkit.repo.HostileRepository;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.yaml.snakeyaml.Yaml;

/// Formats of `create-dump single` that others read: pages and inventories.
class SingleFormatsTest {
  @TempDir Path dir;

  private Invocation.Result single(Object... words) {
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run("single", "--out", dir.resolve("out"), words);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  /// Whatever names and content look like, parsers of others read what CSV and JSON say too.
  @Test
  void hostileInventoriesAreRead() throws IOException {
    HostileRepository hostile = HostileRepository.create(dir.resolve("hostile"));
    var result =
        single(hostile.directory(), "--rev", "HEAD", "--format", "yaml,toml,inventory,html");
    Map<String, Object> yaml = new Yaml().load(Files.readString(result.file(".yaml")));
    TomlParseResult toml = Toml.parse(result.file(".toml"));
    assertThat(toml.errors()).isEmpty();
    Map<?, ?> json =
        new ObjectMapper().readValue(result.file(".inventory.json").toFile(), Map.class);
    List<?> inYaml = (List<?>) Objects.requireNonNull(yaml.get("files"));
    List<?> inJson = (List<?>) Objects.requireNonNull(json.get("files"));
    assertThat(inYaml).hasSizeGreaterThan(150).hasSameSizeAs(inJson);
    assertThat(toml.getArray("files").size()).isEqualTo(inJson.size());
    for (int i = 0; i < inYaml.size(); i++) {
      Map<?, ?> one = (Map<?, ?>) inYaml.get(i);
      Map<?, ?> other = (Map<?, ?>) inJson.get(i);
      var table = toml.getArray("files").getTable(i);
      for (String key : List.of("path", "mode", "state", "sha256", "language", "reason")) {
        assertThat(one.get(key)).isEqualTo(other.get(key)).isEqualTo(table.getString(key));
      }
      assertThat(size(one)).isEqualTo(size(other)).isEqualTo(table.getLong("size"));
    }
    page(result.file(".html"));
    assertThat(hostile.trippedCanaries()).isEmpty();
  }

  private static long size(Map<?, ?> file) {
    return ((Number) Objects.requireNonNull(file.get("size"))).longValue();
  }

  /// Nothing of the tree becomes markup, and nothing asks a network.
  private static void page(Path file) throws IOException {
    Document page = Jsoup.parse(Files.readString(file));
    assertThat(page.select("script, iframe, img, object, embed, form, base, svg")).isEmpty();
    assertThat(page.select("link").eachAttr("href")).containsExactly("data:,");
    assertThat(page.select("[onload], [onclick], [style], [src]")).isEmpty();
    assertThat(page.select("a").eachAttr("href")).allMatch(link -> link.startsWith("#"));
    assertThat(page.select("meta[http-equiv]").attr("content"))
        .startsWith("default-src 'none'; style-src 'sha256-");
    for (String link : page.select("a").eachAttr("href")) {
      assertThat(page.getElementById(link.substring(1))).as(link).isNotNull();
    }
  }

  @Test
  void aPageShowsEveryFileWithItsLines() throws IOException {
    Path tree = Files.createDirectories(dir.resolve("tree/src"));
    Files.writeString(tree.resolve("a.js"), "let a = '</pre><script>x()</script>';\r\nb\r\n");
    Files.writeString(tree.resolve("b"), "\u202e");
    var result = single(dir.resolve("tree"), "--format", "html", "--toc", "tree", "--tokens");
    page(result.file(".html"));
    Document page = Jsoup.parse(Files.readString(result.file(".html")));
    assertThat(page.select("#file-1 .t").text())
        .contains("let a = '</pre><script>x()</script>';\nb");
    assertThat(page.select("#file-1 .n").text()).isEqualToIgnoringWhitespace("1 2");
    assertThat(page.select("#file-2 u").text()).isEqualTo("U+202E");
    assertThat(page.select("nav ul ul a").eachText()).containsExactly("a.js", "b");
  }

  @Test
  void historyNamesTheLastChangeOfEachPath() throws IOException {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("tree"));
    repo.commit("main", "one", edits -> edits.file("a.txt", "a\n").file("s/\u00e9 b.txt", "b\n"));
    String first = repo.id("main");
    repo.commit("main", "two", edits -> edits.file("a.txt", "a2\n").file("c.txt", "c\n"));
    String second = repo.id("main");
    repo.branch("side", first);
    repo.commit("side", "on the side", edits -> edits.file("d.txt", "d\n"));
    String side = repo.id("side");
    repo.merge(
        "main", "side", "merge", edits -> edits.file("evil.txt", "e\n").file("d.txt", "d\n"));
    String merge = repo.id("main");
    repo.run("reset", "-q", "--hard", "main");
    Files.writeString(dir.resolve("tree/c.txt"), "changed\n");
    Files.writeString(dir.resolve("tree/new.txt"), "new\n");
    var result =
        single(dir.resolve("tree"), "--untracked", "--with", "history", "--format", "csv,md,json");
    List<String> lines = Files.readAllLines(result.file(".csv"));
    assertThat(lines.getFirst()).contains(",status,commit,changed,author,");
    assertThat(line(lines, "a.txt")).contains(",unmodified," + second + ",2023-");
    assertThat(line(lines, "s/\u00e9 b.txt")).contains(",unmodified," + first + ",");
    assertThat(line(lines, "c.txt")).contains(",modified," + second + ",");
    assertThat(line(lines, "d.txt")).contains(",unmodified," + side + ",");
    assertThat(line(lines, "evil.txt")).contains(",unmodified," + merge + ",");
    assertThat(line(lines, "new.txt")).contains(",untracked,,,,");
    assertThat(result.file(".md")).content().contains("modified, changed 2023-");
    for (String name : List.of("a.txt", "c.txt", "d.txt")) {
      String git = repo.run("log", "-1", "--format=%H", "main", "--", name).strip();
      assertThat(line(lines, name)).contains(git);
    }
    var below =
        single(dir.resolve("tree/s"), "--rev", "main", "--with", "history", "--format", "csv");
    assertThat(line(Files.readAllLines(below.file(".csv")), "\u00e9 b.txt")).contains(first);
  }

  private static String line(List<String> lines, String path) {
    return lines.stream().filter(line -> line.startsWith(path + ",")).findFirst().orElseThrow();
  }
}
