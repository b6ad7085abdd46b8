package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.PolicyEvidence;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Central policies as people meet them on the command line.
class PolicyCommandTest {
  private static final String POLICY =
      """
      [policy]
      version = "7"
      owner = "Platform"
      message = "Ask us."
      [defaults.output]
      formats = ["json"]
      [enforce.scan]
      fail_on = "secrets"
      """;

  @TempDir Path dir;
  private Path policy;
  private Path repo;

  @BeforeEach
  void create() throws IOException {
    policy = Files.writeString(dir.resolve("policy.toml"), POLICY);
    repo = dir.resolve("repo");
    RepoBuilder built = RepoBuilder.init(repo);
    built.commit("main", "one", e -> e.file("a", "1\n"));
    built.commit("main", "two", e -> e.file("a", "2\n"));
  }

  private Invocation.Result diff(Object... more) {
    return Invocation.in()
        .run(
            List.of("diff", "--repo", repo, "--base", "main~1", "--head", "main"),
            List.of("--out", dir.resolve("out"), "--policy", policy),
            more);
  }

  @Test
  void aDumpIsMadeUnderItAndSaysSo() throws IOException {
    var done = diff();
    assertThat(done.code()).isZero();
    assertThat(done.err()).contains("neither pinned nor signed");
    Path manifest = done.file(".manifest.json");
    PolicyEvidence evidence = ManifestReader.read(() -> Files.newInputStream(manifest)).policy();
    assertThat(evidence.documents()).hasSize(1);
    assertThat(evidence.documents().getFirst().version()).isEqualTo("7");
    String digest = Invocation.in().run("policy", "digest", policy).lines().getFirst();
    assertThat(evidence.holdsAll(List.of(digest))).isTrue();
    assertThat(evidence.holdsAll(List.of(digest, "00".repeat(32)))).isFalse();
    assertThat(Files.readString(manifest))
        .contains("\"demand\" : \"is \\\"secrets\\\"\"", "\"arrival\" : \"fetched\"");
  }

  @Test
  void weakeningIsElevenAndCanBeMended() {
    var refused = diff("--fail-on", "never");
    assertThat(refused.code()).isEqualTo(11);
    assertThat(refused.err())
        .contains("flag --fail-on: scan.fail_on is \"never\"", "it is \"secrets\"", "Ask us.");
    var applied = diff("--fail-on", "never", "--on-violation", "apply");
    assertThat(applied.code()).isZero();
    assertThat(applied.err()).contains("enforces, instead of \"never\" from flag --fail-on");
    assertThat(diff("--on-violation", "perhaps").code()).isEqualTo(2);
  }

  @Test
  void theVariableAndTheFlagBothHold() throws IOException {
    Path other = Files.writeString(dir.resolve("other.toml"), "enforce.scan.todos = false\n");
    var result =
        Invocation.in()
            .with("CREATE_DUMP_CONFIG_URI", policy.toString())
            .run("config", "explain", "--repo", repo, "--policy", other);
    assertThat(result.out()).contains("scan.fail_on = \"secrets\"", "scan.todos = false");
    assertThat(result.out()).contains("policy.toml:8:1", "other.toml:1:1");
  }

  @Test
  void explainsOneKeyForPeopleAndPrograms() {
    var people =
        Invocation.in()
            .run("config", "explain", "--repo", repo, "--policy", policy, "scan.fail_on");
    assertThat(people.out())
        .contains("from        central policy", "instead of  \"never\" from built in", "enforced");
    var json =
        Invocation.in()
            .run("config", "explain", "--repo", repo, "--policy", policy, "--json", "scan.fail_on");
    assertThat(json.out()).contains("\"layer\" : \"central policy\"", "\"enforced\" : [");
    var unknown = Invocation.in().run("config", "explain", "--repo", repo, "scan.fail_no");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("Did you mean scan.fail_on?");
  }

  @Test
  void twoPoliciesAreCompared() throws IOException {
    Path next = Files.writeString(dir.resolve("next.toml"), POLICY.replace("\"7\"", "\"8\""));
    assertThat(Invocation.in().run("config", "diff", policy, next).lines())
        .containsExactly("- policy version = \"7\"", "+ policy version = \"8\"");
    assertThat(Invocation.in().run("config", "diff", policy, policy).out()).isEmpty();
  }

  @Test
  void casesHoldOrSayWhatDiffers() throws IOException {
    Path cases = Files.createDirectory(dir.resolve("cases"));
    Files.writeString(
        cases.resolve("good.toml"),
        "given.config.scan.fail_on = 'never'\nexpect.violates = ['scan.fail_on']\n");
    var good = Invocation.in().run("policy", "test", cases, "--policy", policy);
    assertThat(good.code()).isZero();
    Files.writeString(
        cases.resolve("wrong.toml"),
        "[expect]\nviolates = ['scan.secrets']\n[expect.values]\n'output.formats' = ['md']\n");
    var wrong = Invocation.in().run("policy", "test", cases, "--policy", policy);
    assertThat(wrong.code()).isEqualTo(11);
    assertThat(wrong.out())
        .contains("FAILED", "scan.secrets is allowed, and expected to be refused")
        .contains("output.formats is [\"json\"] from");
    Files.writeString(cases.resolve("bad.toml"), "[given]\nforks = true\n");
    assertThat(Invocation.in().run("policy", "test", cases, "--policy", policy).err())
        .contains("given.forks is unknown", "expect is missing");
    assertThat(Invocation.in().run("policy", "test", dir.resolve("none")).code()).isEqualTo(2);
  }

  @Test
  void aBrokenPolicyStopsEverything() throws IOException {
    Files.writeString(policy, "[enforce.scan]\nsecret = true\n");
    assertThat(diff().code()).isEqualTo(11);
    var check = Invocation.in().run("policy", "check", policy);
    assertThat(check.code()).isEqualTo(11);
    assertThat(check.err()).contains("policy.toml:2:1: enforce.scan.secret is unknown");
    assertThat(diff("--policy", dir.resolve("none.toml")).code()).isIn(2, 11);
  }
}
