package dev.createdump.engine.scan;

/// How bad it is when a secret of a kind gets out.
public enum Severity {
  /// Opens production data or money to anyone.
  CRITICAL,
  /// Opens an account or a service.
  HIGH,
  /// May open something, or what looks like a secret is found by its surroundings alone.
  MEDIUM
}
