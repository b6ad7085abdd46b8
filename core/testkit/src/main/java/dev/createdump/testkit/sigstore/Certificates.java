package dev.createdump.testkit.sigstore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes the certificates of a small instance of Sigstore.
final class Certificates {
  private static final ASN1ObjectIdentifier ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");

  /// RFC 6962, section 3.3.
  private static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private Certificates() {}

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static byte[] sign(KeyPair keys, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(content);
    return signature.sign();
  }

  /// A root that signs itself.
  static X509Certificate root(String name, KeyPair keys, Instant from, Instant until)
      throws Exception {
    X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), from, until);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return signed(builder, keys);
  }

  /// The certificate of a timestamp authority.
  static X509Certificate authority(
      String root, KeyPair rootKeys, KeyPair keys, Instant from, Instant until) throws Exception {
    X509v3CertificateBuilder builder = builder(root, "CN=time", keys.getPublic(), from, until);
    builder.addExtension(
        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    return signed(builder, rootKeys);
  }

  /// The certificate of a signer, with the promise of a certificate log in it.
  ///
  /// @param log the keys of the certificate log; null for a certificate that is in none
  static X509Certificate signer(
      String root,
      KeyPair rootKeys,
      PublicKey key,
      Identity identity,
      Instant from,
      Instant until,
      @org.jspecify.annotations.Nullable KeyPair log)
      throws Exception {
    X509v3CertificateBuilder builder = builder(root, "", key, from, until);
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
    builder.addExtension(
        Extension.subjectAlternativeName,
        true,
        new GeneralNames(
            new GeneralName(GeneralName.uniformResourceIdentifier, identity.subject())));
    builder.addExtension(ISSUER, false, new DERUTF8String(identity.issuer()));
    if (log != null) {
      byte[] unlogged = signed(builder, rootKeys).getTBSCertificate();
      byte[] issuer = MerkleTree.sha256(rootKeys.getPublic().getEncoded());
      builder.addExtension(
          TIMESTAMPS, false, new DEROctetString(promise(unlogged, issuer, log, from)));
    }
    return signed(builder, rootKeys);
  }

  /// Whom a token is of.
  record Identity(String subject, String issuer) {}

  private static X509v3CertificateBuilder builder(
      String issuer, String subject, PublicKey key, Instant from, Instant until) {
    return new X509v3CertificateBuilder(
        new X500Name(issuer),
        new BigInteger(120, new SecureRandom()).add(BigInteger.ONE),
        Date.from(from),
        Date.from(until),
        new X500Name(subject),
        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair keys)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  /// The list of one SignedCertificateTimestamp over a certificate without it (RFC 6962, 3.2).
  private static byte[] promise(byte[] unlogged, byte[] issuer, KeyPair log, Instant time)
      throws IOException, GeneralSecurityException {
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(covered);
    out.writeByte(0);
    out.writeByte(0);
    out.writeLong(time.toEpochMilli());
    out.writeShort(1);
    out.write(issuer);
    out.writeByte(unlogged.length >> 16);
    out.writeShort(unlogged.length);
    out.write(unlogged);
    out.writeShort(0);
    byte[] signature = sign(log, covered.toByteArray());
    ByteArrayOutputStream timestamp = new ByteArrayOutputStream();
    out = new DataOutputStream(timestamp);
    out.writeByte(0);
    out.write(MerkleTree.sha256(log.getPublic().getEncoded()));
    out.writeLong(time.toEpochMilli());
    out.writeShort(0);
    out.writeByte(4);
    out.writeByte(3);
    out.writeShort(signature.length);
    out.write(signature);
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    out = new DataOutputStream(list);
    out.writeShort(timestamp.size() + 2);
    out.writeShort(timestamp.size());
    out.write(timestamp.toByteArray());
    return list.toByteArray();
  }
}
