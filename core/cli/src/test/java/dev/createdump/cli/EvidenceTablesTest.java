package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<Object> all = new ArrayList<>(List.of("evidence"));
    all.addAll(List.of(words));
    return Invocation.in()
        .with("CREATE_DUMP_UPLOAD", store.toUri().toString())
        .with("CREATE_DUMP_DUCKDB", jar().toString())
        .run(all.toArray());
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
}
