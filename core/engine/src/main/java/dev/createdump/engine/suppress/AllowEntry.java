package dev.createdump.engine.suppress;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One secret that is not to be reported.
///
/// @param id the secret's name, as {@link AllowKey#id} makes it
/// @param rule the rule that finds it
/// @param owner who answers for it
/// @param reason why it may stand there
/// @param expires the last day on which it counts, null for ever
public record AllowEntry(
    String id, String rule, String owner, String reason, @Nullable LocalDate expires) {
  /// What `expires` says instead of a date.
  public static final String NEVER = "never";

  /// Whether it counts no more.
  public boolean isExpired(LocalDate today) {
    return expires != null && today.isAfter(expires);
  }

  /// The first digits of its name, enough to tell entries apart.
  public String shortId() {
    return id.substring(0, 12);
  }

  /// The date, or `never`.
  public String expiry() {
    return expires == null ? NEVER : expires.toString();
  }
}
