package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guide's examples for Apache Spark, as they stand there, run by Spark over a store that this
/// program filled and compacted. Fetches 310 MB from Maven Central once:
///
/// ```
/// ./verify -pl core/cli -am -Dtest=SparkGuideTest -Dtest.excludedGroups= \
///   -Dsurefire.failIfNoSpecifiedTests=false
/// ```
class SparkGuideTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /// What Spark's own start script opens.
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  @TempDir Path temporary;

  @Test
  @Tag("long")
  void theExamplesForSparkGiveTheRowsThatDuckDbGives() throws Exception {
    Path store = Files.createDirectory(temporary.resolve("store"));
    for (String name : List.of("one", "two", "three")) {
      Path repo = temporary.resolve(name);
      Sample.create(repo, "Change " + name);
      run(store, "diff", "--repo", repo, "--base", "main", "--head", "feature")
          .apply("--out", temporary.resolve("out"), "--upload", store.toUri());
    }
    run(store, "evidence", "compact").apply();
    Path classes = temporary.resolve("classpath");
    program(
        ROOT.resolve("mvnw").toString(),
        "-B",
        "-q",
        "-ntp",
        "-f",
        Path.of("src", "test", "spark", "pom.xml").toAbsolutePath().toString(),
        "org.apache.maven.plugins:maven-dependency-plugin:3.10.0:build-classpath",
        "-Dmdep.outputFile=" + classes);
    String said = spark(Files.readString(classes), store);
    List<String> rows = said.lines().filter(line -> line.startsWith("row ")).toList();
    String total = run(store, "evidence", "query", DUCKDB, "--csv").apply();
    assertThat(rows)
        .as(said)
        .contains(total.lines().skip(1).map(row -> "row " + row).toArray(String[]::new))
        .contains("row 3,2023-11-14");
  }

  private static final String DUCKDB =
      "SELECT org, repo, sum(secrets) AS s FROM dumps GROUP BY org, repo";

  /// The command line so far; `apply` adds the rest and gives what is printed.
  private interface Prepared {
    String apply(Object... rest) throws Exception;
  }

  private static Prepared run(Path store, Object... words) {
    return rest -> {
      Path jar =
          Path.of(DuckDBDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var result =
          Invocation.in()
              .with("CREATE_DUMP_UPLOAD", store.toUri().toString())
              .with("CREATE_DUMP_DUCKDB", jar.toString())
              .run(words, rest);
      assertThat(result.code()).as(result.err()).isZero();
      return result.out();
    };
  }

  private String spark(String classPath, Path store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classPath.strip()));
    command.add(Path.of("src", "test", "spark", "Guide.java").toAbsolutePath().toString());
    command.add(ROOT.resolve("docs/evidence-tables.md").toString());
    command.add(store.toString());
    command.add(Files.createDirectory(temporary.resolve("spark")).toString());
    return program(command.toArray(String[]::new));
  }

  private String program(String... command) throws IOException, InterruptedException {
    File said = temporary.resolve("said").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(15, TimeUnit.MINUTES)).as(command[0]).isTrue();
    } finally {
      process.destroy();
    }
    String text = Files.readString(said.toPath(), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
