package dev.createdump.testkit.sigstore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// An instance of Sigstore of one's own, on loopback: an authority that checks who has the key, a
/// certificate log's promises, a transparency log with a real tree in both versions, and a
/// timestamp authority. Everything is signed with keys of this run.
public final class SmallSigstore implements AutoCloseable {
  static final Certificates.Identity JOB =
      new Certificates.Identity(
          "https://forge.example/acme/tool/.ci/dump.yml@refs/heads/main",
          "https://tokens.forge.example");

  /// The subject and the issuer of its certificates.
  public static final String SUBJECT = JOB.subject();

  public static final String ISSUER = JOB.issuer();

  private static final String CA = "CN=small authority,O=small";
  private static final String TIME_CA = "CN=small time,O=small";
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final Instant born = Instant.now().minus(Duration.ofHours(1));
  private final KeyPair ca = Certificates.keys();
  private final KeyPair certificateLog = Certificates.keys();
  private final KeyPair log = Certificates.keys();
  private final KeyPair timeCa = Certificates.keys();
  private final KeyPair time = Certificates.keys();
  private final X509Certificate root;
  private final X509Certificate timeRoot;
  private final X509Certificate timeLeaf;
  private final MerkleTree tree = new MerkleTree();
  private final HttpServer server;

  private Fault fault = Fault.NONE;

  /// What an instance can do wrong.
  public enum Fault {
    NONE,
    CERTIFICATE_UNLOGGED,
    CERTIFICATE_EXPIRED,
    CHECKPOINT_FORGED,
    PROOF_OF_ANOTHER,
    PROMISE_FORGED,
    LATE,
    AUTHORITY_DENIES,
    LOG_FAILS
  }

