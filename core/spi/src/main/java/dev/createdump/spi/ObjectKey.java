package dev.createdump.spi;

import java.nio.charset.StandardCharsets;

/// The key of an object in a store, relative to the store's own prefix.
///
/// A key is a non-empty sequence of segments separated by single slashes, at most 1,024 bytes of
/// UTF-8. No segment is empty, `.` or `..`; no character is a control character or a backslash. The
/// rules are the intersection of what S3, Google Cloud Storage, Azure Blob Storage and file systems
/// take without surprises, so that a key that is valid here is valid everywhere.
///
/// @param value the whole key, without a leading slash
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  /// The longest key in bytes of UTF-8 that every supported store accepts.
  public static final int MAX_BYTES = 1024;

  public ObjectKey {
    String problem = problem(value);
    if (problem != null) {
      throw new IllegalArgumentException("object key \"" + printable(value) + "\" " + problem);
    }
  }

  /// Says why a key is not valid, or returns null where it is.
  private static @org.jspecify.annotations.Nullable String problem(String key) {
    if (key.isEmpty()) {
      return "is empty";
    }
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "is longer than " + MAX_BYTES + " bytes";
    }
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty()) {
        return "has an empty segment";
      }
      if (segment.equals(".") || segment.equals("..")) {
        return "has the segment \"" + segment + "\"";
      }
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isISOControl(c) || c == '\\' || c == '\uFFFE' || c == '\uFFFF') {
        return "has a control character or a backslash at " + i;
      }
      boolean paired =
          Character.isHighSurrogate(c)
              ? i + 1 < key.length() && Character.isLowSurrogate(key.charAt(i + 1))
              : !Character.isLowSurrogate(c)
                  || (i > 0 && Character.isHighSurrogate(key.charAt(i - 1)));
      if (!paired) {
        return "has half a surrogate pair at " + i;
      }
    }
    return null;
  }

  private static String printable(String key) {
    return key.replaceAll("\\p{Cntrl}", "?");
  }

  /// Compares by the bytes of UTF-8, the order in which every store lists.
  @Override
  public int compareTo(ObjectKey other) {
    return java.util.Arrays.compareUnsigned(
        value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return value;
  }
}
