package dev.createdump.testkit.gcs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An object as the fake keeps it.
///
/// @param bucket its bucket
/// @param name its name
/// @param generation which of all objects ever written it is
/// @param content its bytes
/// @param contentType the media type
/// @param metadata user metadata
/// @param storageClass the class of storage
/// @param hold whether a temporary hold is on it
/// @param retentionMode `Locked` or `Unlocked`, or null
/// @param retainUntil the end of its retention as RFC 3339 text, or null
/// @param kmsKey the key of the key service, or null
/// @param customerKeySha256 the Base64 of the SHA-256 of the customer's key, or null
public record GcsObject(
    String bucket,
    String name,
    long generation,
    byte[] content,
    String contentType,
    Map<String, String> metadata,
    String storageClass,
    boolean hold,
    @Nullable String retentionMode,
    @Nullable String retainUntil,
    @Nullable String kmsKey,
    @Nullable String customerKeySha256) {
  private static final JsonMapper JSON = new JsonMapper();

  public GcsObject {
    metadata = Map.copyOf(new TreeMap<>(metadata));
  }

  /// The object resource of the JSON API.
  ///
  /// @param withHashes whether whoever asks may see the hashes: not without the customer's key
  ObjectNode json(String base, boolean withHashes) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", "storage#object").put("id", bucket + "/" + name + "/" + generation);
    json.put("selfLink", base + "/storage/v1/b/" + bucket + "/o/" + Query.encode(name));
    json.put("bucket", bucket).put("name", name).put("contentType", contentType);
    // 64-bit numbers are texts in Google's JSON.
    json.put("generation", String.valueOf(generation)).put("metageneration", "1");
    json.put("size", String.valueOf(content.length)).put("storageClass", storageClass);
    json.put("etag", "CJ" + Long.toHexString(generation));
    if (withHashes) {
      json.put("crc32c", Hashes.crc32c(content)).put("md5Hash", Hashes.md5(content));
    }
    if (customerKeySha256 != null) {
      json.putObject("customerEncryption")
          .put("encryptionAlgorithm", "AES256")
          .put("keySha256", customerKeySha256);
    }
    if (!metadata.isEmpty()) {
      metadata.forEach(json.putObject("metadata")::put);
    }
    if (hold) {
      json.put("temporaryHold", true);
    }
    if (retentionMode != null) {
      json.putObject("retention").put("mode", retentionMode).put("retainUntilTime", retainUntil);
    }
    if (kmsKey != null) {
      json.put("kmsKeyName", kmsKey + "/cryptoKeyVersions/1");
    }
    return json;
  }
}
