package dev.createdump.sigstore;

import dev.createdump.spi.Keyless;
import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessServices;
import dev.createdump.spi.KeylessSignature;

/// Keyless signatures by Sigstore's services, or by somebody's own instance of them.
public final class Sigstore implements Keyless {
  @Override
  public KeylessSignature sign(byte[] statement, KeylessServices services) throws KeylessException {
    return new Attestation(services).of(statement);
  }

  @Override
  public Verifier trusting(byte[] trustedRoot) throws KeylessException {
    return new Verification(Roots.read(trustedRoot))::of;
  }
}
