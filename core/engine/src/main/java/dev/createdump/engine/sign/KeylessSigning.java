package dev.createdump.engine.sign;

import dev.createdump.engine.base.CacheHome;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.SignSettings;
import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessIdentity;
import dev.createdump.spi.KeylessServices;
import dev.createdump.spi.KeylessSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signs a manifest without a key, as whoever the job is.
final class KeylessSigning {
  /// Who sets one of these decides who gets the token of the job's identity.
  private static final List<Key<?>> NOT_FROM_FILES =
      List.of(Keys.SIGN_TRUSTED_ROOT, Keys.SIGN_SERVICES, Keys.SIGN_FULCIO, Keys.SIGN_REKOR);

  private static final String HINT = "See docs/evidence.md, keyless signing.";

  private final SignSettings settings;
  private final Environment environment;

  KeylessSigning(SignSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /// @throws Failure.Policy where a file of a repository says which services are asked
  static void requireOrigins(Resolved config) throws Failure.Policy {
    for (Key<?> key : NOT_FROM_FILES) {
      Origin origin = config.origin(key);
      if (origin instanceof Origin.InFile || origin instanceof Origin.InProfile) {
        throw new Failure.Policy(
            key.name()
                + " stands in "
                + origin.describe()
                + ", and no file of a repository may say who gets its token",
            "Give it by flag, by variable or in a central policy.");
      }
    }
  }

  /// @return a bundle that verifies
  byte[] sign(SealedManifest manifest) throws Failure, IOException {
    byte[] statement = Statement.write(manifest, "");
    SignSettings.Keyless keyless = settings.keyless();
    try {
      KeylessSignature signature =
          KeylessPlugin.load()
              .sign(
                  statement,
                  new KeylessServices(
                      file(keyless.trustedRoot()),
                      file(keyless.services()),
                      keyless.fulcio(),
                      keyless.rekor(),
                      settings.timestamp(),
                      environment.variables(),
                      cache()));
      requireIdentity(signature.signer());
      return signature.bundle();
    } catch (KeylessException e) {
      throw new Failure.Policy("signing without a key failed: " + e.getMessage(), HINT);
    }
  }

  private void requireIdentity(KeylessIdentity signer) throws Failure.Policy {
    SignSettings.Keyless keyless = settings.keyless();
    if (!TrustedIdentities.matches(keyless.identity(), keyless.issuer(), signer)) {
      throw new Failure.Policy(
          "the keyless signature is "
              + TrustedIdentities.named(signer)
              + ", and sign.identity and sign.issuer ask for another",
          "`create-dump config explain sign.identity` says who set it.");
    }
  }

  private Path cache() throws IOException {
    Path home = CacheHome.of(environment).orElse(Path.of(System.getProperty("java.io.tmpdir")));
    return Files.createDirectories(home.resolve("sigstore"));
  }

  private static @Nullable Path file(String path) {
    return path.isEmpty() ? null : Path.of(path);
  }
}
