package dev.createdump.testkit.gcs;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The headers of a request, names in lower case.
record Headers(Map<String, String> values) {
  static Headers of(Map<String, List<String>> headers) {
    Map<String, String> values = new TreeMap<>();
    headers.forEach(
        (name, all) -> values.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    return new Headers(values);
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /// The digest of the customer's key that goes with the request, or null ("Customer-supplied
  /// encryption keys").
  @Nullable String customerKey() throws GcsRefusal {
    String key = get("x-goog-encryption-key");
    if (key.isEmpty()) {
      return null;
    }
    byte[] bytes = Base64.getDecoder().decode(key);
    String digest = Base64.getEncoder().encodeToString(Hashes.digest("SHA-256", bytes));
    if (!get("x-goog-encryption-algorithm").equals("AES256")
        || bytes.length != 32
        || !get("x-goog-encryption-key-sha256").equals(digest)) {
      throw new GcsRefusal(
          400, "customerEncryptionKeyFormatIsInvalid", "no AES256 key with its SHA-256");
    }
    Arrays.fill(bytes, (byte) 0);
    return digest;
  }
}
