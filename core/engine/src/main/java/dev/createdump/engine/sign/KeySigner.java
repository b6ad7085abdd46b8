package dev.createdump.engine.sign;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Signs with a private key of Ed25519 or ECDSA in a PEM file (PKCS #8), encrypted or not.
final class KeySigner implements Signer {
  /// Holds the passphrase of an encrypted key.
  static final String PASSPHRASE = "CREATE_DUMP_SIGN_PASSPHRASE";

  private static final String HINT =
      "`openssl genpkey -algorithm ed25519` makes one; `openssl pkcs8 -topk8` converts others.";

  private final PrivateKey key;
  private final PublicKey publicKey;

  private KeySigner(PrivateKey key, PublicKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /// @param place the path of the file, or `env:NAME` for a variable that holds its text
  static KeySigner of(String place, Environment environment) throws Failure {
    List<Pem> blocks = Pem.all(text(place, environment));
    for (Pem block : blocks) {
      byte[] content = block.content();
      try {
        if (block.label().equals("PRIVATE KEY")) {
          return of(content);
        }
        if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
          return of(decrypted(content, environment));
        }
      } catch (GeneralSecurityException | IOException e) {
        throw new Failure.Policy("the key in " + place + " cannot be used: " + why(e), HINT);
      }
    }
    String found = blocks.isEmpty() ? "nothing in PEM" : blocks.getFirst().label();
    throw new Failure.Policy(place + " holds no PRIVATE KEY in PKCS #8 but " + found, HINT);
  }

  private static String why(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String text(String place, Environment environment) throws Failure {
    if (place.startsWith("env:")) {
      String name = place.substring("env:".length());
      return environment
          .get(name)
          .orElseThrow(
              () ->
                  new Failure.Policy(
                      "the variable " + name + " with the key to sign with is not set", HINT));
    }
    try {
      return Files.readString(Path.of(place), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new Failure.Policy("cannot read the key to sign with: " + e, HINT);
    }
  }

  private static byte[] decrypted(byte[] content, Environment environment)
      throws GeneralSecurityException, IOException, Failure {
    String passphrase =
        environment
            .get(PASSPHRASE)
            .orElseThrow(
                () ->
                    new Failure.Policy(
                        "the key to sign with is encrypted", "Set " + PASSPHRASE + "."));
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
    AlgorithmParameters parameters = info.getAlgParameters();
    String algorithm =
        info.getAlgName().equals("PBES2") ? parameters.toString() : info.getAlgName();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(passphrase.toCharArray())),
        parameters);
    return info.getKeySpec(cipher).getEncoded();
  }

  private static KeySigner of(byte[] content) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(content);
    PrivateKey key;
    try {
      key = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      key = KeyFactory.getInstance("EC").generatePrivate(spec);
    }
    PublicKey publicKey =
        key instanceof EdECPrivateKey edwards
            ? publicKey(edwards)
            : publicKey((ECPrivateKey) key, content);
    return new KeySigner(key, publicKey);
  }

  /// The JDK makes an Ed25519 key of 32 random bytes; here these are the private key.
  private static PublicKey publicKey(EdECPrivateKey key) throws GeneralSecurityException {
    byte[] seed =
        key.getBytes().orElseThrow(() -> new GeneralSecurityException("the key has no bytes"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
    return generator.generateKeyPair().getPublic();
  }

  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }

  /// The public point at the end of an ECPrivateKey (RFC 5915), which openssl always writes.
  private static PublicKey publicKey(ECPrivateKey key, byte[] content)
      throws GeneralSecurityException {
    int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    int start = content.length - 2 * size;
    boolean there = start > 2 && content[start - 1] == 4 && content[start - 2] == 0;
    if (!there) {
      throw new GeneralSecurityException(
          "it holds no public key; `openssl pkey -in FILE -out FILE` adds it");
    }
    ECPoint point =
        new ECPoint(
            new java.math.BigInteger(1, content, start, size),
            new java.math.BigInteger(1, content, start + size, size));
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, key.getParams()));
  }

  @Override
  public String publicKey() {
    return Base64.getEncoder().encodeToString(publicKey.getEncoded());
  }

  @Override
  public String keyId() {
    return PublicKeys.id(publicKey);
  }

  @Override
  public byte[] sign(byte[] encoded) throws Failure {
    try {
      Signature signature = Signature.getInstance(PublicKeys.algorithm(publicKey));
      signature.initSign(key);
      signature.update(encoded);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new Failure.Policy("the key cannot sign: " + why(e), HINT);
    }
  }
}
