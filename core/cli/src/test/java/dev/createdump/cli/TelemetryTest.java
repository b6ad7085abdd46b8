package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run tells to machines: metrics, timings, and lines of JSON.
class TelemetryTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\\n]*\",?)*)\\}"
              + " (-?[0-9]+(?:\\.[0-9]+)?)");

  private static final Pattern HEADER = Pattern.compile("# (TYPE|HELP) ([a-z_]+) (.+)");

  @TempDir Path dir;

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(dir.resolve("tree"));
    Files.writeString(tree.resolve("a.env"), "KEY=" + Sample.SECRET + "\n");
    Files.writeString(tree.resolve("b.txt"), "two\n");
    return tree;
  }

  /// The samples, after every line was held against the grammar of OpenMetrics 1.0: each family
  /// once and in one piece, its type before its samples, no sample twice, the end at the end.
  private static Map<String, Double> metrics(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).endsWith("\n# EOF\n");
    Map<String, Double> samples = new HashMap<>();
    Set<String> families = new HashSet<>();
    String family = "";
    List<String> lines = text.lines().toList();
    for (String line : lines.subList(0, lines.size() - 1)) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        if (header.group(1).equals("TYPE")) {
          family = header.group(2);
          assertThat(families.add(family)).as(line).isTrue();
          assertThat(header.group(3)).isEqualTo("gauge");
        }
        assertThat(header.group(2)).as(line).isEqualTo(family);
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      assertThat(sample.group(1)).as(line).isEqualTo(family);
      String key = sample.group(1) + "{" + sample.group(2) + "}";
      assertThat(samples.put(key, Double.valueOf(sample.group(3)))).as(line).isNull();
    }
    return samples;
  }

  @Test
  void aTreeInNumbers() throws IOException {
    Path file = dir.resolve("run.prom");
    Files.writeString(file, "of the last run\n");
    var result =
        Invocation.in()
            .run(
                "single",
                tree(),
                "--out",
                dir.resolve("out"),
                "--metrics",
                file,
                "--fail-on=secrets");
    assertThat(result.code()).as(result.err()).isEqualTo(10);
    Map<String, Double> samples = metrics(file);
    String command = "command=\"single\"";
    assertThat(samples)
        .containsEntry("create_dump_exit_code{" + command + "}", 10.0)
        .containsEntry("create_dump_files{" + command + ",state=\"included\"}", 1.0)
        .containsEntry("create_dump_files{" + command + ",state=\"redacted\"}", 1.0)
        .containsKey("create_dump_phase_duration_seconds{" + command + ",phase=\"render\"}")
        .containsKey("create_dump_phase_duration_seconds{" + command + ",phase=\"scan\"}");
    double found = 0;
    for (Map.Entry<String, Double> sample : samples.entrySet()) {
      found += sample.getKey().contains(",kind=\"secret\",severity=") ? sample.getValue() : 0;
    }
    assertThat(found).isEqualTo(1);
    assertThat(samples.get("create_dump_written_bytes{" + command + "}")).isPositive();
    assertThat(Files.readString(file)).doesNotContain(Sample.SECRET, "a.env", dir.toString());
    try (var files = Files.list(dir)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("tree", "out", "run.prom");
    }
  }

  @Test
  void aRunThatFailsIsMeasuredToo() throws IOException {
    Path file = dir.resolve("run.prom");
    var result =
        Invocation.in()
            .with("CREATE_DUMP_METRICS", file.toString())
            .run("diff", "--repo", Files.createDirectories(dir.resolve("none")));
    assertThat(result.code()).isEqualTo(12);
    assertThat(metrics(file)).containsEntry("create_dump_exit_code{command=\"diff\"}", 12.0);
    assertThat(Invocation.in().run("dif", "--metrics=" + file).code()).isEqualTo(2);
    assertThat(metrics(file)).containsEntry("create_dump_exit_code{command=\"none\"}", 2.0);
  }

  @Test
  void whatIsScannedAndUploaded() throws IOException {
    Path file = dir.resolve("run.prom");
    Invocation.in().run("scan", tree(), "--metrics", file);
    assertThat(metrics(file))
        .containsEntry("create_dump_files{command=\"scan\",state=\"scanned\"}", 2.0);
    Path store = Files.createDirectories(dir.resolve("store"));
    Path report = Files.writeString(dir.resolve("report.txt"), "evidence\n");
    var upload = Invocation.in().run("upload", report, store.toUri(), "--metrics", file);
    assertThat(upload.code()).as(upload.err()).isZero();
    assertThat(metrics(file)).containsEntry("create_dump_uploaded_bytes{command=\"upload\"}", 9.0);
    Path batch = dir.resolve("batch");
    Invocation.in().run("batch", "run", tree(), "--out", batch, "--metrics", file);
    assertThat(metrics(file))
        .containsEntry("create_dump_files{command=\"batch\",state=\"included\"}", 1.0)
        .containsEntry("create_dump_files{command=\"batch\",state=\"redacted\"}", 1.0)
        .containsEntry("create_dump_projects{command=\"batch\",outcome=\"done\"}", 1.0)
        .containsEntry("create_dump_projects{command=\"batch\",outcome=\"failed\"}", 0.0);
    assertThat(metrics(file).get("create_dump_written_bytes{command=\"batch\"}")).isPositive();
  }

  @Test
  void aFileThatCannotBeWrittenIsNoSuccess() throws IOException {
    var result =
        Invocation.in()
            .run(
                "single",
                tree(),
                "--out",
                dir.resolve("out"),
                "--metrics",
                dir.resolve("none/run.prom"));
    assertThat(result.code()).isEqualTo(20);
    assertThat(result.err()).contains("cannot write", "run.prom");
  }

  @Test
  void oneTraceForTheRun() throws IOException {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Path file = dir.resolve("trace.json");
    var result =
        Invocation.in()
            .with("TRACEPARENT", "00-" + trace + "-00f067aa0ba902b7-01")
            .run("single", tree(), "--out", dir.resolve("out"), "--timings", file);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(1);
    JsonNode spans =
        new ObjectMapper().readTree(file.toFile()).at("/resourceSpans/0/scopeSpans/0/spans");
    JsonNode run = spans.get(0);
    assertThat(run.get("name").asText()).isEqualTo("create-dump single");
    assertThat(run.get("parentSpanId").asText()).isEqualTo("00f067aa0ba902b7");
    assertThat(run.at("/status/code").asInt()).isEqualTo(1);
    assertThat(spans).extracting(span -> span.get("traceId").asText()).containsOnly(trace);
    assertThat(spans).extracting(span -> span.get("spanId").asText()).doesNotHaveDuplicates();
    assertThat(spans)
        .extracting(span -> span.get("name").asText())
        .containsExactly("create-dump single", "source", "scan", "render", "publish");
    for (int i = 1; i < spans.size(); i++) {
      JsonNode phase = spans.get(i);
      assertThat(phase.get("parentSpanId")).isEqualTo(run.get("spanId"));
      assertThat(nanos(phase, "startTimeUnixNano"))
          .isBetween(nanos(run, "startTimeUnixNano"), nanos(run, "endTimeUnixNano"));
      assertThat(nanos(phase, "endTimeUnixNano"))
          .isBetween(nanos(phase, "startTimeUnixNano"), nanos(run, "endTimeUnixNano"));
    }
  }

  private static long nanos(JsonNode span, String field) {
    assertThat(span.get(field).isTextual()).isTrue();
    return Long.parseLong(span.get(field).asText());
  }

  @Test
  void aParentThatIsNoneIsPassedOver() throws IOException {
    Path file = dir.resolve("trace.json");
    Invocation.in()
        .with("TRACEPARENT", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")
        .run("--version", "--timings", file);
    JsonNode run =
        new ObjectMapper().readTree(file.toFile()).at("/resourceSpans/0/scopeSpans/0/spans/0");
    assertThat(run.get("traceId").asText()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    assertThat(run.has("parentSpanId")).isFalse();
  }

  @Test
  void linesOfJson() throws IOException {
    var result =
        Invocation.in()
            .onTerminal()
            .run("single", tree(), "--out", dir.resolve("out"), "--log-format", "json");
    List<JsonNode> lines = json(result.err());
    assertThat(lines).allMatch(line -> line.has("time") && line.has("level") && line.has("event"));
    assertThat(lines).extracting(line -> line.get("event").asText()).contains("step", "said");
    assertThat(lines.getLast().get("event").asText()).isEqualTo("end");
    assertThat(lines.getLast().get("exit").asInt()).isZero();
    assertThat(result.err()).doesNotContain(Sample.SECRET, "\u001b", "\\u001b");
    assertThat(result.lines()).allMatch(line -> Files.exists(Path.of(line)));

    var failed =
        Invocation.in()
            .with("CREATE_DUMP_LOG_FORMAT", "json")
            .run("single", dir.resolve(Sample.SECRET));
    List<JsonNode> said = json(failed.err());
    assertThat(said).anyMatch(line -> line.get("event").asText().equals("failed"));
    assertThat(said.getLast().get("exit").asInt()).isEqualTo(failed.code()).isNotZero();
    assertThat(failed.err()).doesNotContain(Sample.SECRET);
    assertThat(Invocation.in().run("--version", "--log-format", "xml").code()).isEqualTo(2);
  }

  private static List<JsonNode> json(String err) throws IOException {
    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : err.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void limitsThatCannotBe() {
    for (String size : List.of("10MiB", "1", "much", "64mb")) {
      var result = Invocation.in().run("single", "--max-memory", size);
      assertThat(result.code()).as(size).isEqualTo(2);
      assertThat(result.err()).contains("--max-memory " + size, "64MiB");
    }
    assertThat(Invocation.in().run("diff", "--jobs", "none").code()).isEqualTo(2);
    assertThat(Invocation.in().run("diff", "--max-memory").err()).contains("needs a value");
  }
}
