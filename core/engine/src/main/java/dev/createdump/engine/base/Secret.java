package dev.createdump.engine.base;

/// A value that must not be seen: a token or a key. Prints as `***` wherever it ends up.
///
/// Not a record, as a record's accessors and `toString` would show it.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The value itself, for the one call that needs it.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
