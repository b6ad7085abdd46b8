package dev.createdump.engine.redact;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The organisation's key for marks. It comes from the environment alone: a key in a file would be
/// in the repository, and with it every mark could be guessed.
public final class RedactionKey {
  /// The variable that holds it.
  public static final String VARIABLE = "CREATE_DUMP_REDACTION_KEY";

  /// With a shorter key the values behind marks could be guessed.
  private static final int SHORTEST = 16;

  private RedactionKey() {}

  /// The key, null where there is none.
  ///
  /// @throws Failure.Policy where it is too short to protect anything
  public static @Nullable Secret of(Environment environment) throws Failure.Policy {
    Optional<String> value = environment.get(VARIABLE);
    if (value.isEmpty()) {
      return null;
    }
    if (value.get().length() < SHORTEST) {
      throw new Failure.Policy(
          VARIABLE + " is shorter than " + SHORTEST + " characters",
          "Take a random one, such as `openssl rand -hex 32` gives.");
    }
    return Secret.of(value.get());
  }
}
