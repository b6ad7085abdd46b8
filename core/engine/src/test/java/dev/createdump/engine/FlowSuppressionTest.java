package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.suppress.AllowEntry;
import dev.createdump.engine.suppress.AllowFile;
import dev.createdump.engine.suppress.AllowKey;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What silences a secret silences the report and the gate, never the redactor; and a change does
/// not write its own excuses.
final class FlowSuppressionTest {
  private static final String AWS = "AKIA" + "Q3EGWZ7PLMX5DYTK";
  private static final String OTHER = "AKIA" + "Z7QLXW3PMGE5KTDY";

  @TempDir Path dir;

  private static String allow(String value, @Nullable LocalDate expires) {
    AllowKey key = AllowKey.of(new Environment(Map.of()));
    FoundValue found = FoundValue.of(value.getBytes(StandardCharsets.UTF_8));
    String rule = "aws-access-key";
    return AllowFile.with(
        AllowFile.fresh(), new AllowEntry(key.id(rule, found), rule, "@team", "a sample", expires));
  }

  /// @param before files of the base, name and text in turn
  private Flow change(List<String> before, List<String> after) {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    commit(repo, "main", before);
    repo.branch("topic", "main");
    commit(repo, "topic", after);
    return new Flow(repo.directory(), dir.resolve("out"))
        .between("main", "topic")
        .set("output.formats", "md", "json", "html", "patch", "sarif")
        .set("scan.fail_on", "secrets");
  }

  private static void commit(RepoBuilder repo, String branch, List<String> files) {
    repo.commit(
        branch,
        "change",
        edits -> {
          for (int i = 0; i < files.size(); i += 2) {
            edits.file(files.get(i), files.get(i + 1));
          }
        });
  }

  private static List<String> reported(Flow flow) throws Exception {
    List<String> lines = new ArrayList<>();
    for (JsonNode finding : flow.json("json").get("findings")) {
      lines.add(finding.get("change").textValue() + " " + finding.get("path").textValue());
    }
    return lines;
  }

  private static void assertHidden(Flow flow, String... values) throws Exception {
    for (Map.Entry<String, byte[]> file : flow.files().entrySet()) {
      for (String value : values) {
        assertThat(new String(file.getValue(), StandardCharsets.ISO_8859_1))
            .as(file.getKey())
            .doesNotContain(value);
      }
    }
  }

