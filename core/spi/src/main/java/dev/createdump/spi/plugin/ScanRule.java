package dev.createdump.spi.plugin;

/// A kind of secret that a plugin knows.
///
/// @param id `[a-z0-9]+(-[a-z0-9]+)*`; findings name it behind the plugin's name and a hyphen
/// @param about what it finds, in a few words for people
/// @param severity how bad a find is
public record ScanRule(String id, String about, Severity severity) {
  /// How bad it is when such a secret gets out, the worst first.
  public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM
  }
}
