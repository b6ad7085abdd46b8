package dev.createdump.spi.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.util.Optional;

/// The names that a store's keys have in their bucket: the store's prefix, a slash and the key.
///
/// @param prefix a valid key, or empty where the store is the whole bucket
public record ObjectNames(String prefix) {
  /// Reads the prefix from the path of a store's URI; slashes at its ends do not count.
  ///
  /// @throws StoreException `INVALID` where the path is no valid key
  public static ObjectNames ofPath(String path, String subject) throws StoreException {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    String prefix = path.substring(start, end);
    if (!prefix.isEmpty() && !ObjectKey.isValid(prefix)) {
      throw new StoreException(
          StoreException.Code.INVALID, subject, "the prefix is not one that every store takes");
    }
    return new ObjectNames(prefix);
  }

  /// The name of the object with a key.
  ///
  /// @throws StoreException `INVALID` where it is longer than a bucket takes
  public String of(ObjectKey key, String subject) throws StoreException {
    String name = withPrefix(key.value());
    if (name.getBytes(UTF_8).length > ObjectKey.MAX_BYTES) {
      throw new StoreException(
          StoreException.Code.INVALID,
          subject,
          "the key and the store's prefix are longer than " + ObjectKey.MAX_BYTES + " bytes");
    }
    return name;
  }

  /// With what the names of objects start whose keys start with a text.
  public String withPrefix(String keyPrefix) {
    return prefix.isEmpty() ? keyPrefix : prefix + "/" + keyPrefix;
  }

  /// The key of the object with a name; nothing where the object is not the store's, or has a name
  /// that is no key.
  public Optional<ObjectKey> key(String name) {
    String own = withPrefix("");
    String key = name.startsWith(own) ? name.substring(own.length()) : "";
    return ObjectKey.isValid(key) ? Optional.of(new ObjectKey(key)) : Optional.empty();
  }
}
