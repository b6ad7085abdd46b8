package dev.createdump.spi;

/// Keyless signatures (docs.sigstore.dev): a certificate that lives for minutes says who signed,
/// and a public log says that it was so. Found with {@link java.util.ServiceLoader}; its
/// constructor does no I/O and loads no library.
public interface Keyless {
  /// Signs a statement as whoever the job of the environment is.
  ///
  /// @param statement an in-toto Statement v1
  /// @throws KeylessException where there is no token of an identity, or a service refuses
  KeylessSignature sign(byte[] statement, KeylessServices services) throws KeylessException;

  /// Who verifies without any network.
  ///
  /// @param trustedRoot whom to trust: a `trusted_root.json` of Sigstore
  /// @throws KeylessException where it is malformed
  Verifier trusting(byte[] trustedRoot) throws KeylessException;

  /// Verifies keyless signatures against one root.
  @FunctionalInterface
  interface Verifier {
    /// Verifies a bundle around a DSSE envelope: the certificate and its entry in a certificate
    /// log, the signature, the entry in the transparency log, and that it was signed while the
    /// certificate was valid.
    ///
    /// @param bundle in JSON, of anybody
    /// @throws KeylessException where anything does not hold, or the bundle is malformed
    KeylessIdentity verify(byte[] bundle) throws KeylessException;
  }
}
