package dev.createdump.engine;

import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.redact.Proof;

/// How a scan went.
///
/// @param report what it found
/// @param kind what it means
/// @param proof what every output of the report must pass
public record ScanOutcome(ScanReport report, Kind kind, Proof proof) {
  /// What a scan means to whoever waits for it; a scan that is not whole says nothing good.
  public enum Kind {
    /// Everything was looked at, and nothing speaks against it.
    CLEAN,
    /// Something found is blocked.
    BLOCKED,
    /// Something could not be looked at.
    INCOMPLETE
  }

  static ScanOutcome of(ScanReport report, boolean failOnSecrets, Proof proof) {
    boolean blocked = failOnSecrets && !report.blocking().isEmpty();
    Kind kind = blocked || report.expired() > 0 ? Kind.BLOCKED : Kind.CLEAN;
    return new ScanOutcome(report, report.unscanned().isEmpty() ? kind : Kind.INCOMPLETE, proof);
  }
}