  @Test
  void anAllowedSecretIsSilentCountedAndHidden() throws Exception {
    Flow flow =
        change(
            List.of(AllowFile.NAME, allow(AWS, LocalDate.of(2100, 1, 1)), "a", "x\n"),
            List.of("a", "x\nkey = " + AWS + "\n"));
    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);
    assertThat(reported(flow)).isEmpty();
    assertHidden(flow, AWS);
    JsonNode suppressed = flow.json("json").at("/suppressed/0");
    assertThat(suppressed.get("by").textValue()).isEqualTo("allow-list");
    assertThat(suppressed.get("reason").textValue()).isEqualTo("a sample");
    assertThat(flow.manifest().at("/findings/secrets/suppressed").intValue()).isEqualTo(1);
    assertThat(flow.text("md")).contains("1 by allow-list");
    assertThat(flow.text("html")).contains("1 by allow-list");
    FlowTest.assertValid("dump", flow.text("json"));
    FlowTest.assertValid("manifest", flow.text("manifest.json"));
  }

  @Test
  void aNewSecretOnAnAllowedLineIsReported() throws Exception {
    Flow flow =
        change(
            List.of(AllowFile.NAME, allow(AWS, null), "a", "key = " + AWS + "\n"),
            List.of("a", "key = " + OTHER + "\n"));
    assertThat(flow.run()).isInstanceOf(Outcome.Blocked.class);
    assertThat(reported(flow)).containsExactly("introduced a");
    assertHidden(flow, AWS, OTHER);
  }

  @Test
  void anAllowedSecretMayMove() throws Exception {
    Flow flow =
        change(
            List.of(AllowFile.NAME, allow(AWS, null), "a", "key = " + AWS + "\n"),
            List.of("a", "one\n\n\n  token: '" + AWS + "'\n", "b/c", AWS + "\n"));
    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);
    assertThat(reported(flow)).isEmpty();
  }

  @Test
  void anExpiredEntryBlocksWhateverThePolicySays() throws Exception {
    Flow flow =
        change(
                List.of(AllowFile.NAME, allow(AWS, LocalDate.of(2020, 1, 1)), "a", "x\n" + AWS),
                List.of("a", "y\n" + AWS))
            .set("scan.fail_on", "never");
    assertThat(flow.run()).isInstanceOf(Outcome.Blocked.class);
    assertThat(reported(flow)).containsExactly("present a");
    assertThat(flow.json("json").at("/notes/0").textValue())
        .contains("@team", "aws-access-key", "expired on 2020-01-01");
  }

  @Test
  void aChangeDoesNotExcuseItself() throws Exception {
    Flow flow =
        change(
            List.of("a", "x\n"),
            List.of(
                "a",
                AWS + "\n",
                "b",
                OTHER + "\n",
                AllowFile.NAME,
                allow(AWS, null),
                ".gitleaksignore",
                "b:aws-access-key:1\n",
                ".gitleaks.toml",
                "[allowlist]\npaths = ['.*']\n"));
    assertThat(flow.run()).isInstanceOf(Outcome.Blocked.class);
    assertThat(reported(flow)).containsExactly("introduced a", "introduced b");
    assertThat(flow.json("json").get("notes").toString())
        .contains(".create-dump-allow.toml is changed by this change")
        .contains(".gitleaksignore is changed by this change")
        .contains(".gitleaks.toml is changed by this change");
  }

  @Test
  void gitleaksFilesOfTheBaseCount() throws Exception {
    Flow flow =
        change(
            List.of(
                "a",
                "x\n",
                ".gitleaksignore",
                "# old ones\nsrc/b:aws-access-token:2\n",
                ".gitleaks.toml",
                """
                [extend]
                useDefault = true
                [[rules]]
                id = "acme-key"
                description = "An Acme key"
                regex = '''acme_[0-9a-z]{12}'''
                keywords = ["acme_"]
                [[rules.allowlists]]
                regexes = ["000"]
                [[allowlists]]
                description = "fixtures"
                paths = ['''^fixtures/''']
                """),
            List.of(
                "src/b",
                "\n" + AWS + "\n",
                "fixtures/c",
                OTHER + "\n",
                "d",
                "acme_q8w7e6r5t4y3\nacme_q8w7e6000y31\n"));
    assertThat(flow.run()).isInstanceOf(Outcome.Blocked.class);
    assertThat(reported(flow)).containsExactly("introduced d");
    assertHidden(flow, AWS, OTHER, "acme_q8w7e6r5t4y3", "acme_q8w7e6000y31");
    List<String> by = flow.json("json").get("suppressed").findValuesAsText("by");
    assertThat(by).containsExactly("gitleaks-config", "gitleaks-config", "gitleaksignore");
    assertThat(flow.json("sarif").findValuesAsText("ruleId")).containsExactly("acme-key");
  }

  @Test
  void aCommentSilencesItsLineUnlessForbidden() throws Exception {
    Flow flow =
        change(
            List.of("a", "x\n"),
            List.of("a", "k = '" + AWS + "' # gitleaks:allow\nl = '" + OTHER + "'\n"));
    assertThat(flow.run()).isInstanceOf(Outcome.Blocked.class);
    assertThat(reported(flow)).hasSize(1);
    flow.set("scan.inline_allow", "false").run();
    assertThat(reported(flow)).hasSize(2);
    flow.set("scan.inline_allow", "true").set("scan.forbid_suppression", "aws-access-key").run();
    assertThat(reported(flow)).hasSize(2);
    flow.set("scan.forbid_suppression", "*").run();
    assertThat(reported(flow)).hasSize(2);
  }

  @Test
  void aBrokenListStopsTheRunBeforeItGetsIntoTheBase() {
    Flow flow = change(List.of("a", "x\n"), List.of(AllowFile.NAME, "<<<<<<< ours\n"));
    assertThatThrownBy(flow::run)
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining(AllowFile.NAME + ":1");
  }

  @Test
  void patternsOfTheConfigurationFind() throws Exception {
    Flow flow =
        change(List.of("a", "x\n"), List.of("a", "say xyzzy-8731 twice\n"))
            .set("scan.patterns", "xyzzy-[0-9]+");
    assertThat(flow.run()).isInstanceOf(Outcome.Blocked.class);
    assertHidden(flow, "xyzzy-8731");
    flow.set("scan.patterns", "(?=no)");
    assertThatThrownBy(flow::run)
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining("scan.patterns");
  }
}
