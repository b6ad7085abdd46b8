package dev.createdump.engine.suppress;

import dev.createdump.engine.dump.Suppressed;
import org.jspecify.annotations.Nullable;

/// What is said of a secret.
///
/// @param by what silences it, null where nothing does
/// @param reason why, as it was written down
/// @param expired an entry of the allow-list that would silence it but has expired, else null
public record Verdict(Suppressed.@Nullable By by, String reason, @Nullable AllowEntry expired) {
  static final Verdict REPORTED = new Verdict(null, "", null);

  static Verdict by(Suppressed.By by, String reason) {
    return new Verdict(by, reason, null);
  }

  public boolean isSuppressed() {
    return by != null;
  }
}
