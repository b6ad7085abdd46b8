package dev.createdump.engine.sign;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What is signed: an in-toto Statement v1 (in-toto.io/Statement/v1) whose subjects are the files
/// of a dump, the manifest among them. Through the manifest's digest it covers the ledger, the
/// chain and the run too.
///
/// @param subjects the SHA-256 of each file, by name
/// @param dumpDigest the digest of the dump
/// @param publicKey the signer's public key, Base64 of its SubjectPublicKeyInfo; empty where the
///     statement does not say. It proves no identity, but that nothing was changed since
public record Statement(Map<String, String> subjects, String dumpDigest, String publicKey) {
  private static final String TYPE = "https://in-toto.io/Statement/v1";

  /// The type of our predicate; the schema of what stands in it.
  static final String PREDICATE = "urn:create-dump:predicate:manifest:v1";

  /// Some verifiers count a payload's characters where its bytes count; of ASCII both are the same.
  private static final int LAST_ASCII = 0x7e;

  private static final int MAX_VALUES = 10_000;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// Writes the statement of a manifest.
  static byte[] write(SealedManifest manifest, String publicKey) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.compact(out)) {
      json.setHighestNonEscapedChar(LAST_ASCII);
      json.writeStartObject();
      json.writeStringField("_type", TYPE);
      json.writeArrayFieldStart("subject");
      for (SealedFile artifact : manifest.artifacts()) {
        subject(json, artifact.name(), artifact.sha256());
      }
      subject(json, manifest.name() + ".manifest.json", manifest.computed().sha256());
      json.writeEndArray();
      json.writeStringField("predicateType", PREDICATE);
      json.writeObjectFieldStart("predicate");
      predicate(json, manifest, publicKey);
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void subject(JsonGenerator json, String name, String sha256) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeObjectFieldStart("digest");
    json.writeStringField("sha256", sha256);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void predicate(JsonGenerator json, SealedManifest manifest, String publicKey)
      throws IOException {
    SealedManifest.Change change = manifest.change();
    json.writeStringField("name", manifest.name());
    json.writeStringField("dumpDigest", manifest.dumpDigest());
    json.writeStringField(
        "repository", change.host() + "/" + change.owner() + "/" + change.repository());
    if (change.pullRequest() != null) {
      json.writeNumberField("pullRequest", change.pullRequest());
    }
    json.writeStringField("base", change.base());
    json.writeStringField("mergeBase", change.mergeBase());
    json.writeStringField("head", change.head());
    json.writeStringField("settingsDigest", manifest.settingsDigest());
    json.writeStringField("tool", "create-dump " + manifest.tool());
    if (!publicKey.isEmpty()) {
      json.writeStringField("publicKey", publicKey);
    }
  }

  /// Reads a statement that nobody vouches for.
  ///
  /// @throws MalformedException where it is none of a dump
  public static Statement read(byte[] payload) throws IOException {
    JsonObject json = JsonTree.document(payload, MAX_VALUES);
    if (!json.text("_type").equals(TYPE) || !json.text("predicateType").equals(PREDICATE)) {
      throw new MalformedException("is no statement about a dump");
    }
    Map<String, String> subjects = new TreeMap<>();
    for (JsonObject subject : json.objects("subject")) {
      String name = subject.text("name");
      if (subjects.put(name, subject.object("digest").text("sha256", SHA256)) != null) {
        throw new MalformedException("names the subject " + name + " twice");
      }
    }
    JsonObject predicate = json.object("predicate");
    return new Statement(
        subjects, predicate.text("dumpDigest", SHA256), predicate.textOr("publicKey", ""));
  }

  /// What the statement must be of a manifest; its own digest is the manifest's word for it.
  public boolean isOf(SealedManifest manifest) {
    Map<String, String> expected = new TreeMap<>();
    manifest.artifacts().forEach(artifact -> expected.put(artifact.name(), artifact.sha256()));
    expected.put(manifest.name() + ".manifest.json", manifest.computed().sha256());
    return subjects.equals(expected) && dumpDigest.equals(manifest.computed().dumpDigest());
  }
}
