package dev.createdump.sigstore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.createdump.spi.KeylessException;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import dev.sigstore.rekor.client.RekorResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The transparency log: keeps that an envelope was signed by a certificate's key, and proves that
/// it does. Version 1 (github.com/sigstore/rekor) tells the time itself, version 2
/// (github.com/sigstore/rekor-tiles) does not.
final class Rekor {
  private static final String NAME = "the transparency log";
  private static final String JSON = "application/json";

  private final Services services;
  private final Web web;

  Rekor(Services services, Web web) {
    this.services = services;
    this.web = web;
  }

  /// @param certificate the signer's, in DER
  RekorEntry put(byte[] statement, byte[] signature, byte[] certificate) throws KeylessException {
    try {
      return services.logVersion() == 1
          ? first(statement, signature, certificate)
          : second(statement, signature, certificate);
    } catch (RekorParseException | RuntimeException e) {
      throw new KeylessException(NAME + " answered without an entry: " + Reasons.of(e), e);
    }
  }

  private RekorEntry second(byte[] statement, byte[] signature, byte[] certificate)
      throws KeylessException, RekorParseException {
    JsonObject raw = new JsonObject();
    raw.addProperty("rawBytes", base64(certificate));
    JsonObject verifier = new JsonObject();
    verifier.add("x509Certificate", raw);
    verifier.addProperty("keyDetails", "PKIX_ECDSA_P256_SHA_256");
    JsonObject request = new JsonObject();
    request.add("envelope", envelope(statement, signature));
    request.add("verifiers", array(verifier));
    JsonObject body = new JsonObject();
    body.add("dsseRequestV002", request);
    URI uri = Services.below(services.log(), "api/v2/log/entries");
    byte[] answer = web.post(NAME, uri, JSON, bytes(body));
    return RekorEntry.fromTLogEntryJson(new String(answer, StandardCharsets.UTF_8));
  }

  private RekorEntry first(byte[] statement, byte[] signature, byte[] certificate)
      throws KeylessException, RekorParseException {
    JsonArray verifiers = new JsonArray();
    verifiers.add(base64(pem(certificate).getBytes(StandardCharsets.US_ASCII)));
    JsonObject content = new JsonObject();
    content.addProperty("envelope", envelope(statement, signature).toString());
    content.add("verifiers", verifiers);
    JsonObject spec = new JsonObject();
    spec.add("proposedContent", content);
    JsonObject body = new JsonObject();
    body.addProperty("apiVersion", "0.0.1");
    body.addProperty("kind", "dsse");
    body.add("spec", spec);
    URI uri = Services.below(services.log(), "api/v1/log/entries");
    byte[] answer = web.post(NAME, uri, JSON, bytes(body));
    return RekorResponse.newRekorResponse(uri, new String(answer, StandardCharsets.UTF_8))
        .getEntry();
  }

  private static JsonObject envelope(byte[] statement, byte[] signature) {
    JsonObject one = new JsonObject();
    one.addProperty("sig", base64(signature));
    JsonObject envelope = new JsonObject();
    envelope.addProperty("payload", base64(statement));
    envelope.addProperty("payloadType", Attestation.TYPE);
    envelope.add("signatures", array(one));
    return envelope;
  }

  private static JsonArray array(JsonObject only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  private static byte[] bytes(JsonObject json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  private static String pem(byte[] certificate) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
  }
}
