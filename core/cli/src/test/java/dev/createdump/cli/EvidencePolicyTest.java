package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evidence verify --policy`: whether a dump was made under a central policy.
class EvidencePolicyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POLICY =
      """
      [policy]
      version = "7"
      [enforce.scan]
      secrets = true
      fail_on = "secrets"
      [enforce.output]
      max_file_size = { max = "2MiB" }
      formats = { must_include = ["json"] }
      [[when]]
      event = ["push"]
      [when.enforce.scan]
      history = true
      """;

  @TempDir Path dir;
  private Path policy;
  private Path out;

  @BeforeEach
  void dump() throws IOException {
    Sample.clean(dir.resolve("repo"));
    policy = Files.writeString(dir.resolve("policy.toml"), POLICY);
    out = dir.resolve("out");
    var made = make("--policy", policy);
    assertThat(made.code()).as(made.err()).isZero();
  }

  private Invocation.Result make(Object... more) {
    return Invocation.in()
        .run(
            List.of("diff", "--repo", dir.resolve("repo"), "--base", "main", "--head", "feature"),
            List.of("--out", out, "--quiet"),
            more);
  }

  private Invocation.Result verify(String text, Object... more) throws IOException {
    Path against = Files.writeString(dir.resolve("against.toml"), text);
    return Invocation.in().run("evidence", "verify", out, "--policy", against, more);
  }

  @Test
  void theSameBytesAreTheSamePolicyWhereverTheyAre() throws IOException {
    var result = verify(POLICY, "--require", "policy");
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("ok         central-policy  made under it, version 7");
  }

  @Test
  void withoutOneToCompareWithItIsSaidWhatTheDumpStates() {
    var result = Invocation.in().run("evidence", "verify", out);
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("-          central-policy  " + policy.toUri() + ", version 7, sha256 ");
  }

  @Test
  void anotherOneHoldsWhereAllThatItAsksWasRecorded() throws IOException {
    var result =
        verify(
            """
            [policy]
            version = "8"
            [enforce]
            scan.secrets = true
            output.max_file_size = { max = "1MiB" }
            output.formats = { must_include = ["md"] }
            [[when]]
            event = ["pull_request"]
            enforce.report.title = "not here"
            """);
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .contains("made under another (" + policy.toUri() + ", version 7")
        .contains("satisfies all 3 demands of it, version 8");
  }

  @Test
  void eachDemandThatWasNotMetIsNamedWithItsPlace() throws IOException {
    var result =
        verify(
            """
            [enforce]
            scan.secrets = false
            output.max_file_size = { max = "1KiB" }
            output.formats = { forbid = ["patch"] }
            scan.todos = true
            """,
            "--json");
    assertThat(result.code()).isEqualTo(24);
    JsonNode dump = JSON.readTree(result.out()).at("/dumps/0");
    List<String> told = new ArrayList<>();
    dump.get("problems")
        .forEach(p -> told.add(p.get("code").textValue() + " " + p.get("subject").textValue()));
    assertThat(told)
        .containsExactlyInAnyOrder(
            "policy-violated scan.secrets",
            "policy-violated output.max_file_size",
            "policy-violated output.formats",
            "policy-not-shown scan.todos");
    assertThat(dump.get("problems").toString())
        .contains("was true (it is false, says " + dir.resolve("against.toml").toUri() + ":2:1)");
    assertThat(dump.get("checks").toString())
        .contains("{\"name\":\"central-policy\",\"status\":\"failed\",\"detail\":\"4 problems\"}");
  }

  @Test
  void aPastRunMayBeHeldAgainstWhatExpiredSince() throws IOException {
    String expired = POLICY.replace("[policy]", "[policy]\nexpires = \"2020-01-01\"");
    var result = verify(expired);
    assertThat(result.code()).isEqualTo(24);
    assertThat(result.out()).contains("expired on 2020-01-01, before the dump was made on 20");
    var tool = verify(POLICY.replace("[policy]", "[policy]\nminimum_tool_version = \"999.0\""));
    assertThat(tool.code()).isEqualTo(24);
    assertThat(tool.out()).contains("asks for create-dump 999.0, and the dump was made by ");
  }

  @Test
  void whatAPolicyExtendsMustHaveHeldToo() throws IOException {
    Path org = Files.writeString(dir.resolve("org.toml"), "enforce.scan.todos = true\n");
    Path team = Files.writeString(dir.resolve("team.toml"), "policy.extends = [\"org.toml\"]\n");
    assertThat(make("--policy", team).code()).isZero();
    assertThat(Invocation.in().run("evidence", "verify", out, "--policy", team).out())
        .contains("made under it");
    Files.writeString(org, "enforce.scan.todos = true\nenforce.scan.history = true\n");
    var changed = Invocation.in().run("evidence", "verify", out, "--policy", team);
    assertThat(changed.code()).isEqualTo(24);
    assertThat(changed.out()).contains("scan.history was not recorded (it is true, says ");
  }

  @Test
  void aDumpUnderNoPolicyIsUnderNone() throws IOException {
    assertThat(make().code()).isZero();
    var result = verify(POLICY);
    assertThat(result.code()).isEqualTo(24);
    assertThat(result.out()).contains("the dump was made under no central policy");
  }

  @Test
  void aPolicyThatCannotBeHadIsEleven() throws IOException {
    assertThat(verify("enforce.scan.secret = true\n").code()).isEqualTo(11);
    assertThat(Invocation.in().run("evidence", "verify", out, "--policy", "none.toml").code())
        .isEqualTo(11);
    String pin = dir.resolve("policy.toml").toUri() + "#sha256=" + "0".repeat(64);
    assertThat(Invocation.in().run("evidence", "verify", out, "--policy", pin).code())
        .isEqualTo(11);
  }

  @Test
  void aManifestThatSaysLessThanThePolicyOfItsDigestIsCaught() throws IOException {
    Path manifest;
    try (var files = Files.list(out)) {
      manifest = files.filter(f -> f.toString().endsWith(".manifest.json")).findFirst().get();
    }
    String text = Files.readString(manifest);
    String weaker = text.replace("\"value\" : \"true\"", "\"value\" : \"false\"");
    assertThat(weaker).isNotEqualTo(text);
    Files.writeString(manifest, weaker);
    var result = verify(POLICY);
    assertThat(result.code()).isEqualTo(24);
    assertThat(result.out()).contains("scan.secrets was false (it is true, says ");
  }
}
