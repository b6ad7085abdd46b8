package dev.createdump.engine.redact;

/// A text that was searched for everything found, right before it leaves: what goes to a runner's
/// files or to a forge is of this type, and only {@link Proof} makes it.
public final class ProvenText {
  private final String value;

  ProvenText(String value) {
    this.value = value;
  }

  /// The text.
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
