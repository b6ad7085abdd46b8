package dev.createdump.cli;

/// The version of this build. A constant, as reading it from a resource would be the slowest part
/// of printing it; a test compares it with the build's own.
final class Version {
  static final String VALUE = "0.1.0-SNAPSHOT";

  private Version() {}
}
