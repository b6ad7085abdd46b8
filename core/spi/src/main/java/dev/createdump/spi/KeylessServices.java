package dev.createdump.spi;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a keyless signature is made with.
///
/// @param trustedRoot a `trusted_root.json`; null for that of the public instance, which is fetched
/// @param signingConfig a `signing_config.json`; null for that of the public instance
/// @param fulcio the URL of the authority instead of the signing configuration's; empty for that
/// @param rekor the URL of the log, likewise; with `/api/v1` behind it where it speaks that version
/// @param timestamp the URL of the timestamp authority, likewise
/// @param environment where a token of the job's identity is looked for
/// @param cache a directory where what is fetched of the public instance is kept
public record KeylessServices(
    @Nullable Path trustedRoot,
    @Nullable Path signingConfig,
    String fulcio,
    String rekor,
    String timestamp,
    Map<String, String> environment,
    Path cache) {
  public KeylessServices {
    environment = Map.copyOf(environment);
  }
}
