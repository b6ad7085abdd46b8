package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.createdump.engine.base.Environment;
import dev.createdump.testkit.repo.RepoBuilder;
import dev.createdump.testkit.sigstore.SmallSigstore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dumps signed without a key, from the command line to an independent verifier.
class KeylessCommandTest {
  private static SmallSigstore small;
  @TempDir static Path shared;
  private static Path root;

  @TempDir Path temporary;
  private Path out;

  @BeforeAll
  static void start() throws Exception {
    small = new SmallSigstore();
    root = Files.writeString(shared.resolve("root.json"), small.trustedRoot());
    Files.writeString(shared.resolve("v1.json"), small.signingConfig(1));
    Files.writeString(shared.resolve("v2.json"), small.signingConfig(2));
    RepoBuilder repo = RepoBuilder.init(shared.resolve("repo"));
    repo.commit("main", "start", edits -> edits.file("a.txt", "one\n"));
    repo.branch("feature", "main");
    repo.commit("feature", "Say two", edits -> edits.file("a.txt", "one\ntwo\n"));
  }

  @AfterAll
  static void stop() {
    small.close();
  }

  @BeforeEach
  void place() {
    out = temporary.resolve("Zwölf");
  }

  private record Result(int code, String out, String err) {}

  private static Result run(Map<String, String> environment, Object... words) {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("CREATE_DUMP_CACHE_DIR", shared.resolve("cache").toString());
    List<String> args = new ArrayList<>();
    for (Object word : words) {
      args.add(word.toString());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment all = new Environment(variables);
    Console console = new Console(new ByteArrayInputStream(new byte[0]), out, err, false, all);
    int code = new Cli(console, all).run(args.toArray(String[]::new));
    console.flush();
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Result diff(Map<String, String> environment, Object... more) {
    List<Object> words = new ArrayList<>(List.of("diff", "--repo", shared.resolve("repo")));
    words.addAll(List.of("--base", "main", "--head", "feature", "--out", out));
    words.addAll(List.of(more));
    return run(environment, words.toArray());
  }

  private Result signed(int version, Object... more) {
    List<Object> words = new ArrayList<>(List.of("--sign-keyless", "--sign-trusted-root", root));
    words.addAll(List.of("--sign-services", shared.resolve("v" + version + ".json")));
    words.addAll(List.of(more));
    return diff(small.environment(), words.toArray());
  }

  private Result verify(Object... more) {
    List<Object> words = new ArrayList<>(List.of("evidence", "verify", out));
    words.addAll(List.of(more));
    return run(Map.of(), words.toArray());
  }

  private Path bundle() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(f -> f.toString().endsWith(".sigstore.json")).findFirst().orElseThrow();
    }
  }

  @Test
  void aDumpIsSignedAndVerifiedWithoutAKey() {
    assertThat(signed(2).code()).isZero();
    Result result =
        verify(
            "--trusted-root",
            root,
            "--certificate-identity",
            "https://forge.example/acme/*/.ci/dump.yml@refs/heads/main",
            "--certificate-oidc-issuer",
            SmallSigstore.ISSUER,
            "--require",
            "signature,timestamp");
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .contains("ok         signature       by " + SmallSigstore.SUBJECT)
        .contains("ok         timestamp       signed before 20");
  }

  @Test
  void theFirstVersionOfTheLogTellsTheTimeItself() {
    assertThat(signed(1).code()).isZero();
    Result result =
        verify("--trusted-root", root, "--certificate-identity", "**", "--require", "timestamp");
    assertThat(result.code()).as(result.out()).isZero();
  }

  @Test
  void whoeverVerifiesSaysWhomToTrust() {
    assertThat(signed(2).code()).isZero();
    assertThat(verify().out()).contains("unchecked  signature");
    Result stranger = verify("--trusted-root", root);
    assertThat(stranger.code()).isZero();
    assertThat(stranger.out()).contains("untrusted  signature       by " + SmallSigstore.SUBJECT);
    Result other =
        verify("--trusted-root", root, "--certificate-identity", "https://forge.example/evil/*");
    assertThat(other.code()).isEqualTo(24);
    assertThat(other.out()).contains("which is nobody who is trusted");
    Result issuer =
        verify("--trusted-root", root, "--certificate-oidc-issuer", "https://evil.example");
    assertThat(issuer.code()).isEqualTo(24);
    assertThat(verify("--trusted-root", root, "--require", "signature").code()).isEqualTo(24);
    assertThat(verify("--certificate-identity", "x").code()).isEqualTo(2);
  }

