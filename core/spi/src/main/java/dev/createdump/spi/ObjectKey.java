package dev.createdump.spi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The key of an object in a store, relative to the store's own prefix.
///
/// A key is 1 to 254 non-empty segments separated by single slashes, at most 1,024 bytes of UTF-8
/// in all and 255 in a segment. No segment ends with a dot (so none is `.` or `..`); no character
/// is a control character, a backslash or half a surrogate pair. The rules are the intersection of
/// what S3, Google Cloud Storage, Azure Blob Storage and file systems take without surprises, so
/// that a key that is valid here is valid everywhere.
///
/// @param value the whole key, without a leading slash
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  /// The longest key in bytes of UTF-8 that every supported store accepts.
  public static final int MAX_BYTES = 1024;

  /// The longest segment in bytes of UTF-8: what a file system takes as a name.
  public static final int MAX_SEGMENT_BYTES = 255;

  /// The most segments: the limit of Azure Blob Storage.
  public static final int MAX_SEGMENTS = 254;

  private static final String HEX = "0123456789ABCDEF";
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/=";

  public ObjectKey {
    String problem = problem(value);
    if (problem != null) {
      throw new IllegalArgumentException("object key \"" + printable(value) + "\" " + problem);
    }
  }

  /// Whether a text obeys the rules above.
  public static boolean isValid(String value) {
    return problem(value) == null;
  }

  /// The URI of the object with this key in a store: the store's own URI, a slash and the key, in
  /// which every byte of UTF-8 but letters, digits and `-._~/=` is percent-encoded.
  ///
  /// @param store the store's URI, without a trailing slash
  public URI under(URI store) {
    StringBuilder uri = new StringBuilder(store.toString()).append('/');
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && PLAIN.indexOf(b) >= 0) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return URI.create(uri.toString());
  }

  /// Says why a key is not valid, or returns null where it is.
  private static @Nullable String problem(String key) {
    if (key.isEmpty()) {
      return "is empty";
    }
    if (bytes(key).length > MAX_BYTES) {
      return "is longer than " + MAX_BYTES + " bytes";
    }
    String[] segments = key.split("/", -1);
    if (segments.length > MAX_SEGMENTS) {
      return "has more than " + MAX_SEGMENTS + " segments";
    }
    for (String segment : segments) {
      if (segment.isEmpty()) {
        return "has an empty segment";
      }
      if (segment.endsWith(".")) {
        return "has a segment that ends with a dot";
      }
      if (bytes(segment).length > MAX_SEGMENT_BYTES) {
        return "has a segment longer than " + MAX_SEGMENT_BYTES + " bytes";
      }
    }
    return badCharacter(key);
  }

  private static @Nullable String badCharacter(String key) {
    for (int i = 0; i < key.length(); ) {
      int c = key.codePointAt(i);
      if (Character.isISOControl(c) || c == '\\' || c == 0xFFFE || c == 0xFFFF) {
        return "has a control character or a backslash at " + i;
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return "has half a surrogate pair at " + i;
      }
      i += Character.charCount(c);
    }
    return null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A refused key is hostile text of any length: what could steer a terminal is left out.
  private static String printable(String key) {
    String head = key.length() > 200 ? key.substring(0, 200) + "…" : key;
    return head.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }

  /// Compares by the bytes of UTF-8, the order in which every store lists.
  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(bytes(value), bytes(other.value));
  }

  @Override
  public String toString() {
    return value;
  }
}
