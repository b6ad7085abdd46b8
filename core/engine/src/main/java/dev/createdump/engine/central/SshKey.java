package dev.createdump.engine.central;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// A public key as OpenSSH writes it (RFC 4253, 5656, 8709), for checking signatures.
///
/// @param type such as `ssh-ed25519`
/// @param blob the whole key; equal keys have equal blobs
record SshKey(String type, byte[] blob) {
  /// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int MIN_RSA_BITS = 2048;

  static SshKey of(byte[] blob) {
    return new SshKey(new SshData(blob).text(), blob);
  }

  boolean isSame(SshKey other) {
    return Arrays.equals(blob, other.blob);
  }

  /// Whether a signature, as RFC 4253 writes it, over a message is this key's.
  ///
  /// @throws GeneralSecurityException where key or signature are none
  /// @throws IllegalArgumentException where they are malformed or not supported
  boolean verifies(byte[] message, byte[] signature) throws GeneralSecurityException {
    SshData data = new SshData(signature);
    String algorithm = data.text();
    byte[] value = data.bytes();
    data.end();
    Signature check = Signature.getInstance(algorithm(algorithm));
    check.initVerify(key());
    check.update(message);
    return check.verify(type.startsWith("ecdsa-") ? plain(value) : value);
  }

  private String algorithm(String named) {
    String[] allowed =
        switch (type) {
          case "ssh-ed25519" -> new String[] {"ssh-ed25519", "Ed25519"};
          case "ecdsa-sha2-nistp256" -> new String[] {type, "SHA256withECDSAinP1363Format"};
          case "ecdsa-sha2-nistp384" -> new String[] {type, "SHA384withECDSAinP1363Format"};
          case "ecdsa-sha2-nistp521" -> new String[] {type, "SHA512withECDSAinP1363Format"};
          case "ssh-rsa" ->
              named.equals("rsa-sha2-256")
                  ? new String[] {named, "SHA256withRSA"}
                  : new String[] {"rsa-sha2-512", "SHA512withRSA"};
          default -> throw new IllegalArgumentException("keys of type " + type + " are unknown");
        };
    if (!allowed[0].equals(named)) {
      throw new IllegalArgumentException("it is signed by an algorithm that is not the key's");
    }
    return allowed[1];
  }

  private PublicKey key() throws GeneralSecurityException {
    SshData data = new SshData(blob);
    data.text();
    PublicKey key =
        switch (type) {
          case "ssh-ed25519" -> ed25519(data.bytes());
          case "ssh-rsa" -> rsa(new BigInteger(data.bytes()), new BigInteger(data.bytes()));
          default -> ecdsa(data.text(), data.bytes());
        };
    data.end();
    return key;
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static PublicKey rsa(BigInteger exponent, BigInteger modulus)
      throws GeneralSecurityException {
    if (modulus.bitLength() < MIN_RSA_BITS) {
      throw new IllegalArgumentException("its RSA key has fewer than 2048 bits");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private PublicKey ecdsa(String curve, byte[] point) throws GeneralSecurityException {
    int size = coordinate();
    if (point.length != 1 + 2 * size || point[0] != 4 || !type.endsWith(curve)) {
      throw new IllegalArgumentException("its key is no point of its curve");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp" + curve.substring("nistp".length()) + "r1"));
    ECPoint w =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length)));
    ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, spec));
  }

  /// Bytes of a coordinate.
  private int coordinate() {
    return type.endsWith("256") ? 32 : type.endsWith("384") ? 48 : 66;
  }

  /// Both numbers of an ECDSA signature, one behind the other (IEEE P1363).
  private byte[] plain(byte[] signature) {
    SshData data = new SshData(signature);
    byte[] plain = new byte[2 * coordinate()];
    for (int i = 0; i < 2; i++) {
      byte[] number = data.bytes();
      int skip = 0;
      while (skip < number.length && number[skip] == 0) {
        skip++;
      }
      int length = number.length - skip;
      if (length > coordinate()) {
        throw new IllegalArgumentException("its numbers are too large");
      }
      System.arraycopy(number, skip, plain, (i + 1) * coordinate() - length, length);
    }
    data.end();
    return plain;
  }
}
