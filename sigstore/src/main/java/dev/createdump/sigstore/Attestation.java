package dev.createdump.sigstore;

import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessServices;
import dev.createdump.spi.KeylessSignature;
import dev.sigstore.bundle.ImmutableBundle;
import dev.sigstore.bundle.ImmutableDsseEnvelope;
import dev.sigstore.bundle.ImmutableSignature;
import dev.sigstore.bundle.ImmutableTimestamp;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.spec.ECGenParameterSpec;

/// Makes one keyless signature: a key for this once, a certificate of it for the identity of a
/// token, the signature, its time, its entry in the log. What comes of it is verified before it
/// leaves.
final class Attestation {
  static final String ALGORITHM = "SHA256withECDSA";

  /// The media type of an in-toto statement.
  static final String TYPE = "application/vnd.in-toto+json";

  private final KeylessServices named;

  Attestation(KeylessServices named) {
    this.named = named;
  }

  KeylessSignature of(byte[] statement) throws KeylessException {
    try (Web web = new Web()) {
      // Without a token nothing else is asked.
      IdentityToken token = IdentityToken.find(named.environment(), web);
      Roots roots = Roots.of(named);
      Services services = Services.of(named, roots.signing());
      KeyPair keys = keys();
      CertPath certificate =
          judged(new Fulcio(services.authority(), web).certificate(keys, token), roots);
      byte[] signature = signed(keys, statement);
      ImmutableBundle.Builder bundle = ImmutableBundle.builder().certPath(certificate);
      bundle.dsseEnvelope(
          ImmutableDsseEnvelope.builder()
              .payload(statement)
              .payloadType(TYPE)
              .addSignatures(ImmutableSignature.builder().sig(signature).build())
              .build());
      if (services.time() != null) {
        byte[] time = new TimeAuthority(services.time(), web).of(signature);
        bundle.addTimestamps(ImmutableTimestamp.builder().rfc3161Timestamp(time).build());
      }
      byte[] leaf = Certificates.getLeaf(certificate).getEncoded();
      bundle.addEntries(new Rekor(services, web).put(statement, signature, leaf));
      byte[] content = bundle.build().toJson().getBytes(StandardCharsets.UTF_8);
      return new KeylessSignature(content, new Verification(roots.trusted()).of(content));
    } catch (GeneralSecurityException e) {
      throw new KeylessException("cannot be signed: " + Reasons.of(e), e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] signed(KeyPair keys, byte[] statement) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(keys.getPrivate());
    String head = "DSSEv1 " + TYPE.length() + " " + TYPE + " " + statement.length + " ";
    signature.update(head.getBytes(StandardCharsets.US_ASCII));
    signature.update(statement);
    return signature.sign();
  }

  /// Without the certificates that whoever verifies has, as a bundle wants it.
  private static CertPath judged(CertPath chain, Roots roots) throws KeylessException {
    try {
      FulcioVerifier verifier = FulcioVerifier.newFulcioVerifier(roots.trusted());
      CertPath trimmed = verifier.trimTrustedParent(chain);
      verifier.verifySigningCertificate(trimmed);
      return trimmed;
    } catch (FulcioVerificationException | GeneralSecurityException | IOException e) {
      throw new KeylessException(
          "the new certificate is by nobody who is trusted: " + Reasons.of(e), e);
    }
  }
}
