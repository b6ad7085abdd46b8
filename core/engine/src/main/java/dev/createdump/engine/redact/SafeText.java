package dev.createdump.engine.redact;

/// One piece of text from a repository or a forge that went through the redactor.
///
/// Safe of secrets only: it is still hostile text that each renderer must escape for its format.
public final class SafeText implements Comparable<SafeText> {
  /// No text.
  public static final SafeText EMPTY = new SafeText("");

  private final String value;

  SafeText(String value) {
    this.value = value;
  }

  /// The redacted text.
  public String value() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public int compareTo(SafeText other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SafeText text && text.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
