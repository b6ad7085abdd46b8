package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A batch leaves the dumps of projects that it would make again.
class BatchStandingTest {
  @TempDir Path dir;
  private RepoBuilder repo;
  private Path root;

  @BeforeEach
  void monorepo() throws Exception {
    repo = RepoBuilder.initWithUser(dir.resolve("shop"));
    root = repo.directory();
    repo.write("README.md", "whole\n");
    repo.write("pay/pom.xml", "<project/>\n");
    repo.write("pay/A.java", "class A {}\n");
    repo.write("pay/core/pom.xml", "<project/>\n");
    repo.write("pay/core/B.java", "class B {}\n");
    repo.write("web/package.json", "{}\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "start");
    Thread.sleep(60);
  }

  private List<String> batch(Object... more) throws IOException {
    return batch("out", List.of("--cache-dir", dir.resolve("cache")), more);
  }

  /// What became of each project.
  private List<String> batch(String out, List<Object> cache, Object... more) throws IOException {
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run(
                List.of("batch", "run", root, "--out", dir.resolve(out)),
                List.of("--name", "x", "--format", "md,json"),
                cache,
                more);
    assertThat(result.code()).as(result.err()).isZero();
    String index = Files.readString(dir.resolve(out).resolve("x.index.json"));
    BatchRunTest.assertValid(index);
    List<String> outcomes = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(index).path("projects")) {
      outcomes.add(row.path("directory").asText() + " " + row.path("outcome").asText());
    }
    return outcomes;
  }

  /// All dumps, without the indexes.
  private Map<String, String> dumps(String out) {
    Map<String, String> files = new TreeMap<>(BatchRunTest.files(dir.resolve(out)));
    files.keySet().removeIf(name -> name.contains(".index."));
    return files;
  }

  private void assertAsWithoutACache() throws IOException {
    batch("plain", List.of("--no-cache"));
    assertThat(dumps("out")).isEqualTo(dumps("plain"));
  }

  @Test
  void onlyWhatChangedIsMadeAnew() throws IOException {
    assertThat(batch()).containsExactly(" done", "pay done", "pay/core done", "web done");
    FileTime before = Files.getLastModifiedTime(dir.resolve("out/pay/x.md"));
    assertThat(batch())
        .containsExactly(" unchanged", "pay unchanged", "pay/core unchanged", "web unchanged");
    assertThat(Files.getLastModifiedTime(dir.resolve("out/pay/x.md"))).isEqualTo(before);
    assertThat(dir.resolve("out/x.index.md")).content().contains("| … unchanged | 4 |");
    assertAsWithoutACache();
    repo.write("pay/core/B.java", "class B { int b; }\n");
    assertThat(batch())
        .containsExactly(" unchanged", "pay unchanged", "pay/core done", "web unchanged");
    assertAsWithoutACache();
    Files.delete(dir.resolve("out/web/x.json"));
    assertThat(batch()).contains("web done", "pay unchanged");
    assertAsWithoutACache();
  }

  /// Which paths are in a dump is decided by what lies beside it.
  @Test
  void otherBordersAreSeen() throws Exception {
    batch();
    assertThat(batch("--marker", "package.json")).containsExactly(" done", "web unchanged");
    assertThat(batch()).contains(" done", "pay unchanged", "web unchanged");
    repo.run("rm", "-q", "--cached", "pay/core/pom.xml");
    assertThat(batch()).containsExactly(" done", "pay done", "web unchanged");
    repo.run("commit", "-q", "-m", "no project");
    assertThat(batch())
        .as("the commit stands in each")
        .containsExactly(" done", "pay done", "web done");
    repo.write("web/create-dump.toml", "[report]\ntitle = \"Web\"\n");
    repo.run("add", "web");
    assertThat(batch()).containsExactly(" unchanged", "pay unchanged", "web done");
  }

  /// What was found must be known, so that the index can be proven not to tell it.
  @Test
  void whatHoldsASecretIsMadeAnew() throws IOException {
    repo.write("web/key.txt", "key = " + Sample.SECRET + "\n");
    repo.run("add", "-A");
    assertThat(batch()).contains("web done");
    assertThat(batch()).contains("web done", "pay unchanged");
    assertAsWithoutACache();
  }

  @Test
  void rehearsalsAndRunsWithoutACacheLookAtAll() throws IOException {
    batch();
    assertThat(batch("out", List.of("--no-cache"))).contains("pay done", "web done");
    var dry = Invocation.in().run("batch", "run", root, "--out", dir.resolve("out"), "--dry-run");
    assertThat(dry.err()).contains("pay: 2 paths").doesNotContain("unchanged");
  }
}
