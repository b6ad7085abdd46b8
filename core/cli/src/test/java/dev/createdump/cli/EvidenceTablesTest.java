package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.engine.evidence.table.Columns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bucket as a table: asked, compacted, and asked again.
class EvidenceTablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Path store;

  @BeforeEach
  void fill() throws IOException {
    store = Files.createDirectory(temporary.resolve("store"));
    dump("one");
    dump("two");
  }

  private void dump(String name) {
    Path repo = temporary.resolve(name);
    Sample.create(repo, "Change " + name);
    var made =
        Invocation.in()
            .run(
                "diff",
                "--repo",
                repo,
                "--base",
                "main",
                "--head",
                "feature",
                "--out",
                temporary.resolve("out"),
                "--upload",
                store.toUri());
    assertThat(made.code()).as(made.err()).isZero();
  }

  private static Path jar() throws Exception {
    return Path.of(DuckDBDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private Invocation.Result evidence(Object... words) throws Exception {
    return Invocation.in()
        .with("CREATE_DUMP_UPLOAD", store.toUri().toString())
        .with("CREATE_DUMP_DUCKDB", jar().toString())
        .run("evidence", words);
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static final String TOTAL =
      "SELECT repo, count(*) AS n, sum(secrets) AS secrets, max(dt) AS day FROM dumps"
          + " GROUP BY repo ORDER BY repo";

  private void assertTotal(String... rows) throws Exception {
    var result = evidence("query", TOTAL, "--csv");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.lines()).containsExactly(rows);
  }

  @Test
  void compactionChangesNoAnswer() throws Exception {
    String[] two = {"repo,n,secrets,day", "one,1,1,2023-11-14", "two,1,1,2023-11-14"};
    assertTotal(two);
    assertThat(evidence("compact", "--dry-run").err()).contains("2 lines", "nothing was stored");
    assertThat(parts()).isEmpty();
    var compacted = evidence("compact");
    assertThat(compacted.code()).as(compacted.err()).isZero();
    assertThat(parts()).hasSize(1);
    assertThat(parts().getFirst().toString()).endsWith("v1/table/dt=2023-11-14/part-00001.parquet");
    assertTotal(two);
    assertThat(evidence("compact").out()).isEmpty();

    dump("three");
    assertTotal(two[0], two[1], "three,1,1,2023-11-14", two[2]);
    evidence("compact");
    assertThat(parts()).hasSize(2);
    assertTotal(two[0], two[1], "three,1,1,2023-11-14", two[2]);
    // The lines are in the parts now: without any of them the answer is the same.
    try (Stream<Path> files = Files.walk(store.resolve("v1/index"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertTotal(two[0], two[1], "three,1,1,2023-11-14", two[2]);
    assertThat(evidence("query", TOTAL, "--until", "2020-01-01", "--csv").lines())
        .containsExactly(two[0]);
  }

  @Test
  void compactedAloneIsAskedWhenWanted() throws Exception {
    evidence("compact");
    dump("three");
    var quick = evidence("query", "SELECT count(*) AS n FROM dumps", "--compacted", "--csv");
    assertThat(quick.lines()).as(quick.err()).containsExactly("n", "2");
    assertThat(evidence("query", "SELECT count(*) AS n FROM dumps", "--csv").lines())
        .containsExactly("n", "3");
  }

  @Test
  void everyDayIsAFileOfItsOwn() throws Exception {
    for (int number = 0; number < 120; number++) {
      line(LocalDate.of(2026, 1, 1).plusDays(number % 40).toString(), number, "true");
    }
    var compacted = evidence("compact", "--since", "2026-01-01");
    assertThat(compacted.lines()).as(compacted.err()).hasSize(40);
    assertThat(parts()).hasSize(40);
    assertThat(
            evidence(
                    "query",
                    "SELECT count(*) AS n, count(DISTINCT dt) AS days, min(c) AS least FROM"
                        + " (SELECT *, count(*) OVER (PARTITION BY dt) AS c FROM dumps)",
                    "--compacted",
                    "--csv")
                .lines())
        .containsExactly("n,days,least", "120,40,3");
  }

  /// Whoever may write into the store must not be able to keep others from asking the rest.
  @Test
  void whatIsNoLineIsNamedAndLeftOut() throws Exception {
    line("2026-01-99", 1, "true");
    line("0000-01-01", 2, "true");
    line("2026-01-01", 3, "\"perhaps\"");
    line("2026-01-01", 4, "false");
    var asked = evidence("query", "SELECT count(*) AS n FROM dumps WHERE dt > '2025-01-01'");
    assertThat(asked.code()).isEqualTo(24);
    assertThat(asked.out()).contains("1");
    assertThat(asked.err())
        .contains("3 objects in the index are no lines", "is of no day: 2026-01-99")
        .contains("no true or false at patchComplete");
    assertThat(evidence("compact").lines()).hasSize(2);
  }

  private void line(String day, int number, String complete) throws Exception {
    String prefix =
        "v1/host=example.org/org=acme/repo=r/dt=%s/pr=%d/%012x-1/".formatted(day, number, number);
    String json =
        """
        {"schema":"create-dump.index/v1","name":"n","host":"example.org","org":"acme","repo":"r",\
        "dt":"%s","pr":%d,"base":"%4$s","mergeBase":"%4$s","head":"%4$s","files":1,"added":1,\
        "deleted":0,"secrets":0,"todos":0,"included":1,"patchComplete":%3$s,"prefix":"%5$s",\
        "manifest":"n.manifest.json","dumpDigest":"%4$s","tool":"1"}
        """
            .formatted(day, number, complete, "%040x".formatted(number), prefix);
    Path directory = Files.createDirectories(store.resolve("v1/index/dt=" + day));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(prefix.getBytes(StandardCharsets.UTF_8));
    String name = HexFormat.of().formatHex(digest).substring(0, 32);
    Files.writeString(directory.resolve(name + ".jsonl"), json);
  }

  @Test
  void answersAreForPeopleAndMachines() throws Exception {
    JsonNode rows = JSON.readTree(evidence("query", TOTAL, "--json").out());
    assertThat(rows.get(0).get("secrets").intValue()).isEqualTo(1);
    assertThat(rows.get(0).get("day").textValue()).isEqualTo("2023-11-14");
    assertThat(evidence("query", TOTAL).lines().getFirst()).startsWith("repo");
    assertThat(evidence("query", "SELECT pr FROM dumps LIMIT 1", "--json").out())
        .contains("{\"pr\":null}");
  }

  @Test
  void aQueryReadsAndWritesNothingElse() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret.txt"), "x\n");
    for (String sql :
        List.of(
            "SELECT * FROM read_text('" + secret + "')",
            "COPY dumps TO '" + temporary.resolve("leak.csv") + "'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
            "SELECT nonsense FROM nowhere")) {
      assertThat(evidence("query", sql).code()).as(sql).isEqualTo(2);
    }
    assertThat(temporary.resolve("leak.csv")).doesNotExist();
  }

  @Test
  void withoutDuckDbItIsSaidHowToGetIt() throws Exception {
    var missing =
        Invocation.in()
            .with("HOME", temporary.toString())
            .run("evidence", "query", "SELECT 1", "--store", store.toUri());
    assertThat(missing.code()).isEqualTo(23);
    assertThat(missing.err()).contains("evidence query --install");
    Path other = Files.writeString(temporary.resolve("other.jar"), "x");
    var refused =
        Invocation.in()
            .with("HOME", temporary.toString())
            .run("evidence", "query", "--install", "--from", other.toUri());
    assertThat(refused.code()).isEqualTo(24);
    var installed =
        Invocation.in()
            .with("HOME", temporary.toString())
            .run("evidence", "query", "--install", "--from", jar().toUri());
    assertThat(installed.code()).as(installed.err()).isZero();
    var asked =
        Invocation.in()
            .with("HOME", temporary.toString())
            .run("evidence", "query", "SELECT 42 AS x", "--store", store.toUri());
    assertThat(asked.out()).contains("42");
  }

  /// The examples of the guide, as they stand there, on a copy of the bucket.
  @Test
  void theExamplesOfTheGuideRun() throws Exception {
    evidence("compact");
    String guide = Files.readString(Path.of("..", "..", "docs", "evidence-tables.md"));
    Matcher block = Pattern.compile("```sql duckdb\n(.*?)```", Pattern.DOTALL).matcher(guide);
    int ran = 0;
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      while (block.find()) {
        for (String sql : block.group(1).split(";\n", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql.replace("/srv/evidence", store.toString()));
            ran++;
          }
        }
      }
      try (var rows = statement.executeQuery("SELECT count(*) FROM dumps")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(2);
      }
    }
    assertThat(ran).isGreaterThan(4);
  }

  @Test
  void everyTableOfTheGuideHasEveryColumn() throws Exception {
    String guide = Files.readString(Path.of("..", "..", "docs", "evidence-tables.md"));
    Matcher table =
        Pattern.compile("CREATE [A-Z ]*TABLE \\S+ \\((.*?);", Pattern.DOTALL).matcher(guide);
    int tables = 0;
    while (table.find()) {
      String columns = table.group(1).toLowerCase(Locale.ROOT);
      for (String column : Columns.types().keySet()) {
        assertThat(columns).containsPattern("\\b" + column.toLowerCase(Locale.ROOT) + " [a-z]");
      }
      tables++;
    }
    assertThat(tables).isEqualTo(3);
  }
}
