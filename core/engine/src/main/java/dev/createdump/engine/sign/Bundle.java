package dev.createdump.engine.sign;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A signature in the file that holds it: a Sigstore bundle, version 0.3
/// (docs.sigstore.dev/about/bundle), around a DSSE envelope.
///
/// @param payload the statement
/// @param signature the signature: raw as its algorithm makes it, or an SSH signature
/// @param keyId what the signer calls the key; a hint that proves nothing
/// @param timestamps timestamps of the signature, each a TimeStampResp of RFC 3161
/// @param hasCertificate whether the bundle relies on a certificate instead of a key
public record Bundle(
    byte[] payload,
    byte[] signature,
    String keyId,
    List<byte[]> timestamps,
    boolean hasCertificate) {
  /// The largest bundle that is read.
  public static final int MAX_BYTES = 4 << 20;

  private static final String PREFIX = "application/vnd.dev.sigstore.bundle";
  private static final int MAX_VALUES = 10_000;

  public Bundle {
    timestamps = List.copyOf(timestamps);
  }

  /// What the signature covers.
  public byte[] signed() {
    return Dsse.encode(payload);
  }

  byte[] write() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Base64.Encoder base64 = Base64.getEncoder();
    try (JsonGenerator json = Json.pretty(out)) {
      json.writeStartObject();
      json.writeStringField("mediaType", PREFIX + ".v0.3+json");
      json.writeObjectFieldStart("verificationMaterial");
      json.writeObjectFieldStart("publicKey");
      json.writeStringField("hint", keyId);
      json.writeEndObject();
      if (!timestamps.isEmpty()) {
        json.writeObjectFieldStart("timestampVerificationData");
        json.writeArrayFieldStart("rfc3161Timestamps");
        for (byte[] timestamp : timestamps) {
          json.writeStartObject();
          json.writeStringField("signedTimestamp", base64.encodeToString(timestamp));
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeObjectFieldStart("dsseEnvelope");
      json.writeStringField("payload", base64.encodeToString(payload));
      json.writeStringField("payloadType", Dsse.TYPE);
      json.writeArrayFieldStart("signatures");
      json.writeStartObject();
      json.writeStringField("sig", base64.encodeToString(signature));
      json.writeStringField("keyid", keyId);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toByteArray();
  }

  /// Reads a bundle that nobody vouches for.
  ///
  /// @throws MalformedException where it is none, or one without a DSSE envelope
  public static Bundle read(byte[] content) throws IOException {
    JsonObject json = JsonTree.document(content, MAX_VALUES);
    if (!json.text("mediaType").startsWith(PREFIX)) {
      throw new MalformedException("is no Sigstore bundle");
    }
    JsonObject envelope = json.object("dsseEnvelope");
    if (!envelope.text("payloadType").equals(Dsse.TYPE)) {
      throw new MalformedException("holds no in-toto statement");
    }
    List<JsonObject> signatures = envelope.objects("signatures");
    if (signatures.size() != 1) {
      throw new MalformedException("has " + signatures.size() + " signatures instead of one");
    }
    JsonObject material = json.object("verificationMaterial");
    JsonObject signature = signatures.getFirst();
    return new Bundle(
        decoded(envelope, "payload"),
        decoded(signature, "sig"),
        signature.textOr("keyid", ""),
        timestamps(material),
        !material.has("publicKey"));
  }

  private static List<byte[]> timestamps(JsonObject material) throws MalformedException {
    List<byte[]> timestamps = new ArrayList<>();
    if (material.has("timestampVerificationData")) {
      JsonObject data = material.object("timestampVerificationData");
      if (data.has("rfc3161Timestamps")) {
        for (JsonObject timestamp : data.objects("rfc3161Timestamps")) {
          timestamps.add(decoded(timestamp, "signedTimestamp"));
        }
      }
    }
    return timestamps;
  }

  private static byte[] decoded(JsonObject object, String name) throws MalformedException {
    try {
      return Base64.getDecoder().decode(object.text(name));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("has no Base64 at " + name);
    }
  }
}
