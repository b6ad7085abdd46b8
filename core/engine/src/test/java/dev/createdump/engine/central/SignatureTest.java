package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures that ssh-keygen makes hold here, and ours there; anything else holds nowhere.
class SignatureTest {
  private static final String POLICY = "[enforce.scan]\nsecrets = true\n";

  @TempDir Path dir;

  @BeforeEach
  void needsOpenSsh() throws Exception {
    boolean there = false;
    for (String path : System.getenv("PATH").split(":")) {
      there |= Files.isExecutable(Path.of(path, "ssh-keygen"));
    }
    assumeTrue(there, "ssh-keygen is not installed");
    Files.writeString(dir.resolve("p.toml"), POLICY);
  }

  private void run(List<String> words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private Path key(String name, String type, String bits) throws Exception {
    Path key = dir.resolve(name);
    run(
        List.of(
            "ssh-keygen",
            "-q",
            "-t",
            type,
            "-b",
            bits,
            "-N",
            "",
            "-C",
            name,
            "-f",
            key.toString()));
    return key;
  }

  private Path sign(Path key) throws Failure {
    Environment environment = new Environment(Map.of("PATH", System.getenv("PATH")));
    return PolicySigner.sign(dir.resolve("p.toml"), key, environment);
  }

  private String line(String options, Path key) throws IOException {
    String[] words = Files.readString(Path.of(key + ".pub")).split(" ");
    return "alice@acme " + options + words[0] + " " + words[1] + " comment\n";
  }

  private Fetching signed(String signers) {
    return new Fetching(dir).with("CREATE_DUMP_POLICY_SIGNERS", signers);
  }

  private String uri() {
    return dir.resolve("p.toml").toUri().toString();
  }

  private void isRefused(String signers, String why) {
    assertThatThrownBy(() -> signed(signers).fetch(uri()))
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048"})
  void everyUsualKeyServes(String type, String bits) throws Exception {
    Path key = key("k", type, bits);
    sign(key);
    String signers = "# who may\n" + line("namespaces=\"git,create-dump-policy\" ", key);
    assertThat(signed(signers).fetch(uri()).signer()).isEqualTo("alice@acme");
    Path file = Files.writeString(dir.resolve("signers"), signers);
    assertThat(signed(file.toString()).fetch(uri()).signer()).isEqualTo("alice@acme");
    Process verify =
        new ProcessBuilder(
                "ssh-keygen",
                "-Y",
                "verify",
                "-f",
                file.toString(),
                "-I",
                "alice@acme",
                "-n",
                "create-dump-policy",
                "-s",
                dir.resolve("p.toml.sig").toString())
            .redirectInput(dir.resolve("p.toml").toFile())
            .start();
    assertThat(verify.waitFor()).as("the other program agrees").isZero();
  }

  @Test
  void nobodyElseMaySign() throws Exception {
    Path mine = key("mine", "ed25519", "256");
    Path other = key("other", "ed25519", "256");
    isRefused(line("", mine), "is not signed");
    sign(other);
    isRefused(line("", mine), "none of the allowed signers");
    sign(mine);
    isRefused(line("namespaces=\"git\" ", mine), "none of the allowed signers");
    isRefused(line("valid-before=\"20260101\" ", mine), "or not now");
    isRefused(line("valid-after=\"20270101000000Z\" ", mine), "or not now");
    assertThat(signed(line("valid-after=\"20260101\" ", mine)).fetch(uri()).signer()).isNotEmpty();
  }

  @Test
  void whatWasChangedAfterwardsDoesNotHold() throws Exception {
    Path key = key("k", "ed25519", "256");
    sign(key);
    Files.writeString(dir.resolve("p.toml"), POLICY.replace("true", "false"));
    isRefused(line("", key), "is not what was signed");
  }

  @Test
  void aSignatureForSomethingElseDoesNotCount() throws Exception {
    Path key = key("k", "ed25519", "256");
    run(
        List.of(
            "ssh-keygen",
            "-q",
            "-Y",
            "sign",
            "-n",
            "git",
            "-f",
            key.toString(),
            dir.resolve("p.toml").toString()));
    isRefused(line("", key), "made for something else");
  }

  @Test
  void nothingInASignatureIsTrusted() throws Exception {
    Path key = key("k", "ed25519", "256");
    String armored = Files.readString(sign(key));
    String[] lines = armored.split("\n");
    for (String broken :
        List.of(
            "",
            "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----",
            armored.replace("U1NI", "AAAA"),
            lines[0] + "\n" + lines[1] + "\n-----END SSH SIGNATURE-----",
            armored.replace(lines[2].substring(0, 8), "////////"))) {
      Files.writeString(dir.resolve("p.toml.sig"), broken);
      isRefused(line("", key), "does not hold");
    }
  }

  @Test
  void aListOfSignersIsReadWholeOrNotAtAll() throws Exception {
    Path key = key("k", "ed25519", "256");
    sign(key);
    isRefused("\n# nobody\n", "name nobody");
    isRefused(line("cert-authority ", key), "a line that is none");
    isRefused(line("", key) + "bob ssh-ed25519 AAAA\n", "a line that is none");
  }

  @Test
  void aParentMustBeSignedOrPinnedByItsChild() throws Exception {
    Path key = key("k", "ed25519", "256");
    Path child = dir.resolve("child.toml");
    Files.writeString(child, "[policy]\nextends = ['p.toml']\n");
    Environment environment = new Environment(Map.of("PATH", System.getenv("PATH")));
    PolicySigner.sign(child, key, environment);
    assertThatThrownBy(() -> signed(line("", key)).chain(child.toUri().toString()))
        .hasMessageContaining("p.toml is not signed");
    String pin = dev.createdump.engine.base.Digests.sha256Hex(POLICY);
    Files.writeString(child, "[policy]\nextends = ['p.toml#sha256=" + pin + "']\n");
    PolicySigner.sign(child, key, environment);
    assertThat(signed(line("", key)).chain(child.toUri().toString()).central().sources())
        .hasSize(2);
  }
}
