package dev.createdump.sigstore;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.createdump.spi.KeylessException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The authority that gives certificates for tokens, over its HTTP interface
/// (github.com/sigstore/fulcio, `fulcio.proto`: `POST /api/v2/signingCert`).
final class Fulcio {
  private static final String NAME = "the authority of certificates";

  private final URI uri;
  private final Web web;

  Fulcio(URI base, Web web) {
    this.uri = Services.below(base, "api/v2/signingCert");
    this.web = web;
  }

  /// A certificate of a key for the identity of a token, with those above it.
  CertPath certificate(KeyPair keys, IdentityToken token) throws KeylessException {
    try {
      Signature possession = Signature.getInstance(Attestation.ALGORITHM);
      possession.initSign(keys.getPrivate());
      possession.update(token.subject().getBytes(StandardCharsets.UTF_8));
      byte[] answer =
          web.post(NAME, uri, "application/json", request(keys, token, possession.sign()));
      return chain(JsonParser.parseString(new String(answer, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalStateException | NullPointerException e) {
      throw new KeylessException(NAME + " answered without a certificate: " + Reasons.of(e), e);
    }
  }

  private static byte[] request(KeyPair keys, IdentityToken token, byte[] possession) {
    JsonObject credentials = new JsonObject();
    credentials.addProperty("oidcIdentityToken", token.text());
    JsonObject key = new JsonObject();
    key.addProperty("algorithm", "ECDSA");
    key.addProperty("content", pem(keys.getPublic().getEncoded()));
    JsonObject request = new JsonObject();
    request.add("publicKey", key);
    request.addProperty("proofOfPossession", Base64.getEncoder().encodeToString(possession));
    JsonObject body = new JsonObject();
    body.add("credentials", credentials);
    body.add("publicKeyRequest", request);
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String pem(byte[] key) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
  }

  private static CertPath chain(JsonElement answer) throws GeneralSecurityException {
    JsonArray texts =
        answer
            .getAsJsonObject()
            .getAsJsonObject("signedCertificateEmbeddedSct")
            .getAsJsonObject("chain")
            .getAsJsonArray("certificates");
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (JsonElement text : texts) {
      byte[] pem = text.getAsString().getBytes(StandardCharsets.US_ASCII);
      certificates.add(factory.generateCertificate(new ByteArrayInputStream(pem)));
    }
    return factory.generateCertPath(certificates);
  }
}
