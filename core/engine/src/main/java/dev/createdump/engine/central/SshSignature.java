package dev.createdump.engine.central;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// A detached signature as `ssh-keygen -Y sign` makes it (OpenSSH, PROTOCOL.sshsig).
///
/// @param key who signed
/// @param namespace what for
/// @param hash what the message was digested with
/// @param signature over the digest and these
record SshSignature(SshKey key, String namespace, String hash, byte[] signature) {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final int VERSION = 1;

  /// Reads the armored form.
  ///
  /// @throws IllegalArgumentException where it is none, saying why as part of a sentence
  static SshSignature parse(byte[] armored) {
    String text = new String(armored, StandardCharsets.ISO_8859_1).strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("it is no SSH signature");
    }
    String base64 = text.substring(BEGIN.length(), text.length() - END.length());
    SshData data = new SshData(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
    if (!Arrays.equals(data.raw(MAGIC.length), MAGIC) || data.number() != VERSION) {
      throw new IllegalArgumentException("it is no SSH signature of version 1");
    }
    SshKey key = SshKey.of(data.bytes());
    String namespace = data.text();
    data.bytes();
    String hash = data.text();
    byte[] signature = data.bytes();
    data.end();
    return new SshSignature(key, namespace, hash, signature);
  }

  /// Whether the key's owner signed this message.
  boolean covers(byte[] message) throws GeneralSecurityException {
    String algorithm =
        switch (hash) {
          case "sha256" -> "SHA-256";
          case "sha512" -> "SHA-512";
          default -> throw new IllegalArgumentException("it digests with what is unknown");
        };
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(MAGIC);
    write(signed, namespace.getBytes(StandardCharsets.ISO_8859_1));
    write(signed, new byte[0]);
    write(signed, hash.getBytes(StandardCharsets.ISO_8859_1));
    write(signed, MessageDigest.getInstance(algorithm).digest(message));
    return key.verifies(signed.toByteArray(), signature);
  }

  private static void write(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}
