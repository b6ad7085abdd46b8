package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;

/// A secret that somebody said not to report. It is hidden in every output all the same.
///
/// @param finding the secret
/// @param by what silences it
/// @param reason why, as it was written down; empty where nothing was
public record Suppressed(DumpFinding finding, By by, SafeText reason) {
  /// How many there are of each kind, such as `2 by allow-list, 1 by comment`.
  public static String tally(List<Suppressed> all) {
    StringBuilder text = new StringBuilder();
    for (By by : By.values()) {
      int count = 0;
      for (Suppressed one : all) {
        count += one.by == by ? 1 : 0;
      }
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(" by ").append(by.label());
      }
    }
    return text.toString();
  }

  /// The ways to silence a finding.
  public enum By {
    /// An entry of `.create-dump-allow.toml`.
    ALLOW_LIST("allow-list"),
    /// A fingerprint in `.gitleaksignore`.
    IGNORE_FILE("gitleaksignore"),
    /// An allowlist of `.gitleaks.toml`.
    GITLEAKS_CONFIG("gitleaks-config"),
    /// A comment on its line.
    COMMENT("comment");

    private final String label;

    By(String label) {
      this.label = label;
    }

    /// The word of the outputs.
    public String label() {
      return label;
    }
  }
}
