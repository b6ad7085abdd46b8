package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.createdump.engine.render.sarif.SarifSchema;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a commit of a change adds and a later one takes away stands in the history, and is told
/// with the commit and hidden everywhere.
final class FlowHistoryTest {
  private static final String GONE = "AKIA" + "Q3EGWZ7PLMX5DYTK";
  private static final String STAYS = "AKIA" + "Z7QLXW3PMGE5KTDY";
  private static final String OLD = "AKIA" + "M5DYTKQ3EGWZ7PLX";
  private static final String MERGED = "AKIA" + "TDYZ7QLXW3PMGE5K";
  private static final String ALLOWED = "AKIA" + "W3PMGE5KTDYZ7QLX";

  @TempDir Path dir;

  private RepoBuilder repo() {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("old", OLD + "\n").file("a", "x\n"));
    repo.branch("topic", "main");
    byte[] binary = ("\0\1" + GONE + "\0").getBytes(StandardCharsets.US_ASCII);
    repo.commit("topic", "one", edits -> edits.file("src/key.bin", binary).delete("old"));
    repo.commit(
        "topic",
        "two, without " + GONE + " in its name",
        edits ->
            edits
                .delete("src/key.bin")
                .file("old", OLD + "\n")
                .file("b", STAYS + "\n")
                .file("c", "k = " + ALLOWED + " # gitleaks:allow\n"));
    repo.commit("topic", "three", edits -> edits.file("c", "k = none\n").file("d", MERGED + "\n"));
    repo.commit("topic", "four", edits -> edits.file("d", "none\n"));
    return repo;
  }

  @ParameterizedTest
  @ValueSource(strings = {"program", "jgit"})
  void isTold(String git) throws Exception {
    RepoBuilder repo = repo();
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", "md", "json", "html", "patch", "sarif")
            .set("source.git", git)
            .set("scan.history", "true")
            .set("scan.fail_on", "secrets");
    assertThat(flow.run())
        .isInstanceOfSatisfying(
            Outcome.Blocked.class, blocked -> assertThat(blocked.blocking()).isEqualTo(3));
    List<String> told = new ArrayList<>();
    for (JsonNode finding : flow.json("json").get("findings")) {
      told.add(finding.get("change").textValue() + " " + finding.get("path").textValue());
    }
    // The one in the commit's name is introduced there; the whole change shows the value.
    assertThat(told)
        .anyMatch(line -> line.equals("introduced b"))
        .anyMatch(line -> line.startsWith("introduced commit "))
        .anyMatch(line -> line.equals("transient d"))
        .hasSize(3);
    JsonNode passing = flow.json("json").findValues("commit").getLast();
    assertThat(passing.textValue()).hasSize(40);
    assertThat(flow.json("json").get("suppressed").findValuesAsText("change"))
        .containsExactly("transient");
    assertThat(flow.manifest().at("/findings/secrets/transient").intValue()).isEqualTo(1);
    for (byte[] bytes : flow.files().values()) {
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .doesNotContain(GONE, STAYS, MERGED, ALLOWED);
    }
    FlowTest.assertValid("dump", flow.text("json"));
    FlowTest.assertValid("manifest", flow.text("manifest.json"));
    SarifSchema.assertValid(flow.text("sarif"));
    assertThat(flow.text("md")).contains("| transient | ").contains(" in commit `");
    assertThat(flow.text("html")).contains("added and removed again");
    assertThat(flow.set("scan.history", "false").run())
        .isInstanceOfSatisfying(
            Outcome.Blocked.class, blocked -> assertThat(blocked.blocking()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a-key-that-nobody-can-guess"})
  void marksTakeTheOrganisationsKey(String key) throws Exception {
    RepoBuilder repo = repo();
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .variable("CREATE_DUMP_REDACTION_KEY", key);
    flow.run();
    assertThat(flow.text("patch"))
        .containsPattern(
            key.isEmpty()
                ? "\\+\\[REDACTED:aws-access-key#\\d]"
                : "\\+\\[REDACTED:aws-access-key:[0-9a-f]{8}]")
        .doesNotContain(STAYS);
  }
}
