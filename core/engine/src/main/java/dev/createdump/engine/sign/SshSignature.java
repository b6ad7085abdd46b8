package dev.createdump.engine.sign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A signature as `ssh-keygen -Y sign` makes it (PROTOCOL.sshsig of OpenSSH), verified without it.
///
/// @param key the signer's public key, as a blob of the SSH protocol
/// @param hash the digest of the message, `sha256` or `sha512`
/// @param signature the signature, as a blob of the SSH protocol
record SshSignature(byte[] key, String hash, byte[] signature) {
  /// What signatures of ours are for: one for another purpose does not count.
  static final String NAMESPACE = "create-dump";

  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);

  /// The fixed beginning of a SubjectPublicKeyInfo of Ed25519 (RFC 8410).
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  /// The same of ECDSA on P-256, P-384 and P-521, up to the point (RFC 5480).
  private static final byte[] P256 =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final byte[] P384 =
      HexFormat.of().parseHex("3076301006072a8648ce3d020106052b81040022036200");
  private static final byte[] P521 =
      HexFormat.of().parseHex("30819b301006072a8648ce3d020106052b8104002303818600");

  static boolean isOne(byte[] signature) {
    return signature.length > MAGIC.length
        && Arrays.equals(signature, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// @throws IllegalArgumentException where it is none, or none for us
  static SshSignature read(byte[] blob) {
    SshBlob in = new SshBlob(blob);
    if (!isOne(blob) || !Arrays.equals(in.raw(MAGIC.length), MAGIC) || in.number() != 1) {
      throw new IllegalArgumentException("no SSH signature of version 1");
    }
    byte[] key = in.string();
    String namespace = in.text();
    if (!namespace.equals(NAMESPACE)) {
      throw new IllegalArgumentException("an SSH signature for the namespace " + namespace);
    }
    in.string();
    String hash = in.text();
    byte[] signature = in.string();
    if (!in.isAtEnd()) {
      throw new IllegalArgumentException("an SSH signature goes on after its end");
    }
    return new SshSignature(key, hash, signature);
  }

  /// The fingerprint of the key, as `ssh-keygen -l` prints it.
  String fingerprint() {
    return fingerprint(key);
  }

  static String fingerprint(byte[] key) {
    byte[] digest = dev.createdump.engine.base.Digests.newSha256().digest(key);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  /// @throws GeneralSecurityException where the kind of key or signature is not known here
  boolean verifies(byte[] message) throws GeneralSecurityException {
    SshBlob signed = new SshBlob(signature);
    String kind = signed.text();
    byte[] raw = signed.string();
    SshBlob in = new SshBlob(key);
    String type = in.text();
    PublicKey publicKey = publicKey(type, in);
    String algorithm = algorithm(type, kind);
    if (publicKey == null || algorithm == null) {
      throw new GeneralSecurityException(
          "keys of the kind " + type + " are verified by ssh-keygen alone");
    }
    Signature check = Signature.getInstance(algorithm);
    check.initVerify(publicKey);
    check.update(covered(message));
    return check.verify(type.startsWith("ecdsa") ? derOf(raw) : raw);
  }

  private byte[] covered(byte[] message) throws GeneralSecurityException {
    String digest =
        switch (hash) {
          case "sha256" -> "SHA-256";
          case "sha512" -> "SHA-512";
          default -> throw new GeneralSecurityException("the digest " + hash + " is not known");
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    SshBlob.write(
        out,
        NAMESPACE.getBytes(StandardCharsets.US_ASCII),
        new byte[0],
        hash.getBytes(StandardCharsets.US_ASCII),
        MessageDigest.getInstance(digest).digest(message));
    return out.toByteArray();
  }

  private static @Nullable PublicKey publicKey(String type, SshBlob in)
      throws GeneralSecurityException {
    return switch (type) {
      case "ssh-ed25519" -> PublicKeys.of(join(ED25519, in.string()));
      case "ecdsa-sha2-nistp256" -> curve(P256, in);
      case "ecdsa-sha2-nistp384" -> curve(P384, in);
      case "ecdsa-sha2-nistp521" -> curve(P521, in);
      case "ssh-rsa" -> {
        BigInteger exponent = in.integer();
        yield KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(in.integer(), exponent));
      }
      default -> null;
    };
  }

  private static PublicKey curve(byte[] head, SshBlob in) throws GeneralSecurityException {
    in.string();
    return PublicKeys.of(join(head, in.string()));
  }

  private static @Nullable String algorithm(String type, String kind) {
    return switch (kind) {
      case "ssh-ed25519" -> type.equals(kind) ? "Ed25519" : null;
      case "ecdsa-sha2-nistp256" -> type.equals(kind) ? "SHA256withECDSA" : null;
      case "ecdsa-sha2-nistp384" -> type.equals(kind) ? "SHA384withECDSA" : null;
      case "ecdsa-sha2-nistp521" -> type.equals(kind) ? "SHA512withECDSA" : null;
      case "rsa-sha2-256" -> type.equals("ssh-rsa") ? "SHA256withRSA" : null;
      case "rsa-sha2-512" -> type.equals("ssh-rsa") ? "SHA512withRSA" : null;
      default -> null;
    };
  }

  /// SSH writes the two numbers of an ECDSA signature as its own strings, the JDK takes DER.
  private static byte[] derOf(byte[] raw) {
    SshBlob in = new SshBlob(raw);
    byte[] numbers = join(Der.integer(in.integer()), Der.integer(in.integer()));
    return Der.wrap(Der.SEQUENCE, numbers);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
