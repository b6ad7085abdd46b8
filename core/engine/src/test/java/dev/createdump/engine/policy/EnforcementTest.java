package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a central policy does to what projects, variables and flags say.
class EnforcementTest {
  private static final String ONE = "https://policies.example/0.toml";

  @TempDir Path directory;

  private Project under(String... policies) {
    return new Project(directory).central(Policies.central(policies));
  }

  private Project applying(String... policies) {
    return new Project(directory)
        .central(Policies.central(Facts.NONE, OnViolation.APPLY, policies));
  }

  private static ResolvedValue value(Resolved resolved, Key<?> key) {
    return resolved.values().stream().filter(v -> v.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void presetsStandBelowTheProjectAndAboveTheDefaults() throws Failure {
    String policy = "[defaults.scan]\nfail_on = 'secrets'\n[defaults.output]\nformats = ['html']\n";
    Resolved resolved = under(policy).own("output.formats = ['md']").load();
    assertThat(resolved.settings().scan().failOn()).isEqualTo(Settings.FailOn.SECRETS);
    assertThat(resolved.settings().output().formats()).containsExactly(Format.MD);
    assertThat(value(resolved, Keys.SCAN_FAIL_ON).origin().describe()).isEqualTo(ONE + ":2:1");
  }

  @Test
  void whatNobodySetIsLifted() throws Failure {
    String policy =
        """
        [enforce]
        scan.fail_on = "secrets"
        output.max_file_size = { max = "64KiB" }
        output.formats = { must_include = ["html"] }
        upload = { must_include = [{ uri = "s3://locked/x", retention = { mode = "compliance", days = { min = 2555 } } }] }
        """;
    Resolved resolved = under(policy).load();
    assertThat(resolved.settings().scan().failOn()).isEqualTo(Settings.FailOn.SECRETS);
    assertThat(resolved.settings().output().maxFileSize()).isEqualTo(64 << 10);
    assertThat(resolved.settings().output().formats())
        .containsExactly(Format.MD, Format.JSON, Format.PATCH, Format.HTML);
    assertThat(TomlText.of(value(resolved, Keys.UPLOAD).value()))
        .contains("s3://locked/x", "compliance", "2555");
    assertThat(resolved.notes()).isEmpty();
  }

  @Test
  void aWeakerValueIsRefusedWithKeyValuesAndOrigins() {
    Project project =
        under(
                """
                [policy]
                message = "Ask the platform team."
                link = "https://wiki.example/dumps"
                [enforce.scan]
                fail_on = "secrets"
                secrets = true
                """)
            .own("[scan]\nfail_on = 'never'\n")
            .flag("scan.secrets", "--no-scan-secrets", "false");
    assertThatThrownBy(project::load)
        .isInstanceOfSatisfying(
            Failure.Policy.class,
            failure ->
                assertThat(failure.hint())
                    .startsWith("Ask the platform team. https://wiki.example/dumps\n"))
        .hasMessageContaining(
            "create-dump.toml:2:1: scan.fail_on is \"never\", against what is enforced: it is"
                + " \"secrets\" ("
                + ONE
                + ":5:1)")
        .hasMessageContaining("flag --no-scan-secrets: scan.secrets is false");
  }

  @Test
  void aFlagAloneAgainstAPolicyIsNoMatterOfUsage() {
    Project project =
        under("enforce.scan.secrets = true").flag("scan.secrets", "--no-scan-secrets", "false");
    assertThatThrownBy(project::load).isInstanceOf(Failure.Policy.class);
  }

  @Test
  void onlyWhatTakesEffectIsHeldAgainstAPolicy() throws Failure {
    Resolved resolved =
        under("enforce.scan.fail_on = 'secrets'")
            .own("scan.fail_on = 'never'")
            .env("CREATE_DUMP_SCAN_FAIL_ON", "secrets")
            .load();
    assertThat(resolved.settings().scan().failOn()).isEqualTo(Settings.FailOn.SECRETS);
  }

  @Test
  void applyTakesWhatIsEnforcedAndSaysSo() throws Failure {
    Resolved resolved =
        applying("enforce.output.max_file_size = { min = '1KiB', max = '1MiB' }")
            .own("output.max_file_size = '5MiB'")
            .load();
    assertThat(resolved.settings().output().maxFileSize()).isEqualTo(1 << 20);
    assertThat(resolved.notes())
        .containsExactly(
            "output.max_file_size is \"1MiB\", as "
                + ONE
                + ":1:48 enforces, instead of \"5MiB\" from create-dump.toml:1:1.");
  }

  @Test
  void aPolicyThatSaysFailIsNotTalkedOutOfIt() {
    Project project =
        applying("policy.on_violation = 'fail'\n[enforce.scan]\nsecrets = true\n")
            .own("scan.secrets = false");
    assertThatThrownBy(project::load).isInstanceOf(Failure.Policy.class);
  }

  @Test
  void aTeamTightensAndCannotLoosen() throws Failure {
    String organisation = "enforce.output.max_file_size = { max = '1MiB' }";
    String team = "enforce.output.max_file_size = { max = '64KiB' }";
    String loose = "enforce.output.max_file_size = { max = '1GiB' }";
    assertThat(under(organisation, team).load().settings().output().maxFileSize())
        .isEqualTo(64 << 10);
    assertThat(under(organisation, loose).load().settings().output().maxFileSize())
        .isEqualTo(1 << 20);
    assertThat(under("defaults.scan.fail_on = 'never'", "defaults.scan.fail_on = 'secrets'").load())
        .extracting(resolved -> resolved.settings().scan().failOn())
        .isEqualTo(Settings.FailOn.SECRETS);
  }

  @Test
  void contradictionsNameBothPlaces() {
    Project project = under("enforce.scan.fail_on = 'secrets'", "enforce.scan.fail_on = 'never'");
    assertThatThrownBy(project::load)
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining("has no value that is allowed")
        .hasMessageContaining("0.toml:1:1")
        .hasMessageContaining("1.toml:1:1");
  }

  @Test
  void storesCanBeTiedDown() throws Failure {
    String policy =
        """
        [enforce.upload]
        forbid = ["file:*"]
        one_of = [{ uri = "s3://evidence/*", retention = { mode = "compliance", days = { min = 365 } } }]
        """;
    String good =
        "[[upload]]\nuri = 's3://evidence/app'\nretention = { mode = 'compliance', days = 400 }\n";
    String weak = good.replace("400", "30");
    assertThat(under(policy).own(good).load().settings().uploads()).hasSize(1);
    assertThatThrownBy(() -> under(policy).own(weak).load())
        .hasMessageContaining("upload is [{ uri = \"s3://evidence/app\"");
    assertThatThrownBy(() -> under(policy).own("upload = [{ uri = 'file:///tmp' }]").load())
        .isInstanceOf(Failure.Policy.class);
    Resolved applied = applying(policy).own(weak).load();
    assertThat(TomlText.of(value(applied, Keys.UPLOAD).value()))
        .contains("retention.days = 365")
        .contains("s3://evidence/app");
  }

  @Test
  void whatIsUnknownIsEnforcedAndNotPreset() throws Failure {
    String policy =
        """
        [[when]]
        repository = "acme/pay-*"
        enforce.scan.fail_on = "secrets"
        defaults.output.formats = ["html"]
        """
            .replace("\"acme/pay-*\"", "[\"acme/pay-*\"]");
    Facts pay = new Facts("Acme/Pay-api", "main", "push", false);
    Facts other = new Facts("acme/web", "main", "push", false);
    assertThat(failOn(Facts.NONE, policy)).isEqualTo(Settings.FailOn.SECRETS);
    assertThat(failOn(pay, policy)).isEqualTo(Settings.FailOn.SECRETS);
    assertThat(failOn(other, policy)).isEqualTo(Settings.FailOn.NEVER);
    assertThat(formats(Facts.NONE, policy)).hasSize(3);
    assertThat(formats(pay, policy)).containsExactly(Format.HTML);
  }

  private Settings.FailOn failOn(Facts facts, String policy) throws Failure {
    return load(facts, policy).scan().failOn();
  }

  private List<Format> formats(Facts facts, String policy) throws Failure {
    return load(facts, policy).output().formats();
  }

  private Settings load(Facts facts, String policy) throws Failure {
    Central central = Policies.central(facts, OnViolation.UNSAID, policy);
    return new Project(directory).central(central).load().settings();
  }

  @Test
  void allThatIsWrongWithAPolicyIsTold() {
    assertThat(
            Policies.problems(
                """
                [policy]
                expires = "soon"
                ownr = "x"
                [enforce]
                scan.fail_on = { min = "never" }
                scan.secret = true
                output.max_file_size = { max = "huge", one_of = [] }
                [scan]
                [[when]]
                enforce.scan.secrets = true
                """))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("p.toml:2:1: policy.expires is no day"),
            line ->
                assertThat(line)
                    .startsWith("p.toml:3:1: policy.ownr is unknown")
                    .contains("did you mean owner"),
            line -> assertThat(line).startsWith("p.toml:5:1: enforce.scan.fail_on.min is nothing"),
            line -> assertThat(line).startsWith("p.toml:6:1: enforce.scan.secret is unknown"),
            line ->
                assertThat(line)
                    .startsWith("p.toml:7:")
                    .contains("enforce.output.max_file_size.max"),
            line -> assertThat(line).startsWith("p.toml:7:").contains("one_of is no list"),
            line ->
                assertThat(line).startsWith("p.toml:8:").contains("defaults.scan or enforce.scan"),
            line -> assertThat(line).startsWith("p.toml:9:1: when[0] asks nothing"));
  }
}
