package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump batch run --diff-since`: projects of which something changed, and no others.
class BatchSinceTest {
  @TempDir Path dir;
  private RepoBuilder repo;

  @BeforeEach
  void monorepo() {
    repo = RepoBuilder.init(dir.resolve("shop"));
    repo.commit(
        "main",
        "start",
        e ->
            e.file("README.md", "whole\n")
                .file("pay/pom.xml", "<project/>\n")
                .file("pay/A.java", "class A {}\n")
                .file("pay/core/pom.xml", "<project/>\n")
                .file("pay/core/B.java", "class B {}\n")
                .file("web/package.json", "{}\n")
                .file("web/old.js", "let a = 1;\nlet b = 2;\nlet c = 3;\n")
                .file("docs/package.json", "{}\n"));
    repo.branch("work", "main");
    repo.commit("main", "later", e -> e.file("docs/later.md", "on main\n"));
    repo.commit(
        "work",
        "change",
        e ->
            e.file("pay/A.java", "class A { int a; }\n")
                .delete("pay/core/B.java")
                .rename("web/old.js", "web/new.js"));
    repo.run("checkout", "-q", "-f", "work");
  }

  private Invocation.Result batch(Object... words) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .run(
            List.of("batch", "run", dir.resolve("shop"), "--out", dir.resolve("out")),
            List.of("--name", "x", "--format", "csv"),
            words);
  }

  private JsonNode index() throws IOException {
    String index = Files.readString(dir.resolve("out/x.index.json"));
    BatchRunTest.assertValid(index);
    return new ObjectMapper().readTree(index);
  }

  private static List<String> outcomes(JsonNode index) {
    List<String> outcomes = new ArrayList<>();
    for (JsonNode row : index.path("projects")) {
      outcomes.add(row.path("directory").asText() + " " + row.path("outcome").asText());
    }
    return outcomes;
  }

  @Test
  void onlyWhatChangedIsDumped() throws IOException {
    var result = batch("--diff-since", "main");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("docs: 1 path, package.json: skipped (unchanged since main");
    JsonNode index = index();
    assertThat(outcomes(index))
        .containsExactly(" skipped", "docs skipped", "pay done", "pay/core done", "web done");
    assertThat(index.path("counts").path("skipped").asInt()).isEqualTo(2);
    assertThat(index.path("projects").get(1).path("reason").asText())
        .startsWith("unchanged since main (merge base ");
    assertThat(dir.resolve("out/x.index.md"))
        .content()
        .contains("\n- `docs`: `unchanged since main");
    assertThat(dir.resolve("out/docs")).doesNotExist();
    assertThat(dir.resolve("out/pay/x.csv"))
        .content()
        .contains("A.java,100644,included", "pom.xml,100644,excluded")
        .doesNotContain("B.java");
    assertThat(dir.resolve("out/pay-core/x.csv")).content().contains("\nB.java,", "deleted since");
    assertThat(dir.resolve("out/web/x.csv")).content().contains("renamed from old.js since main");
  }

  @Test
  void eachDumpIsThatOfItsDirectoryAlone() {
    batch("--diff-since", "main");
    for (String project : List.of("pay/core", "web")) {
      Path alone = dir.resolve("alone").resolve(project);
      Invocation.in()
          .with("SOURCE_DATE_EPOCH", "1700000000")
          .run(
              "single",
              dir.resolve("shop").resolve(project),
              "--out",
              alone,
              "--name",
              "x",
              "--format",
              "csv",
              "--diff-since",
              "main");
      assertThat(BatchRunTest.files(alone))
          .isNotEmpty()
          .isEqualTo(BatchRunTest.files(dir.resolve("out").resolve(project.replace('/', '-'))));
    }
  }

  @Test
  void revisionsOfProjectsThatAreNoLongerThereCountToo() throws IOException {
    repo.run("rm", "-rq", "pay");
    var result = batch("--diff-since", "main", "--rev", "work", "--with", "history");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(outcomes(index()))
        .containsExactly(" skipped", "docs skipped", "pay done", "pay/core done", "web done");
    // Whose marker is gone is no project any more: what it held is the repository's.
    assertThat(batch("--diff-since", "main").code()).isZero();
    assertThat(outcomes(index())).containsExactly(" done", "docs skipped", "web done");
  }

  @Test
  void whereNothingChangedNothingIsDumped() throws IOException {
    var result = batch("--diff-since", "work");
    assertThat(result.code()).isZero();
    assertThat(index().path("counts").path("skipped").asInt()).isEqualTo(5);
    var list = batch("--diff-since", "main", "--list");
    assertThat(list.out()).isEqualTo("pay\npay/core\nweb\n");
    var wrong = batch("--diff-since", "nowhere");
    assertThat(wrong.code()).isEqualTo(12);
    assertThat(wrong.err()).contains("there is no commit nowhere");
  }
}
