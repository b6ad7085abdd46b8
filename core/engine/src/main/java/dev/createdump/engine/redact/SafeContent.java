package dev.createdump.engine.redact;

/// The redacted whole content of a file at the head, for a dump with full context.
public final class SafeContent {
  private final byte[] bytes;

  SafeContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The content, which the caller must not change.
  public byte[] bytes() {
    return bytes;
  }
}