  /// A bundle of another instance is by nobody, though everything in it fits together.
  @Test
  void anotherInstanceIsNotTrusted() throws Exception {
    assertThat(signed(2).code()).isZero();
    try (SmallSigstore another = new SmallSigstore()) {
      Path roots = Files.writeString(temporary.resolve("root.json"), another.trustedRoot());
      Result result = verify("--trusted-root", roots, "--certificate-identity", "**");
      assertThat(result.code()).isEqualTo(24);
      assertThat(result.out()).contains("Certificate was not verifiable against CAs");
    }
  }

  private void tampered(int version, String said, Consumer<JsonObject> change) throws Exception {
    out = temporary.resolve("t" + Math.floorMod(said.hashCode(), 100_000) + version);
    Result made = signed(version);
    assertThat(made.code()).as(made.err()).isZero();
    Path file = bundle();
    JsonObject bundle = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    String before = bundle.toString();
    change.accept(bundle);
    assertThat(bundle.toString()).isNotEqualTo(before);
    Files.writeString(file, bundle.toString());
    Result result = verify("--trusted-root", root, "--certificate-identity", "**");
    assertThat(result.code()).as(said + ": " + result.out()).isEqualTo(24);
    assertThat(result.out()).contains(said);
  }

  private static JsonObject material(JsonObject bundle) {
    return bundle.getAsJsonObject("verificationMaterial");
  }

  private static JsonObject entry(JsonObject bundle) {
    return material(bundle).getAsJsonArray("tlogEntries").get(0).getAsJsonObject();
  }

  private static JsonObject signature(JsonObject bundle) {
    return bundle
        .getAsJsonObject("dsseEnvelope")
        .getAsJsonArray("signatures")
        .get(0)
        .getAsJsonObject();
  }

  /// Turns one bit of a value in Base64.
  private static void flip(JsonObject object, String member, int fromEnd) {
    byte[] content = Base64.getDecoder().decode(object.get(member).getAsString());
    content[content.length - fromEnd] ^= 1;
    object.addProperty(member, Base64.getEncoder().encodeToString(content));
  }

  @Test
  void everyPartThatIsTamperedWithIsNamed() throws Exception {
    tampered(2, "DSSE signature was not valid", b -> flip(signature(b), "sig", 1));
    tampered(
        2, "certificate", b -> flip(material(b).getAsJsonObject("certificate"), "rawBytes", 1));
    tampered(2, "entry", b -> flip(entry(b), "canonicalizedBody", 60));
    tampered(
        2,
        "Inclusion proof verification failed",
        b -> entry(b).getAsJsonObject("inclusionProof").addProperty("logIndex", "2"));
    tampered(
        2,
        "Checkpoint root hash does not match",
        b -> {
          JsonObject proof = entry(b).getAsJsonObject("inclusionProof");
          JsonObject point = proof.getAsJsonObject("checkpoint");
          String text = point.get("envelope").getAsString();
          String hash = text.lines().skip(2).findFirst().orElseThrow();
          byte[] other = Base64.getDecoder().decode(hash);
          other[0] ^= 1;
          point.addProperty(
              "envelope", text.replace(hash, Base64.getEncoder().encodeToString(other)));
        });
    tampered(
        2,
        "does not match any provided transparency logs",
        b -> flip(entry(b).getAsJsonObject("logId"), "keyId", 1));
    tampered(2, "No timestamp verification", b -> material(b).remove("timestampVerificationData"));
    tampered(
        2,
        "RFC3161 timestamp verification failed",
        b ->
            flip(
                material(b)
                    .getAsJsonObject("timestampVerificationData")
                    .getAsJsonArray("rfc3161Timestamps")
                    .get(0)
                    .getAsJsonObject(),
                "signedTimestamp",
                1));
    tampered(
        1, "Entry SET was not valid", b -> entry(b).addProperty("integratedTime", "1700000000"));
    tampered(1, "No timestamp verification", b -> entry(b).remove("inclusionPromise"));
    tampered(
        2,
        "there is not one entry",
        b -> material(b).getAsJsonArray("tlogEntries").add(entry(b).deepCopy()));
    tampered(2, "tlog entries", b -> material(b).remove("tlogEntries"));
  }