  public SmallSigstore() throws Exception {
    Instant end = born.plus(Duration.ofDays(3650));
    root = Certificates.root(CA, ca, born, end);
    timeRoot = Certificates.root(TIME_CA, timeCa, born, end);
    timeLeaf = Certificates.authority(TIME_CA, timeCa, time, born, end);
    // Others were there before, so that proofs have a way to go.
    for (int i = 0; i < 6; i++) {
      tree.add(("another " + i).getBytes(StandardCharsets.UTF_8));
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    handle("/api/v2/signingCert", this::certify);
    handle("/api/v2/log/entries", this::second);
    handle("/api/v1/log/entries", this::first);
    handle("/time", this::stamp);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Lets it do something wrong from now on.
  public void does(Fault wrong) {
    fault = wrong;
  }

  /// A token that says who the job is; this authority believes it unsigned.
  public static String token() {
    JsonObject claims = new JsonObject();
    claims.addProperty("iss", JOB.issuer());
    claims.addProperty("sub", "repo:acme/tool");
    claims.addProperty("aud", "sigstore");
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String body = base64.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
    return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + body
        + ".c2lnbmVk";
  }

  private interface Answer {
    byte[] to(byte[] request) throws Exception;
  }

  private void handle(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            reply(exchange, answer);
          }
        });
  }

  private void reply(HttpExchange exchange, Answer answer) throws IOException {
    byte[] content;
    int status = 201;
    try {
      content = answer.to(exchange.getRequestBody().readAllBytes());
    } catch (Refusal e) {
      status = e.status;
      content = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
    } catch (Exception e) {
      status = 400;
      content = e.toString().getBytes(StandardCharsets.UTF_8);
    }
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private static JsonObject json(byte[] content) {
    return JsonParser.parseString(new String(content, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static byte[] bytes(JsonObject json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  private byte[] certify(byte[] request) throws Exception {
    if (fault == Fault.AUTHORITY_DENIES) {
      throw new Refusal(403, "the issuer of the token is not known");
    }
    JsonObject body = json(request);
    JsonObject asked = body.getAsJsonObject("publicKeyRequest");
    String pem = asked.getAsJsonObject("publicKey").get("content").getAsString();
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    String text = body.getAsJsonObject("credentials").get("oidcIdentityToken").getAsString();
    String subject =
        json(Base64.getUrlDecoder().decode(text.split("\\.", -1)[1])).get("sub").getAsString();
    Signature possession = Signature.getInstance("SHA256withECDSA");
    possession.initVerify(key);
    possession.update(subject.getBytes(StandardCharsets.UTF_8));
    if (!possession.verify(
        Base64.getDecoder().decode(asked.get("proofOfPossession").getAsString()))) {
      throw new Refusal(400, "whoever asks does not have the key");
    }
    Instant from = Instant.now().minusSeconds(fault == Fault.CERTIFICATE_EXPIRED ? 1800 : 5);
    X509Certificate leaf =
        Certificates.signer(
            CA,
            ca,
            key,
            JOB,
            from,
            from.plus(LIFE),
            fault == Fault.CERTIFICATE_UNLOGGED ? null : certificateLog);
    JsonArray chain = new JsonArray();
    chain.add(pem(leaf));
    chain.add(pem(root));
    JsonObject certificates = new JsonObject();
    certificates.add("certificates", chain);
    JsonObject signed = new JsonObject();
    signed.add("chain", certificates);
    JsonObject answer = new JsonObject();
    answer.add("signedCertificateEmbeddedSct", signed);
    return bytes(answer);
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private byte[] stamp(byte[] request) throws Exception {
    TimeStampRequest asked = new TimeStampRequest(request);
    DigestCalculator sha256 =
        new JcaDigestCalculatorProviderBuilder()
            .build()
            .get(
                new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                    org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256));
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", time.getPrivate(), timeLeaf),
            sha256,
            new ASN1ObjectIdentifier("1.2.3.4"));
    tokens.addCertificates(new JcaCertStore(List.of(timeLeaf)));
    Instant now = fault == Fault.LATE ? Instant.now().plus(Duration.ofHours(2)) : Instant.now();
    return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
        .generate(asked, BigInteger.valueOf(now.toEpochMilli()), Date.from(now))
        .getEncoded();
  }

  /// Checks what it is to keep, as a log does.
  private static void checkSigned(byte[] payload, byte[] signature, X509Certificate by)
      throws Exception {
    String type = "application/vnd.in-toto+json";
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(by.getPublicKey());
    verifier.update(
        ("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8));
    verifier.update(payload);
    if (!verifier.verify(signature)) {
      throw new Refusal(400, "the envelope's signature does not verify");
    }
  }

  private static X509Certificate certificate(byte[] content) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(content));
  }

  private byte[] second(byte[] request) throws Exception {
    if (fault == Fault.LOG_FAILS) {
      throw new Refusal(500, "out of order");
    }
    JsonObject asked = json(request).getAsJsonObject("dsseRequestV002");
    JsonObject envelope = asked.getAsJsonObject("envelope");
    JsonObject verifier = asked.getAsJsonArray("verifiers").get(0).getAsJsonObject();
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").getAsString());
    String signature =
        envelope.getAsJsonArray("signatures").get(0).getAsJsonObject().get("sig").getAsString();
    byte[] leaf =
        Base64.getDecoder()
            .decode(verifier.getAsJsonObject("x509Certificate").get("rawBytes").getAsString());
    checkSigned(payload, Base64.getDecoder().decode(signature), certificate(leaf));
    JsonObject hash = new JsonObject();
    hash.addProperty("algorithm", "SHA2_256");
    hash.addProperty("digest", base64(MerkleTree.sha256(payload)));
    JsonObject one = new JsonObject();
    one.addProperty("content", signature);
    one.add("verifier", verifier);
    JsonArray signatures = new JsonArray();
    signatures.add(one);
    JsonObject dsse = new JsonObject();
    dsse.add("payloadHash", hash);
    dsse.add("signatures", signatures);
    JsonObject spec = new JsonObject();
    spec.add("dsseV002", dsse);
    return bytes(entry("0.0.2", spec));
  }

  private byte[] body(String version, JsonObject spec) {
    // Members in the order of their names: the canonical form.
    JsonObject body = new JsonObject();
    body.addProperty("apiVersion", version);
    body.addProperty("kind", "dsse");
    body.add("spec", spec);
    return bytes(body);
  }

  private JsonObject entry(String version, JsonObject spec) throws Exception {
    byte[] body = body(version, spec);
    int index = tree.add(body);
    JsonObject id = new JsonObject();
    id.addProperty("keyId", base64(logId()));
    JsonObject kind = new JsonObject();
    kind.addProperty("kind", "dsse");
    kind.addProperty("version", version);
    JsonArray hashes = new JsonArray();
    tree.proof(fault == Fault.PROOF_OF_ANOTHER ? index - 1 : index)
        .forEach(hash -> hashes.add(base64(hash)));
    JsonObject checkpoint = new JsonObject();
    checkpoint.addProperty("envelope", checkpoint());
    JsonObject proof = new JsonObject();
    proof.addProperty("logIndex", String.valueOf(index));
    proof.addProperty("rootHash", base64(tree.root()));
    proof.addProperty("treeSize", String.valueOf(tree.size()));
    proof.add("hashes", hashes);
    proof.add("checkpoint", checkpoint);
    JsonObject entry = new JsonObject();
    entry.addProperty("logIndex", String.valueOf(index));
    entry.add("logId", id);
    entry.add("kindVersion", kind);
    entry.add("inclusionProof", proof);
    entry.addProperty("canonicalizedBody", base64(body));
    return entry;
  }

  private byte[] logId() {
    return MerkleTree.sha256(log.getPublic().getEncoded());
  }

  /// A signed tree head (github.com/transparency-dev/formats, log/README.md).
  private String checkpoint() throws GeneralSecurityException {
    String text = "127.0.0.1\n" + tree.size() + "\n" + base64(tree.root()) + "\n";
    KeyPair by = fault == Fault.CHECKPOINT_FORGED ? Certificates.keys() : log;
    byte[] signature = Certificates.sign(by, text.getBytes(StandardCharsets.UTF_8));
    byte[] hinted = Arrays.copyOf(Arrays.copyOf(logId(), 4), 4 + signature.length);
    System.arraycopy(signature, 0, hinted, 4, signature.length);
    return text + "\n\u2014 127.0.0.1 " + base64(hinted) + "\n";
  }

  private byte[] first(byte[] request) throws Exception {
    JsonObject proposed = json(request).getAsJsonObject("spec").getAsJsonObject("proposedContent");
    String envelope = proposed.get("envelope").getAsString();
    JsonObject parsed = json(envelope.getBytes(StandardCharsets.UTF_8));
    byte[] payload = Base64.getDecoder().decode(parsed.get("payload").getAsString());
    String signature =
        parsed.getAsJsonArray("signatures").get(0).getAsJsonObject().get("sig").getAsString();
    String verifier = proposed.getAsJsonArray("verifiers").get(0).getAsString();
    checkSigned(
        payload,
        Base64.getDecoder().decode(signature),
        certificate(Base64.getDecoder().decode(verifier)));
    JsonObject one = new JsonObject();
    one.addProperty("signature", signature);
    one.addProperty("verifier", verifier);
    JsonArray signatures = new JsonArray();
    signatures.add(one);
    JsonObject spec = new JsonObject();
    spec.add("envelopeHash", hash(envelope.getBytes(StandardCharsets.UTF_8)));
    spec.add("payloadHash", hash(payload));
    spec.add("signatures", signatures);
    byte[] body = body("0.0.1", spec);
    int index = tree.add(body);
    long now = Instant.now().getEpochSecond();
    String id = HexFormat.of().formatHex(logId());
    String covered =
        "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
            .formatted(base64(body), now, id, index);
    KeyPair by = fault == Fault.PROMISE_FORGED ? Certificates.keys() : log;
    JsonArray hashes = new JsonArray();
    tree.proof(index).forEach(hash -> hashes.add(HexFormat.of().formatHex(hash)));
    JsonObject proof = new JsonObject();
    proof.addProperty("checkpoint", checkpoint());
    proof.add("hashes", hashes);
    proof.addProperty("logIndex", index);
    proof.addProperty("rootHash", HexFormat.of().formatHex(tree.root()));
    proof.addProperty("treeSize", tree.size());
    JsonObject verification = new JsonObject();
    verification.add("inclusionProof", proof);
    verification.addProperty(
        "signedEntryTimestamp",
        base64(Certificates.sign(by, covered.getBytes(StandardCharsets.UTF_8))));
    JsonObject entry = new JsonObject();
    entry.addProperty("body", base64(body));
    entry.addProperty("integratedTime", now);
    entry.addProperty("logID", id);
    entry.addProperty("logIndex", index);
    entry.add("verification", verification);
    JsonObject answer = new JsonObject();
    answer.add("24296fb24b8ad77a", entry);
    return bytes(answer);
  }

  private static JsonObject hash(byte[] content) {
    JsonObject hash = new JsonObject();
    hash.addProperty("algorithm", "sha256");
    hash.addProperty("value", HexFormat.of().formatHex(MerkleTree.sha256(content)));
    return hash;
  }

  /// `trusted_root.json` of this instance.
  public String trustedRoot() throws GeneralSecurityException {
    return """
        {"mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
         "tlogs": [%s], "ctlogs": [%s],
         "certificateAuthorities": [%s], "timestampAuthorities": [%s]}
        """
        .formatted(
            logOf(log), logOf(certificateLog), authority(root), authority(timeLeaf, timeRoot));
  }

  private String logOf(KeyPair keys) {
    return """
        {"baseUrl": "%s", "hashAlgorithm": "SHA2_256", "logId": {"keyId": "%s"},
         "publicKey": {"rawBytes": "%s", "keyDetails": "PKIX_ECDSA_P256_SHA_256",
           "validFor": {"start": "%s"}}}
        """
        .formatted(
            uri(),
            base64(MerkleTree.sha256(keys.getPublic().getEncoded())),
            base64(keys.getPublic().getEncoded()),
            born);
  }

  private String authority(X509Certificate... chain) throws GeneralSecurityException {
    StringBuilder certificates = new StringBuilder();
    for (X509Certificate certificate : chain) {
      certificates
          .append(certificates.isEmpty() ? "" : ",")
          .append("{\"rawBytes\": \"" + base64(certificate.getEncoded()) + "\"}");
    }
    return """
        {"subject": {"organization": "small", "commonName": "small"}, "uri": "%s",
         "certChain": {"certificates": [%s]}, "validFor": {"start": "%s"}}
        """
        .formatted(uri(), certificates, born);
  }

  /// `signing_config.json` of this instance.
  ///
  /// @param version of the log
  public String signingConfig(int version) {
    String service =
        "{\"url\": \"%s\", \"majorApiVersion\": %d, \"operator\": \"small\","
            + " \"validFor\": {\"start\": \"%s\"}}";
    return """
        {"mediaType": "application/vnd.dev.sigstore.signingconfig.v0.2+json",
         "caUrls": [%s], "oidcUrls": [], "rekorTlogUrls": [%s], "tsaUrls": [%s],
         "rekorTlogConfig": {"selector": "ANY"}, "tsaConfig": {"selector": "ANY"}}
        """
        .formatted(
            service.formatted(uri(), 1, born),
            service.formatted(uri(), version, born),
            version == 1 ? "" : service.formatted(uri() + "/time", 1, born));
  }

  public Map<String, String> environment() {
    return Map.of("SIGSTORE_ID_TOKEN", token());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
