package dev.createdump.spi;

import java.time.Instant;
import java.util.List;

/// Who made a keyless signature, as its certificate says.
///
/// @param subject the certificate's alternative name: the URI of a workflow or an e-mail address
/// @param issuer who vouched for the subject: the URL of an issuer of OIDC tokens
/// @param times when it was signed at the latest, by each timestamp and log that says so; at least
///     one
public record KeylessIdentity(String subject, String issuer, List<Instant> times) {
  public KeylessIdentity {
    times = List.copyOf(times);
  }
}