  @Test
  void signingFailsWithAReason() throws Exception {
    Result none = diff(Map.of(), "--sign-keyless", "--sign-trusted-root", root);
    assertThat(none.code()).isEqualTo(11);
    assertThat(none.err()).contains("there is no token of an identity").contains("id-token: write");
    Result plain = signed(2, "--sign-fulcio", "http://fulcio.example");
    assertThat(plain.code()).isEqualTo(11);
    assertThat(plain.err()).contains("is not reached over https");
    Result gone = signed(2, "--sign-rekor", "http://127.0.0.1:1");
    assertThat(gone.code()).isEqualTo(11);
    assertThat(gone.err()).contains("the transparency log http://127.0.0.1:1");
    Result foreign = signed(2, "--sign-identity", "https://forge.example/other/*");
    assertThat(foreign.code()).isEqualTo(11);
    assertThat(foreign.err()).contains("sign.identity and sign.issuer ask for another");
    assertThat(none.err() + plain.err() + gone.err()).doesNotContain(SmallSigstore.token());
  }

  @Test
  void aFileOfARepositoryDoesNotSayWhoGetsTheToken() throws Exception {
    Path config = temporary.resolve("create-dump.toml");
    Files.writeString(config, "[sign]\nkeyless = true\nfulcio = \"https://evil.example\"\n");
    Result result = diff(small.environment(), "--config", config);
    assertThat(result.code()).isEqualTo(11);
    assertThat(result.err()).contains("no file of a repository may say who gets its token");
  }

  @Test
  void aPolicySaysWhoseSignatureCounts() throws Exception {
    Path policy = temporary.resolve("policy.toml");
    Files.writeString(
        policy,
        """
        [policy]
        version = "1"

        [enforce.sign]
        keyless = true
        identity = "https://forge.example/acme/**"
        issuer = "https://tokens.forge.example"
        """);
    String uri = policy.toUri().toString();
    Result made =
        signed(
            2,
            "--policy",
            uri,
            "--sign-identity",
            "https://forge.example/acme/**",
            "--sign-issuer",
            SmallSigstore.ISSUER);
    assertThat(made.code()).as(made.err()).isZero();
    Result result = verify("--policy", uri, "--trusted-root", root, "--require", "signature");
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("ok         signature       by " + SmallSigstore.SUBJECT);
    Files.writeString(
        policy, Files.readString(policy).replace("forge.example/acme/**", "forge.example/b/**"));
    assertThat(verify("--policy", uri, "--trusted-root", root).out())
        .contains("which is nobody who is trusted");
  }

  private int node(Path log, Path script, Path bundle) throws Exception {
    return new ProcessBuilder(
            "node",
            script.toString(),
            bundle.toString(),
            root.toString(),
            SmallSigstore.SUBJECT,
            SmallSigstore.ISSUER)
        .directory(temporary.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
  }

  @Test
  void anIndependentClientVerifies() throws Exception {
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "@sigstore/verify@3.1.1",
                "@sigstore/bundle@4.0.0",
                "@sigstore/protobuf-specs@0.5.0")
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("npm.log").toFile())
            .start();
    assumeTrue(npm.waitFor() == 0, "npm's registry does not serve @sigstore/verify");
    Path script = temporary.resolve("verify.js");
    Files.writeString(
        script,
        """
        const fs = require('fs');
        const { bundleFromJSON } = require('@sigstore/bundle');
        const { TrustedRoot } = require('@sigstore/protobuf-specs');
        const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');
        const [, , file, root, subject, issuer] = process.argv;
        const read = (path) => JSON.parse(fs.readFileSync(path));
        const verifier = new Verifier(toTrustMaterial(TrustedRoot.fromJSON(read(root))));
        const signer = verifier.verify(toSignedEntity(bundleFromJSON(read(file))),
          { subjectAlternativeName: subject, extensions: { issuer } });
        console.log('verified', signer.identity.subjectAlternativeName);
        """);
    Path log = temporary.resolve("node.log");
    for (int version : new int[] {1, 2}) {
      out = temporary.resolve("out" + version);
      assertThat(signed(version).code()).isZero();
      int code = node(log, script, bundle());
      assertThat(code).as("version %d: %s", version, Files.readString(log)).isZero();
      assertThat(Files.readString(log)).contains("verified " + SmallSigstore.SUBJECT);
      JsonObject changed = JsonParser.parseString(Files.readString(bundle())).getAsJsonObject();
      flip(signature(changed), "sig", 1);
      Path other = Files.writeString(temporary.resolve("other.json"), changed.toString());
      assertThat(node(log, script, other)).as("a changed signature").isNotZero();
    }
  }
}
