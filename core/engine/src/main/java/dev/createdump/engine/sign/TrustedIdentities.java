package dev.createdump.engine.sign;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.Demand;
import dev.createdump.engine.policy.Glob;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.spi.Keyless;
import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose keyless signatures are trusted.
///
/// @param verifier verifies against a root; null where none is given, so that nothing is verified
/// @param identities patterns of subjects, of which one must match; empty where anybody's is as
/// good
/// @param issuers who may have vouched for them; empty where anybody may
public record TrustedIdentities(
    Keyless.@Nullable Verifier verifier, List<String> identities, List<String> issuers) {
  public static final TrustedIdentities NONE = new TrustedIdentities(null, List.of(), List.of());

  private static final long MAX_BYTES = 4 << 20;

  public TrustedIdentities {
    identities = List.copyOf(identities);
    issuers = List.copyOf(issuers);
  }

  /// Reads the root. What a policy demands of `sign.identity` and `sign.issuer` counts where
  /// nothing is named.
  ///
  /// @param file null where there is none
  /// @throws Failure.Usage where it cannot be read, or identities are named without one
  /// @throws Failure.Missing where this installation cannot verify
  public static TrustedIdentities read(
      @Nullable Path file, List<String> identities, List<String> issuers, Central policy)
      throws Failure {
    if (file == null && !(identities.isEmpty() && issuers.isEmpty())) {
      throw new Failure.Usage(
          "an identity of certificates is named, but no root that certificates lead to",
          "--trusted-root names a trusted_root.json.");
    }
    return new TrustedIdentities(
        file == null ? null : verifier(file),
        identities.isEmpty() ? demanded(policy, Keys.SIGN_IDENTITY) : identities,
        issuers.isEmpty() ? demanded(policy, Keys.SIGN_ISSUER) : issuers);
  }

  private static Keyless.Verifier verifier(Path file) throws Failure {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Failure.Usage(file + " is larger than 4 MiB, and no trusted root", "");
      }
      return KeylessPlugin.load().trusting(Files.readAllBytes(file));
    } catch (KeylessException | IOException e) {
      throw new Failure.Usage("cannot read the trusted root " + file + ": " + e.getMessage(), "");
    }
  }

  /// The values that all demands on a key allow.
  private static List<String> demanded(Central policy, Key<String> key) {
    List<Demand> demands = policy.enforced().on(key);
    List<String> values = new ArrayList<>();
    for (Demand demand : demands) {
      boolean names = demand.kind() == Demand.Kind.FIXED || demand.kind() == Demand.Kind.ONE_OF;
      for (Object value : names ? demand.values() : List.of()) {
        boolean allowed = demands.stream().allMatch(other -> other.allows(value));
        if (allowed && !values.contains(value.toString())) {
          values.add(value.toString());
        }
      }
    }
    return values;
  }

  /// Whether nobody is named.
  public boolean trustsNobody() {
    return identities.isEmpty() && issuers.isEmpty();
  }

  /// Whether a signer is among those that are trusted.
  public boolean trusts(KeylessIdentity signer) {
    return !trustsNobody()
        && (identities.isEmpty()
            || identities.stream().anyMatch(pattern -> Glob.matches(pattern, signer.subject())))
        && (issuers.isEmpty() || issuers.contains(signer.issuer()));
  }

  /// Whether a signer is the one that is asked for; an empty pattern or issuer asks nothing.
  static boolean matches(String identity, String issuer, KeylessIdentity signer) {
    return (identity.isEmpty() || Glob.matches(identity, signer.subject()))
        && (issuer.isEmpty() || issuer.equals(signer.issuer()));
  }

  /// Who signed, in words.
  public static String named(KeylessIdentity signer) {
    return "by " + signer.subject() + ", as " + signer.issuer() + " vouches";
  }
}
