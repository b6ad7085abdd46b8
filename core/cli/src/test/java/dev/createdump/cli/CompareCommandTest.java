package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump compare` on real repositories, with git as the oracle.
class CompareCommandTest {
  @TempDir Path dir;

  private RepoBuilder repository() {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    repo.commit("main", "start", edits -> edits.file("a.txt", "1\n2\n3\n4\n5\n").file("gone", "g"));
    repo.branch("feature", "main");
    repo.commit("main", "fix: behind", edits -> edits.file("other.txt", "o\n"));
    repo.by("Bea Beispiel <bea@example.org>");
    repo.commit(
        "feature",
        "feat(api)!: change it (#12)\n\nCloses #7, GH-8\n\nCo-authored-by: Carl <c@example.org>",
        edits -> edits.rename("a.txt", "\u00e9 \"b\".txt").delete("gone").file("bin", "\0\1"));
    repo.commit("feature", "no type\u001b[31m ::warning::x", edits -> edits.file("x", "x\ny\n"));
    repo.merge("feature", "main", "Merge branch 'main'", edits -> edits.file("other.txt", "o\n"));
    repo.commit(
        "feature",
        "Revert \"no type\"\n\nThis reverts commit " + repo.id("feature~1") + ".",
        edits -> edits.file("x", "x\n"));
    repo.commit("main", "docs: later", edits -> edits.file("doc.md", "d\n"));
    return repo;
  }

  private Invocation.Result compare(Object... words) {
    return Invocation.in().run("compare", "--repo", dir.resolve("repo"), words);
  }

  @Test
  void whatTheConfigurationAndTheBaseCallASecretIsOne() throws IOException {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    String gitleaks = "[[rules]]\nid = \"badge\"\nregex = 'badge-[0-9]{6}'\n";
    repo.commit("main", "start", edits -> edits.file(".gitleaks.toml", gitleaks));
    repo.branch("feature", "main");
    repo.commit(
        "feature",
        "fix: pass-123456",
        edits -> edits.file("badge-654321", "").delete(".gitleaks.toml"));
    Path config =
        Files.writeString(dir.resolve("c.toml"), "[scan]\npatterns = [\"pass-[0-9]{6}\"]\n");

    var text = compare("main", "feature", "--config", config);
    var json = compare("main", "feature", "--config", config, "--json");

    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out() + json.out())
        .contains("custom-1", "badge")
        .doesNotContain("123456")
        .doesNotContain("654321");
  }

  @Test
  void theDocumentSaysWhatGitSaysAndKeepsItsSchema() throws IOException {
    RepoBuilder repo = repository();
    var result = compare("main", "feature", "--json");
    assertThat(result.code()).as(result.err()).isZero();
    String schema = Files.readString(Path.of("../../docs/reference/comparison.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(result.out(), InputFormat.JSON))
        .isEmpty();
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.path("counts").path("ahead").asText())
        .isEqualTo(repo.run("rev-list", "--count", "main..feature"));
    assertThat(json.path("counts").path("behind").asText())
        .isEqualTo(repo.run("rev-list", "--count", "feature..main"));
    assertThat(json.path("mergeBases").get(0).asText())
        .isEqualTo(repo.run("merge-base", "main", "feature"));
    assertThat(commits(json)).isEqualTo(repo.run("log", "--format=%H", "main..feature"));
    assertThat(repo.run("diff", "--shortstat", "-M", "main...feature"))
        .contains(json.path("counts").path("files").asText() + " files changed")
        .contains(json.path("counts").path("added").asText() + " insertion");
    JsonNode first = json.path("commits").get(3);
    assertThat(first.path("type").asText()).isEqualTo("feat");
    assertThat(first.path("scope").asText()).isEqualTo("api");
    assertThat(first.path("breaking").asBoolean()).isTrue();
    assertThat(first.path("coAuthors").get(0).asText()).isEqualTo("Carl");
    assertThat(first.path("issues").toString())
        .isEqualTo(
            "[{\"id\":\"#12\",\"closes\":false},{\"id\":\"#7\",\"closes\":true},"
                + "{\"id\":\"GH-8\",\"closes\":true}]");
    assertThat(json.path("commits").get(0).path("reverts").get(0).asText())
        .isEqualTo(repo.id("feature~2"));
    assertThat(json.path("authors").toString()).contains("Bea Beispiel\",\"commits\":3");
    assertThat(json.path("types").toString())
        .isEqualTo(
            "[{\"type\":\"\",\"commits\":1},{\"type\":\"feat\",\"commits\":1},"
                + "{\"type\":\"merge\",\"commits\":1},{\"type\":\"revert\",\"commits\":1}]");
  }

  private static String commits(JsonNode json) {
    List<String> ids = new ArrayList<>();
    json.path("commits").forEach(commit -> ids.add(commit.path("id").asText()));
    return String.join("\n", ids);
  }

  @Test
  void theTextIsForPeople() {
    repository();
    var result = compare("main...feature", "--max-commits", "2");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("4 commits ahead, 1 behind, merge base ")
        .contains("types: 1 other, 1 feat, 1 merge, 1 revert, 1 breaking")
        .contains("issues: #12, #7 (closed), GH-8 (closed)")
        .contains("2 of 4 commits are listed")
        .contains("  R a.txt -> \u00e9 \"b\".txt (+0 -0)")
        .contains("  A bin (binary)")
        .doesNotContain("\u001b", "\n::");
    assertThat(compare("feature").out()).contains("1 commit ahead, 4 behind");
    assertThat(compare("main", "main").out()).contains("0 commits ahead, 0 behind");
  }

  @Test
  void secretsInMessagesAndNamesAreHidden() {
    RepoBuilder repo = repository();
    repo.by("Eve " + Sample.SECRET + " <eve@example.org>");
    repo.commit(
        "feature",
        "chore: key " + Sample.SECRET + "\n\nCo-authored-by: " + Sample.SECRET + " <x@y>",
        edits -> edits.file("k", "k\n"));
    for (String form : List.of("--json", "--max-commits=9")) {
      var result = compare("main..feature", form);
      assertThat(result.code()).isZero();
      assertThat(result.out() + result.err())
          .doesNotContain(Sample.SECRET)
          .contains("REDACTED:aws-access-key");
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    RepoBuilder repo = repository();
    repo.run("update-ref", "refs/remotes/origin/theirs", repo.id("feature"));
    assertThat(compare("main", "theirs").out()).contains("4 commits ahead");
    assertThat(compare("main", "nothere").code()).isEqualTo(12);
    assertThat(compare().code()).isEqualTo(2);
    assertThat(compare("a..b", "c").code()).isEqualTo(2);
    assertThat(compare("main", "--max-commits", "-1").code()).isEqualTo(2);
    repo.commit("orphan", "alone", edits -> edits.file("z", "z"));
    assertThat(compare("main", "orphan").out()).contains("no common ancestor");
  }
}
