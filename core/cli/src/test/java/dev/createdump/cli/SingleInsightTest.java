package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `create-dump single` says of who changed files, and which it takes by that. git's own
/// answers are the oracle.
class SingleInsightTest {
  private static final String LINES = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  @TempDir Path dir;

  /// Five people, renames, a merge, a merge that changes more, and names that nobody expects.
  private RepoBuilder history() {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("tree"));
    repo.commit("main", "one", e -> e.file("old.txt", LINES).file("s/\u00e9 \"b\".txt", "b\n"));
    repo.by("Bea Beispiel <bea@example.org>");
    repo.commit("main", "two", e -> e.file("old.txt", LINES + "10\n").file("bin", "\0\1"));
    repo.branch("side", "main");
    repo.by("J\u00f6rg <joerg@example.org>".getBytes(StandardCharsets.ISO_8859_1));
    repo.commit("side", "aside", e -> e.file("side.txt", "s\n").file("s/more", "m\n"));
    repo.by("Carl [bot] <carl@example.org>");
    repo.commit("main", "three", e -> e.rename("old.txt", "new.txt"));
    repo.by("bea <other@example.org>");
    repo.commit("main", "four", e -> e.file("new.txt", LINES + "11\n").file("empty", ""));
    repo.commit("main", "names", e -> e.file(".mailmap", "Bea Beispiel <other@example.org>\n"));
    repo.merge("main", "side", "merge", e -> e.file("side.txt", "s\n").file("s/more", "evil\n"));
    repo.run("reset", "-q", "--hard", "main");
    return repo;
  }

  private Invocation.Result single(Object... words) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1700100000")
        .run("single", dir.resolve("tree"), "--out", dir.resolve("out"), words);
  }

  private JsonNode json(Object... words) throws IOException {
    var result = single("--format", "json", words);
    assertThat(result.code()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.file(".json").toFile());
  }

  private static Map<String, JsonNode> files(JsonNode dump) {
    Map<String, JsonNode> files = new TreeMap<>();
    dump.path("files").forEach(file -> files.put(file.path("path").asText(), file));
    return files;
  }

  private static JsonNode of(Map<String, JsonNode> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  /// `commits added removed` as git counts them.
  private static String counted(RepoBuilder repo, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "log",
                "--no-merges",
                "-M",
                "--numstat",
                "--encoding=UTF-8",
                "--format=tformat:commit"));
    all.addAll(List.of(arguments));
    int commits = 0;
    int added = 0;
    int removed = 0;
    for (String line : repo.run(all.toArray(String[]::new)).split("\n")) {
      String[] parts = line.split("\t");
      commits += line.equals("commit") ? 1 : 0;
      added += parts.length == 3 && !parts[0].equals("-") ? Integer.parseInt(parts[0]) : 0;
      removed += parts.length == 3 && !parts[1].equals("-") ? Integer.parseInt(parts[1]) : 0;
    }
    return commits + " " + added + " " + removed;
  }

  private static String told(JsonNode counts) {
    return counts.path("commits") + " " + counts.path("added") + " " + counts.path("removed");
  }

  @Test
  void authorsAreThoseThatGitCounts() throws IOException {
    RepoBuilder repo = history();
    JsonNode dump = json("--with", "authors,history");
    Map<String, JsonNode> files = files(dump);
    for (String path : List.of("new.txt", "s/\u00e9 \"b\".txt", "bin", "s/more", "side.txt")) {
      JsonNode authors = of(files, path).path("authors");
      assertThat(told(authors)).as(path).isEqualTo(counted(repo, "--follow", "--", path));
      int sum = 0;
      for (JsonNode share : authors.path("by")) {
        sum += share.path("commits").asInt();
      }
      assertThat(sum).isEqualTo(authors.path("commits").asInt());
    }
    Map<String, JsonNode> totals = new TreeMap<>();
    dump.path("authors").forEach(total -> totals.put(total.path("name").asText(), total));
    assertThat(totals).containsOnlyKeys("Ada Example", "Bea Beispiel", "Carl [bot]", "J\u00f6rg");
    assertThat(told(of(totals, "Bea Beispiel"))).isEqualTo(counted(repo, "--author=bea", "-i"));
    assertThat(told(of(totals, "Carl [bot]"))).isEqualTo("1 0 0");
    assertThat(of(totals, "Bea Beispiel").path("files").asInt()).isEqualTo(4);
    assertThat(repo.run("shortlog", "-sn", "--no-merges", "HEAD")).contains("3\tBea Beispiel");
    // The merge changed s/more last, and is nobody's work.
    assertThat(of(files, "s/more").path("commit").asText()).isEqualTo(repo.id("main"));
    assertThat(of(files, "new.txt").path("authors").path("first").asText())
        .isEqualTo("2023-11-14T22:13:20Z");
  }

  /// `commit line` for each line, as git blame has it; zeros where it is not committed.
  private static List<String> blamed(RepoBuilder repo, String path) {
    List<String> lines = new ArrayList<>();
    for (String line : repo.run("blame", "-l", "--root", "-s", "--", path).split("\n")) {
      lines.add(line.substring(0, 40));
    }
    return lines;
  }

  private static List<String> told(JsonNode ranges, int lines) {
    List<String> told = new ArrayList<>();
    for (JsonNode range : ranges) {
      assertThat(range.path("from").asInt()).isEqualTo(told.size() + 1);
      for (int i = range.path("from").asInt(); i <= range.path("to").asInt(); i++) {
        boolean none = range.path("uncommitted").asBoolean();
        told.add(none ? "0".repeat(40) : range.path("commit").asText());
      }
    }
    assertThat(told).hasSize(lines);
    return told;
  }

  @Test
  void linesAreThoseOfGitBlame() throws IOException {
    RepoBuilder repo = history();
    Files.writeString(dir.resolve("tree/new.txt"), "0\n" + LINES + "11\nmine\n");
    Files.writeString(dir.resolve("tree/untracked"), "u\nv\n");
    Files.writeString(dir.resolve("tree/staged.txt"), "u\nv\n");
    repo.run("add", "staged.txt");
    repo.run("mv", "side.txt", "aside.txt");
    JsonNode dump = json("--with", "blame", "--untracked");
    Map<String, JsonNode> files = files(dump);
    for (String path :
        List.of("new.txt", "s/\u00e9 \"b\".txt", "s/more", "aside.txt", "staged.txt")) {
      List<String> lines = blamed(repo, path);
      assertThat(told(of(files, path).path("blame"), lines.size())).as(path).isEqualTo(lines);
    }
    assertThat(of(files, "new.txt").path("blame").get(0).path("uncommitted").asBoolean()).isTrue();
    assertThat(told(of(files, "untracked").path("blame"), 2)).containsOnly("0".repeat(40));
    assertThat(of(files, "bin").has("blame")).isFalse();
    assertThat(dump.path("lineAuthors").toString())
        .isEqualTo(
            "[{\"name\":\"Ada Example\",\"lines\":10},{\"name\":\"Bea Beispiel\",\"lines\":3},"
                + "{\"name\":\"J\u00f6rg\",\"lines\":1}]");
    assertThat(dump.path("branch").asText()).isEqualTo("main");
    repo.run("tag", "v1 ".strip(), "main");
    var people = single("--with", "blame", "--format", "md,html", "--rev", "main");
    assertThat(people.file(".md"))
        .content()
        .contains("lines by `Ada Example` (9), `Bea Beispiel` (1); oldest of 2023-11-14")
        .contains("| Tag | `v1` |", "| `Ada Example` | 10 |")
        .doesNotContain("| Branch |");
    assertThat(people.file(".html")).content().contains("<h2>Whose lines</h2>", "<dt>Tag</dt>");
  }

  @Test
  void aDirectoryAloneIsWalkedAlone() throws IOException {
    RepoBuilder repo = history();
    var result =
        Invocation.in()
            .run(
                List.of("single", dir.resolve("tree/s"), "--out", dir.resolve("out")),
                List.of("--format", "json", "--with", "authors", "--rev", "main"));
    JsonNode dump = new ObjectMapper().readTree(result.file(".json").toFile());
    assertThat(dump.path("authors").size()).isEqualTo(2);
    assertThat(told(of(files(dump), "more").path("authors")))
        .isEqualTo(counted(repo, "--", "s/more"));
  }

  @Test
  void everyFormatTellsThem() throws IOException {
    history();
    var result = single("--with", "authors", "--format", "md,html,jsonl,csv,yaml,toml,inventory");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.file(".md"))
        .content()
        .contains("| `Bea Beispiel` | 3 | 4 | ")
        .contains("4 commits since 2023-11-14 by `Bea Beispiel` (2), ");
    assertThat(result.file(".html")).content().contains("<h2>Authors</h2>", "Carl [bot]</bdi>");
    assertThat(result.file(".jsonl")).content().contains("\"by\":[{\"name\":\"J\u00f6rg\"");
    assertThat(result.file(".csv"))
        .content()
        .contains(",4,11,1,2023-11-14T22:13:20Z,Bea Beispiel; Ada Example; Carl [bot],");
    assertThat(result.file(".yaml")).content().contains("authors: [\"Bea Beispiel\", \"Ada");
    assertThat(result.file(".toml")).content().contains("authors = [\"Bea Beispiel\", \"Ada");
  }

  @Test
  void inventoriesTellAgesAndOwners() throws IOException {
    history();
    Files.writeString(dir.resolve("tree/new.txt"), LINES + "11\nmine\n");
    var result = single("--with", "history,authors,blame", "--format", "csv,yaml,toml");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.file(".csv"))
        .content()
        .contains("idleDays,ageDays,oldest,uncommitted,owners,reason")
        .contains(",0,0,2023-11-14T22:13:20Z,1,Ada Example 9; Bea Beispiel 1,");
    assertThat(result.file(".yaml"))
        .content()
        .contains("idleDays: 0", "ageDays: 0", "oldest: \"2023-11-14T22:13:20Z\"")
        .contains("uncommitted: 1", "owners: [\"Ada Example 9\", \"Bea Beispiel 1\"]");
    assertThat(result.file(".toml"))
        .content()
        .contains("owners = [\"Ada Example 9\", \"Bea Beispiel 1\"]");
  }

  @Test
  void theConfigurationTakesFilesByCommitsToo() throws IOException {
    RepoBuilder repo = history();
    Files.writeString(dir.resolve("tree/create-dump.toml"), "[tree]\nauthor = \"carl@\"\n");
    assertThat(taken()).containsExactly("new.txt");
    assertThat(taken("--author", "Ada")).contains("new.txt").hasSize(2);
    Files.writeString(dir.resolve("tree/create-dump.toml"), "[tree]\nsince = \"soon\"\n");
    var wrong = single();
    assertThat(wrong.code()).isEqualTo(11);
    assertThat(wrong.err()).contains("tree.since \"soon\" is no date", "create-dump.toml");
    Files.writeString(dir.resolve("tree/create-dump.toml"), "[tree]\nauthor = \"/(/\"\n");
    assertThat(single().code()).isEqualTo(11);
    assertThat(single("--author", "").code()).isEqualTo(2);
    Files.delete(dir.resolve("tree/create-dump.toml"));
    repo.commit("main", "project", e -> e.file("s/pom.xml", "<project/>\n"));
    repo.run("reset", "-q", "--hard", "main");
    var batch =
        Invocation.in()
            .run(
                "batch",
                "run",
                repo.directory(),
                "--out",
                dir.resolve("b"),
                "--author",
                "J\u00f6rg");
    assertThat(batch.code()).as(batch.err()).isZero();
    List<String> shown = new ArrayList<>();
    try (var dumps = Files.walk(dir.resolve("b"))) {
      for (Path md : dumps.filter(p -> p.toString().endsWith(".md")).toList()) {
        Files.readString(md).lines().filter(line -> line.startsWith("### ")).forEach(shown::add);
      }
    }
    assertThat(shown).containsExactlyInAnyOrder("### `more`", "### `side.txt`");
  }

  /// A name may be written to steer a terminal, or hold what must not get out.
  @Test
  void namesAreRedactedAndHarmless() throws IOException {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("tree"));
    repo.by("E\u001b[31mve|` &lt; " + Sample.SECRET + " \u202e <e@example.org>");
    repo.commit("main", "one", edits -> edits.file("a.txt", "a\n"));
    repo.run("reset", "-q", "--hard", "main");
    var result = single("--with", "authors,history", "--format", "md,html,json,csv,toml", "-v");
    assertThat(result.out() + result.err()).doesNotContain(Sample.SECRET, "\u001b");
    for (String ending : List.of(".md", ".html", ".json", ".toml", ".manifest.json")) {
      assertThat(result.file(ending)).content().doesNotContain(Sample.SECRET, "\u001b");
    }
    assertThat(result.file(".csv")).content().doesNotContain(Sample.SECRET);
    assertThat(result.file(".json")).content().contains("REDACTED");
  }

  /// The paths that are dumped.
  private List<String> taken(Object... words) throws IOException {
    List<String> taken = new ArrayList<>();
    for (JsonNode file : json(words).path("files")) {
      if (!file.path("state").asText().equals("excluded")) {
        taken.add(file.path("path").asText());
      }
    }
    return taken;
  }

  @Test
  void filesAreTakenByTheirCommits() throws IOException {
    RepoBuilder repo = history();
    assertThat(taken("--author", "carl@")).containsExactly("new.txt");
    // A name with brackets stands for itself; an expression is one.
    assertThat(taken("--author", "[bot]")).containsExactly("new.txt");
    assertThat(taken("--author", "/^J.+rg /")).containsExactly("s/more", "side.txt");
    assertThat(taken("--author", "Bea", "--exclude", "bin"))
        .containsExactly(".mailmap", "empty", "new.txt", "s/more");
    assertThat(taken("--commit", "main~3")).containsExactly("new.txt");
    assertThat(taken("--commit", "main")).containsExactly("s/more", "side.txt");
    assertThat(taken("--commit", "main~2..main~1")).containsExactly(".mailmap");
    assertThat(taken("--commit", "side")).containsExactly("s/more", "side.txt");
    assertThat(taken("--since", "2023-11-14T22:16:00Z"))
        .containsExactly(".mailmap", "empty", "new.txt", "s/more");
    assertThat(taken("--until", "2023-11-14T22:13:20Z")).contains("new.txt").doesNotContain("bin");
    assertThat(taken("--until", "2023-11-14", "--since", "2023-11-14")).hasSize(7);
    assertThat(taken("--since", "30h", "--author", "Ada"))
        .containsExactly("new.txt", "s/\u00e9 \"b\".txt");
    assertThat(taken("--author", "Bea", "--with", "history", "--commit", "main~4..main"))
        .containsExactly(".mailmap", "empty", "new.txt", "s/more");
    assertThat(repo.run("rev-list", "--count", "main~4..main")).isEqualTo("5");
    Files.writeString(dir.resolve("tree/untracked"), "u\n");
    assertThat(taken("--author", "Bea", "--untracked")).doesNotContain("untracked");
  }

  @Test
  void whatNothingMeetsIsSaid() throws IOException {
    history();
    var nobody = single("--author", "nobody", "-v");
    assertThat(nobody.code()).isZero();
    assertThat(nobody.err())
        .contains("--author \"nobody\" is in no author's name or address")
        .contains("bin: excluded (no commit of --author \"nobody\" changed it)");
    assertThat(single("--author", "Bea", "-v").err())
        .contains("new.txt: included; taken by --author \"Bea\"\n")
        .doesNotContain("every path");
    assertThat(single("--since", "2030-01-01").err())
        .contains("no commit meets --since 2030-01-01");
    assertThat(single("--commit", "nothere").code()).isEqualTo(12);
    assertThat(single("--commit", "main...side").code()).isEqualTo(2);
    var date = single("--since", "yesterday");
    assertThat(date.code()).isEqualTo(2);
    assertThat(single("--author", "/(/").code()).isEqualTo(2);
    assertThat(date.err()).contains("--since \"yesterday\" is no date", "90d");
    assertThat(single("--since", "2024-01-01", "--until", "2023-01-01").code()).isEqualTo(2);
  }

  @Test
  void aShallowCloneSaysWhereItEnds() throws IOException {
    RepoBuilder repo = history();
    RepoBuilder shallow = repo.cloneTo(dir.resolve("shallow"), "--depth=3");
    var result =
        Invocation.in()
            .run(
                "single",
                shallow.directory(),
                "--out",
                dir.resolve("out"),
                "--format",
                "json",
                "--with",
                "history,authors");
    assertThat(result.err()).contains("the history is cut off (a shallow clone)");
    Map<String, JsonNode> files = files(new ObjectMapper().readTree(result.file(".json").toFile()));
    assertThat(of(files, "bin").path("commit").asText()).isEmpty();
    assertThat(of(files, "bin").path("authors").path("commits").asInt()).isZero();
    assertThat(of(files, ".mailmap").path("commit").asText()).isEqualTo(repo.id("main~1"));
  }

  @Test
  void blameThatGitCannotTellIsAnError() throws IOException {
    RepoBuilder repo = history();
    Files.delete(object(repo, repo.run("rev-parse", "main~5:old.txt").strip()));
    var result = single("--with", "blame");
    assertThat(result.code()).as(result.err()).isEqualTo(12);
    assertThat(result.err()).contains("git blame failed", "fsck");
  }

  /// The objects that only history needs are gone, so that nothing but the cache can know.
  @Test
  void whatIsKnownOfCommitsIsNotAskedAgain() throws IOException {
    RepoBuilder repo = history();
    String[] words = {"--with", "authors,blame", "--cache-dir", dir.resolve("cache").toString()};
    JsonNode before = json((Object[]) words);
    repo.by("Dora <dora@example.org>");
    repo.commit("main", "five", e -> e.file("s/more", "more\n"));
    repo.run("reset", "-q", "--hard", "main");
    String old = repo.run("rev-parse", "main~6:old.txt").strip();
    Files.delete(object(repo, old));
    Map<String, JsonNode> files = files(json((Object[]) words));
    assertThat(of(files, "new.txt").path("blame"))
        .isEqualTo(of(files(before), "new.txt").path("blame"));
    assertThat(of(files, "new.txt").path("authors"))
        .isEqualTo(of(files(before), "new.txt").path("authors"));
    assertThat(of(files, "s/more").path("blame").toString()).contains("Dora");
    assertThat(single("--with", "authors", "--no-cache").code()).isEqualTo(12);
  }

  private static Path object(RepoBuilder repo, String id) {
    return repo.directory()
        .resolve(".git/objects")
        .resolve(Path.of(id.substring(0, 2), id.substring(2)));
  }

  @Test
  void aNameWithASecretIsNotKept() throws IOException {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("tree"));
    repo.by("Eve " + Sample.SECRET + " <e@example.org>");
    repo.commit("main", "one", e -> e.file(Sample.SECRET + ".txt", "a\n").file("b.txt", "b\n"));
    repo.commit("main", "two", e -> e.rename(Sample.SECRET + ".txt", "c.txt"));
    repo.run("reset", "-q", "--hard", "main");
    var result = single("--with", "authors,blame", "--cache-dir", dir.resolve("cache"));
    assertThat(result.code()).as(result.err()).isZero();
    try (var kept = Files.list(dir.resolve("cache/trees"))) {
      List<Path> all = kept.toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(Sample.SECRET);
      }
    }
  }
}
