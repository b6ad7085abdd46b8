package dev.createdump.engine.patch;

import org.jspecify.annotations.Nullable;

/// The name of a git object: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
///
/// @param hex the digits
public record ObjectId(String hex) {
  /// What stands for "no object" where names are SHA-1.
  public static final ObjectId NULL = new ObjectId("0".repeat(40));

  public ObjectId {
    if (!isValid(hex)) {
      throw new IllegalArgumentException("not an object name: " + hex);
    }
  }

  /// Whether a text is a whole object name.
  public static boolean isValid(String text) {
    if (text.length() != 40 && text.length() != 64) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /// Whether this is the null name that stands for "no object" (all zeros).
  public boolean isNull() {
    for (int i = 0; i < hex.length(); i++) {
      if (hex.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /// The first 12 digits, as people read it.
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  // By hand, as a record's own make classes at run time, which a short run waits for.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectId id && id.hex.equals(hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return hex;
  }
}
