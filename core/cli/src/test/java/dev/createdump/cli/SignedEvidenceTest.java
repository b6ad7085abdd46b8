package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signatures and timestamps, verified by tools that know nothing of create-dump.
class SignedEvidenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Path out;

  @BeforeEach
  void dump() {
    Sample.clean(temporary.resolve("repo"));
    out = temporary.resolve("out");
  }

  private static void assumeInstalled(String program) {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    assumeTrue(there, program + " is missing");
  }

  private Invocation.Result diff(Object... more) {
    return Invocation.in()
        .run(
            List.of("diff", "--repo", temporary.resolve("repo"), "--out", out),
            List.of("--base", "main", "--head", "feature"),
            more);
  }

  private Invocation.Result evidence(Object... words) {
    return Invocation.in().run("evidence", words);
  }

  /// What a program prints; fails where it does not end well.
  private String run(String... command) throws Exception {
    Path said = temporary.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    process.getOutputStream().close();
    int code = process.waitFor();
    String text = Files.readString(said, StandardCharsets.ISO_8859_1);
    assertThat(code).as("%s: %s", String.join(" ", command), text).isZero();
    return text;
  }

  private String path(String name) {
    return temporary.resolve(name).toString();
  }

  private void keys(String name, String... options) throws Exception {
    assumeInstalled("openssl");
    List<String> command = new ArrayList<>(List.of("openssl", "genpkey"));
    command.addAll(List.of(options));
    command.addAll(List.of("-out", path(name + ".pem")));
    run(command.toArray(String[]::new));
    run("openssl", "pkey", "-in", path(name + ".pem"), "-pubout", "-out", path(name + ".pub"));
  }

  private Path bundle() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(f -> f.toString().endsWith(".sigstore.json")).findFirst().orElseThrow();
    }
  }

  /// Writes what openssl needs: the signature, and what it covers.
  private void unpack() throws IOException {
    JsonNode envelope = JSON.readTree(bundle().toFile()).get("dsseEnvelope");
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").textValue());
    byte[] signature = Base64.getDecoder().decode(envelope.at("/signatures/0/sig").textValue());
    String type = envelope.get("payloadType").textValue();
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    String head = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
    covered.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    covered.writeBytes(payload);
    Files.write(temporary.resolve("covered"), covered.toByteArray());
    Files.write(temporary.resolve("signature"), signature);
    Files.write(temporary.resolve("payload"), payload);
  }

  private void assertHolds(Object... more) {
    var result = evidence("verify", out, "--require", "signature", more);
    assertThat(result.code()).as(result.out()).isZero();
    assertThat(result.out()).contains("ok         signature       by SHA256:");
  }

  @Test
  void opensslVerifiesEd25519() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    assertThat(diff("--sign-key", path("ed.pem")).code()).isZero();
    unpack();
    String said =
        run(
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            path("ed.pub"),
            "-rawin",
            "-in",
            path("covered"),
            "-sigfile",
            path("signature"));
    assertThat(said).contains("Verified Successfully");
    assertHolds("--key", path("ed.pub"));
  }

  @Test
  void opensslVerifiesEcdsaAndItsKeyMayBeEncryptedInAVariable() throws Exception {
    keys("ec", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384");
    run(
        "openssl",
        "pkcs8",
        "-topk8",
        "-in",
        path("ec.pem"),
        "-passout",
        "pass:secret words",
        "-out",
        path("locked.pem"));
    var result =
        Invocation.in()
            .with("CREATE_DUMP_SIGN_KEY", "env:MY_KEY")
            .with("MY_KEY", Files.readString(temporary.resolve("locked.pem")))
            .with("CREATE_DUMP_SIGN_PASSPHRASE", "secret words")
            .run(
                "diff",
                "--repo",
                temporary.resolve("repo"),
                "--base",
                "main",
                "--head",
                "feature",
                "--out",
                out);
    assertThat(result.code()).as(result.err()).isZero();
    unpack();
    String said =
        run(
            "openssl",
            "dgst",
            "-sha384",
            "-verify",
            path("ec.pub"),
            "-signature",
            path("signature"),
            path("covered"));
    assertThat(said).contains("Verified OK");
    assertHolds("--key", path("ec.pub"));
  }

  @Test
  void theSubjectsAreTheFiles() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    diff("--sign-key", path("ed.pem"));
    unpack();
    JsonNode statement = JSON.readTree(temporary.resolve("payload").toFile());
    assertThat(statement.get("_type").textValue()).isEqualTo("https://in-toto.io/Statement/v1");
    StringBuilder sums = new StringBuilder();
    for (JsonNode subject : statement.get("subject")) {
      sums.append(subject.at("/digest/sha256").textValue()).append("  ");
      sums.append(out.resolve(subject.get("name").textValue())).append('\n');
    }
    assertThat(sums.toString().lines()).hasSize(4);
    Files.writeString(temporary.resolve("sums"), sums);
    run("sha256sum", "--strict", "-c", path("sums"));
  }

  @Test
  void sshKeygenVerifiesOurSshSignaturesAndWeItsKeysOfEveryKind() throws Exception {
    assumeInstalled("ssh-keygen");
    diff();
    for (String[] kind :
        new String[][] {{"ed25519", "256"}, {"ecdsa", "256"}, {"ecdsa", "521"}, {"rsa", "2048"}}) {
      String key = path(kind[0] + kind[1]);
      run("ssh-keygen", "-q", "-t", kind[0], "-b", kind[1], "-N", "", "-f", key);
      var signed = evidence("sign", out, "--sign-ssh-key", key);
      assertThat(signed.code()).as(signed.err()).isZero();
      unpack();
      String base64 =
          Base64.getMimeEncoder(70, new byte[] {'\n'})
              .encodeToString(Files.readAllBytes(temporary.resolve("signature")));
      Files.writeString(
          temporary.resolve("armored"),
          "-----BEGIN SSH SIGNATURE-----\n" + base64 + "\n-----END SSH SIGNATURE-----\n");
      Files.writeString(
          temporary.resolve("allowed"),
          "me@example.org " + Files.readString(Path.of(key + ".pub")));
      String verify =
          "ssh-keygen -Y verify -f '%s' -I me@example.org -n create-dump -s '%s' < '%s'"
              .formatted(path("allowed"), path("armored"), path("covered"));
      assertThat(run("sh", "-c", verify)).contains("Good \"create-dump\" signature");
      assertHolds("--key", key + ".pub");
      Files.delete(bundle());
    }
  }

  @Test
  void theAgentSignsForAPublicKey() throws Exception {
    assumeInstalled("ssh-agent");
    diff();
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path("id"));
    String agent = run("ssh-agent", "-s", "-a", path("s"));
    String pid = agent.replaceAll("(?s).*SSH_AGENT_PID=(\\d+).*", "$1");
    try {
      run("sh", "-c", "SSH_AUTH_SOCK='" + path("s") + "' ssh-add -q '" + path("id") + "'");
      Files.move(temporary.resolve("id"), temporary.resolve("elsewhere"));
      var signed =
          Invocation.in()
              .with("SSH_AUTH_SOCK", path("s"))
              .run("evidence", "sign", out, "--sign-ssh-key", path("id.pub"));
      assertThat(signed.code()).as(signed.err()).isZero();
      assertHolds("--key", path("id.pub"));
    } finally {
      run("kill", pid);
    }
  }

  @Test
  void aCommandSignsInItsOwnWay() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    diff();
    String command =
        "cat > '%1$s' && openssl pkeyutl -sign -inkey '%2$s' -rawin -in '%1$s'"
            .formatted(path("pae"), path("ed.pem"));
    for (String form : List.of(command, command + " | base64")) {
      var signed = evidence("sign", out, "--sign-command", form);
      assertThat(signed.code()).as(signed.err()).isZero();
      assertHolds("--key", path("ed.pub"));
      Files.delete(bundle());
    }
    var failing = evidence("sign", out, "--sign-command", "echo no luck >&2; exit 3");
    assertThat(failing.code()).isEqualTo(11);
    assertThat(failing.err()).contains("ended with 3: no luck");
  }

  @Test
  void aSignatureThatNamesNoKeyIsNotSaidToVerify() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    keys("other", "-algorithm", "ed25519");
    diff("--sign-command", "head -c 64 /dev/zero");
    var unchecked = evidence("verify", out);
    assertThat(unchecked.code()).isZero();
    assertThat(unchecked.out())
        .contains("unchecked  signature       of these files", "was not verified: --key names")
        .doesNotContain("verifies");
    assertThat(JSON.readTree(evidence("verify", out, "--json").out()).toString())
        .contains("{\"name\":\"signature\",\"status\":\"unchecked\"");
    var required = evidence("verify", out, "--require", "signature");
    assertThat(required.code()).isEqualTo(24);
    assertThat(required.out()).contains("none by anyone who is trusted, and one is required");
    var named = evidence("verify", out, "--key", path("ed.pub"));
    assertThat(named.code()).isEqualTo(24);
    assertThat(named.out()).contains("is by none of the keys that are trusted");
  }

  @Test
  void noFileNamesACommandToRun() throws Exception {
    Path tripped = temporary.resolve("tripped");
    Files.writeString(
        temporary.resolve("repo/create-dump.toml"),
        "[sign]\ncommand = \"touch " + tripped + "\"\n");
    var result = diff();
    assertThat(result.code()).isEqualTo(11);
    assertThat(result.err()).contains("no file may name a command");
    assertThat(tripped).doesNotExist();
  }

  @Test
  void whatIsWrongWithASignatureIsNamed() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    keys("other", "-algorithm", "ed25519");
    diff("--sign-key", path("ed.pem"));
    Path bundle = bundle();
    String sound = Files.readString(bundle);
    assertThat(evidence("verify", out).out()).contains("untrusted  signature");
    assertThat(evidence("verify", out, "--require", "signature").code()).isEqualTo(24);
    assertThat(evidence("verify", out, "--key", path("other.pub")).out())
        .contains("is by none of the keys that are trusted");
    JsonNode envelope = JSON.readTree(sound).get("dsseEnvelope");
    String signature = envelope.at("/signatures/0/sig").textValue();
    String zeros = Base64.getEncoder().encodeToString(new byte[64]);
    Files.writeString(bundle, sound.replace(signature, zeros));
    assertThat(evidence("verify", out).out()).contains("does not verify");
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").textValue());
    String other =
        new String(payload, StandardCharsets.UTF_8)
            .replaceFirst("sha256\":\"....", "sha256\":\"0000");
    Files.writeString(
        bundle,
        sound.replace(
            envelope.get("payload").textValue(),
            Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8))));
    assertThat(evidence("verify", out).out()).contains("is of other files");
    Files.writeString(bundle, "{}");
    assertThat(evidence("verify", out).code()).isEqualTo(24);
    Files.delete(bundle);
    Files.writeString(bundle.resolveSibling("x"), "");
    assertThat(evidence("verify", out).out()).contains("-          signature       there is none");
  }

  @Test
  void publishedDumpsCarryTheirSignatureAndAreSignedLater() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    Path store = Files.createDirectory(temporary.resolve("store"));
    diff("--sign-key", path("ed.pem"), "--upload", store.toUri());
    assertThat(diff("--sign-key", path("ed.pem"), "--upload", store.toUri()).code()).isZero();
    Object[] verify = {"verify", store.toUri(), "--key", path("ed.pub"), "--require", "signature"};
    assertThat(evidence(verify).code()).isZero();
    try (Stream<Path> files = Files.walk(store)) {
      Files.delete(
          files.filter(f -> f.toString().endsWith(".sigstore.json")).findFirst().orElseThrow());
    }
    assertThat(evidence(verify).code()).isEqualTo(24);
    assertThat(evidence("sign", store.toUri(), "--sign-key", path("ed.pem")).err())
        .startsWith("signed ");
    assertThat(evidence(verify).code()).isZero();
    assertThat(evidence("sign", store.toUri(), "--sign-key", path("ed.pem")).err())
        .startsWith("already signed ");
    Path fetched = temporary.resolve("fetched");
    String head = new String(Files.readAllBytes(bundle()), StandardCharsets.UTF_8);
    assertThat(head).contains("v0.3+json");
    assertThat(evidence("fetch", store.toUri(), "--out", fetched).lines())
        .anyMatch(line -> line.endsWith(".sigstore.json"));
  }

  @Test
  void sigstoresOwnLibraryVerifiesTheBundle() throws Exception {
    assumeInstalled("npm");
    keys("ec", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
    diff("--sign-key", path("ec.pem"));
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "@sigstore/verify@3.1.1",
                "@sigstore/bundle@4.0.0")
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("npm.log").toFile())
            .start();
    assumeTrue(npm.waitFor() == 0, "npm's registry does not serve @sigstore/verify");
    Files.writeString(
        temporary.resolve("verify.js"),
        """
        const fs = require('fs');
        const crypto = require('crypto');
        const { bundleFromJSON } = require('@sigstore/bundle');
        const { Verifier, toSignedEntity, toTrustMaterial } = require('@sigstore/verify');
        const bundle = bundleFromJSON(JSON.parse(fs.readFileSync(process.argv[2])));
        const key = crypto.createPublicKey(fs.readFileSync(process.argv[3]));
        const material = toTrustMaterial(
          { tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] },
          () => ({ publicKey: key, validFor: () => true }));
        new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0,
          tsaThreshold: 0 }).verify(toSignedEntity(bundle));
        console.log('verified');
        """);
    assertThat(run("node", path("verify.js"), bundle().toString(), path("ec.pub")))
        .contains("verified");
    Path other = temporary.resolve("other.json");
    String sound = Files.readString(bundle());
    String payload = JSON.readTree(sound).at("/dsseEnvelope/payload").textValue();
    Files.writeString(other, sound.replace(payload, "AAAA" + payload.substring(4)));
    Process node =
        new ProcessBuilder("node", path("verify.js"), other.toString(), path("ec.pub"))
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("node.log").toFile())
            .start();
    assertThat(node.waitFor()).as("a changed payload").isNotZero();
  }

  /// An authority of openssl's own, behind HTTP.
  private HttpServer authority() throws Exception {
    Files.writeString(
        temporary.resolve("tsa.cnf"),
        """
        [req]
        distinguished_name = dn
        [dn]
        [ca]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign
        [tsa]
        basicConstraints = CA:FALSE
        extendedKeyUsage = critical,timeStamping
        [ts]
        default_tsa = ts_one
        [ts_one]
        serial = %s
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4
        digests = sha256
        ess_cert_id_alg = sha256
        """
            .formatted(path("serial")));
    Files.writeString(temporary.resolve("serial"), "01");
    String config = path("tsa.cnf");
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        path("ca.key"),
        "-out",
        path("ca.crt"),
        "-subj",
        "/CN=Test CA",
        "-days",
        "30",
        "-config",
        config,
        "-extensions",
        "ca");
    run(
        "openssl",
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        path("tsa.key"),
        "-out",
        path("tsa.csr"),
        "-subj",
        "/CN=Test TSA",
        "-config",
        config);
    run(
        "openssl",
        "x509",
        "-req",
        "-in",
        path("tsa.csr"),
        "-CA",
        path("ca.crt"),
        "-CAkey",
        path("ca.key"),
        "-CAcreateserial",
        "-out",
        path("tsa.crt"),
        "-days",
        "30",
        "-extfile",
        config,
        "-extensions",
        "tsa");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Files.write(temporary.resolve("q.tsq"), exchange.getRequestBody().readAllBytes());
          try {
            run(
                "openssl",
                "ts",
                "-reply",
                "-config",
                config,
                "-section",
                "ts_one",
                "-queryfile",
                path("q.tsq"),
                "-signer",
                path("tsa.crt"),
                "-inkey",
                path("tsa.key"),
                "-chain",
                path("ca.crt"),
                "-out",
                path("r.tsr"));
          } catch (Exception | AssertionError e) {
            exchange.sendResponseHeaders(500, -1);
            return;
          }
          byte[] answer = Files.readAllBytes(temporary.resolve("r.tsr"));
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void opensslVerifiesTheTimestampAndSoDoWe() throws Exception {
    keys("ed", "-algorithm", "ed25519");
    HttpServer server = authority();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      var made = diff("--sign-key", path("ed.pem"), "--sign-timestamp", url);
      assertThat(made.code()).as(made.err()).isZero();
    } finally {
      server.stop(0);
    }
    unpack();
    String base64 =
        JSON.readTree(bundle().toFile())
            .at("/verificationMaterial/timestampVerificationData/rfc3161Timestamps/0")
            .get("signedTimestamp")
            .textValue();
    Files.write(temporary.resolve("time.tsr"), Base64.getDecoder().decode(base64));
    assertThat(
            run(
                "openssl",
                "ts",
                "-verify",
                "-data",
                path("signature"),
                "-in",
                path("time.tsr"),
                "-CAfile",
                path("ca.crt")))
        .contains("Verification: OK");
    var trusted =
        evidence(
            "verify",
            out,
            "--key",
            path("ed.pub"),
            "--timestamp-root",
            path("ca.crt"),
            "--require",
            "signature,timestamp");
    assertThat(trusted.out()).contains("ok         timestamp       signed before 20");
    assertThat(trusted.code()).isZero();
    assertThat(evidence("verify", out).out()).contains("untrusted  timestamp");
    keys("x", "-algorithm", "ed25519");
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        path("b.key"),
        "-out",
        path("b.crt"),
        "-subj",
        "/CN=Test CA",
        "-days",
        "30",
        "-config",
        path("tsa.cnf"),
        "-extensions",
        "ca");
    assertThat(evidence("verify", out, "--timestamp-root", path("b.crt")).out())
        .contains("is by no authority that is trusted");
    byte[] broken = Base64.getDecoder().decode(base64);
    String sound = Files.readString(bundle());
    // Whatever bit is flipped: it does not verify, or it was none that the signature covers.
    int refused = 0;
    for (int at = 0; at < broken.length; at += 29) {
      broken[at] ^= 1;
      Files.writeString(
          bundle(), sound.replace(base64, Base64.getEncoder().encodeToString(broken)));
      refused += evidence("verify", out, "--timestamp-root", path("ca.crt")).code() == 24 ? 1 : 0;
      broken[at] ^= 1;
    }
    assertThat(refused).isGreaterThan(broken.length / 29 / 2);
  }
}
