package dev.createdump.engine.sign;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Public keys as SubjectPublicKeyInfo (RFC 5280), and the one algorithm that goes with each.
final class PublicKeys {
  private PublicKeys() {}

  /// @throws GeneralSecurityException where it is no key of a kind that is known
  static PublicKey of(byte[] info) throws GeneralSecurityException {
    for (String algorithm : new String[] {"Ed25519", "EC", "RSA"}) {
      PublicKey key = of(algorithm, info);
      if (key != null) {
        return key;
      }
    }
    throw new GeneralSecurityException("no public key of Ed25519, ECDSA or RSA");
  }

  private static @Nullable PublicKey of(String algorithm, byte[] info)
      throws NoSuchAlgorithmException {
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info));
    } catch (InvalidKeySpecException e) {
      return null;
    }
  }

  /// The name of a key: the SHA-256 of its SubjectPublicKeyInfo.
  static String id(PublicKey key) {
    byte[] digest = dev.createdump.engine.base.Digests.newSha256().digest(key.getEncoded());
    return "SHA256:" + HexFormat.of().formatHex(digest);
  }

  /// The algorithm of signatures by a key: its curve decides the digest of ECDSA.
  static String algorithm(PublicKey key) {
    if (key instanceof ECPublicKey curve) {
      int bits = curve.getParams().getCurve().getField().getFieldSize();
      return bits > 384 ? "SHA512withECDSA" : bits > 256 ? "SHA384withECDSA" : "SHA256withECDSA";
    }
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "Ed25519";
  }

  static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(algorithm(key));
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
