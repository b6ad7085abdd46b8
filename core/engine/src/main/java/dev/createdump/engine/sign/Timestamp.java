package dev.createdump.engine.sign;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The answer of a timestamp authority (RFC 3161): somebody who signs at what time a digest was
/// there. Read and verified here with the JDK's own certificates and signatures; `openssl ts`
/// verifies the same files.
///
/// @param time when, by the authority
/// @param certificates what the authority sent along, its own certificate first
public record Timestamp(Instant time, List<X509Certificate> certificates) {
  private static final String SIGNED_DATA = "2a864886f70d010702";
  private static final String TST_INFO = "2a864886f70d0109100104";
  private static final String CONTENT_TYPE = "2a864886f70d010903";
  private static final String MESSAGE_DIGEST = "2a864886f70d010904";
  private static final String CERTIFICATE_V1 = "2a864886f70d010910020c";
  private static final String CERTIFICATE_V2 = "2a864886f70d010910022f";
  private static final String SHA1 = "2b0e03021a";
  private static final String SHA256 = "608648016503040201";
  private static final String SHA384 = "608648016503040202";
  private static final String SHA512 = "608648016503040203";
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final int CONTEXT_0 = 0xA0;

  public Timestamp {
    certificates = List.copyOf(certificates);
  }

  /// The request for a digest: SHA-256, the authority's certificate wanted.
  static byte[] request(byte[] content, BigInteger nonce) {
    byte[] digest = dev.createdump.engine.base.Digests.newSha256().digest(content);
    byte[] algorithm = Der.wrap(Der.SEQUENCE, oid(SHA256), new byte[] {5, 0});
    return Der.wrap(
        Der.SEQUENCE,
        Der.integer(BigInteger.ONE),
        Der.wrap(Der.SEQUENCE, algorithm, Der.wrap(Der.OCTETS, digest)),
        Der.integer(nonce),
        new byte[] {1, 1, (byte) 0xFF});
  }

  private static byte[] oid(String hex) {
    return Der.wrap(Der.OID, java.util.HexFormat.of().parseHex(hex));
  }

  /// Verifies that an authority signed, at some time, that it saw a content. Who the authority is
  /// has to be judged by {@link Authorities}.
  ///
  /// @param response a TimeStampResp
  /// @throws GeneralSecurityException saying why not
  public static Timestamp verify(byte[] response, byte[] content) throws GeneralSecurityException {
    try {
      return verify(Der.of(response), content);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new GeneralSecurityException("it is no timestamp: " + e.getMessage(), e);
    }
  }

  private static Timestamp verify(Der response, byte[] content) throws GeneralSecurityException {
    int status = response.part(0, Der.SEQUENCE).part(0, Der.INTEGER).number().intValueExact();
    if (status > 1) {
      throw new GeneralSecurityException("the authority refused with status " + status);
    }
    Der token = response.part(1, Der.SEQUENCE);
    Der signed = token.part(1, CONTEXT_0).part(0, Der.SEQUENCE);
    Der encapsulated = signed.part(2, Der.SEQUENCE);
    if (!token.part(0, Der.OID).isOid(SIGNED_DATA)
        || !encapsulated.part(0, Der.OID).isOid(TST_INFO)) {
      throw new GeneralSecurityException("it holds no timestamp");
    }
    byte[] info = encapsulated.part(1, CONTEXT_0).part(0, Der.OCTETS).content();
    List<X509Certificate> certificates = certificates(signed);
    Der signers = signed.parts().getLast();
    if (signers.tag() != Der.SET || signers.parts().size() != 1) {
      throw new GeneralSecurityException("it is signed by more or fewer than one");
    }
    X509Certificate signer = signer(signers.parts().getFirst(), info, certificates);
    requirePurpose(signer);
    List<X509Certificate> ordered = new ArrayList<>(List.of(signer));
    certificates.stream().filter(other -> !other.equals(signer)).forEach(ordered::add);
    return new Timestamp(time(Der.of(info), content), ordered);
  }

  /// Checks the imprint, and reads the time.
  private static Instant time(Der info, byte[] content) throws GeneralSecurityException {
    Der imprint = info.part(2, Der.SEQUENCE);
    MessageDigest digest = digest(imprint.part(0, Der.SEQUENCE).part(0, Der.OID));
    if (!Arrays.equals(digest.digest(content), imprint.part(1, Der.OCTETS).content())) {
      throw new GeneralSecurityException("it is of something else");
    }
    String text =
        new String(info.part(4, Der.TIME).content(), java.nio.charset.StandardCharsets.US_ASCII);
    if (!text.matches("[0-9]{14}(\\.[0-9]{1,9})?Z")) {
      throw new GeneralSecurityException("it states no time in UTC");
    }
    return LocalDateTime.parse(text.substring(0, 14), DateTimeFormatter.ofPattern("uuuuMMddHHmmss"))
        .toInstant(ZoneOffset.UTC);
  }

  private static List<X509Certificate> certificates(Der signed) throws CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Der part : signed.parts()) {
      if (part.tag() == CONTEXT_0) {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Der certificate : part.parts()) {
          Certificate read =
              factory.generateCertificate(new ByteArrayInputStream(certificate.encoded()));
          certificates.add((X509Certificate) read);
        }
      }
    }
    return certificates;
  }

  /// Checks a SignerInfo (RFC 5652, section 5.3).
  ///
  /// @return the certificate whose key signed
  private static X509Certificate signer(Der info, byte[] content, List<X509Certificate> known)
      throws GeneralSecurityException {
    MessageDigest digest = digest(info.part(2, Der.SEQUENCE).part(0, Der.OID));
    Der attributes = info.part(3, CONTEXT_0);
    if (!value(attributes, CONTENT_TYPE).isOid(TST_INFO)
        || !Arrays.equals(value(attributes, MESSAGE_DIGEST).content(), digest.digest(content))) {
      throw new GeneralSecurityException("its signature is of something else");
    }
    // Signed are the attributes as a SET, not with the tag they have here.
    byte[] signed = attributes.encoded().clone();
    signed[0] = Der.SET;
    byte[] signature = info.part(5, Der.OCTETS).content();
    for (X509Certificate certificate : known) {
      if (isNamed(certificate, attributes)) {
        if (!verifies(certificate.getPublicKey(), digest.getAlgorithm(), signed, signature)) {
          throw new GeneralSecurityException("the authority's signature does not verify");
        }
        return certificate;
      }
    }
    throw new GeneralSecurityException("the authority's certificate is not in it");
  }

  /// The one value of a signed attribute.
  private static Der value(Der attributes, String oid) throws GeneralSecurityException {
    Der found = null;
    for (Der attribute : attributes.parts()) {
      if (attribute.part(0, Der.OID).isOid(oid)) {
        if (found != null || attribute.part(1, Der.SET).parts().size() != 1) {
          throw new GeneralSecurityException("a signed attribute stands twice");
        }
        found = attribute.part(1, Der.SET).parts().getFirst();
      }
    }
    if (found == null) {
      throw new GeneralSecurityException("a signed attribute is missing");
    }
    return found;
  }

  /// Whether the signed attributes name a certificate by its digest (RFC 2634 and RFC 5035), so
  /// that no other certificate of the same key can take its place.
  private static boolean isNamed(X509Certificate certificate, Der attributes)
      throws GeneralSecurityException {
    for (Der attribute : attributes.parts()) {
      Der type = attribute.part(0, Der.OID);
      boolean second = type.isOid(CERTIFICATE_V2);
      if (!second && !type.isOid(CERTIFICATE_V1)) {
        continue;
      }
      Der identifier =
          attribute
              .part(1, Der.SET)
              .part(0, Der.SEQUENCE)
              .part(0, Der.SEQUENCE)
              .part(0, Der.SEQUENCE);
      List<Der> parts = identifier.parts();
      boolean stated = second && parts.getFirst().tag() == Der.SEQUENCE;
      MessageDigest digest =
          stated
              ? digest(parts.getFirst().part(0, Der.OID))
              : MessageDigest.getInstance(second ? "SHA-256" : "SHA-1");
      byte[] named = identifier.part(stated ? 1 : 0, Der.OCTETS).content();
      return Arrays.equals(named, digest.digest(certificate.getEncoded()));
    }
    throw new GeneralSecurityException("it does not name its signer's certificate");
  }

  private static boolean verifies(PublicKey key, String digest, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    String hash = digest.replace("-", "");
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> hash + "withRSA";
          case "EC" -> hash + "withECDSA";
          default -> "Ed25519";
        };
    Signature check = Signature.getInstance(algorithm);
    check.initVerify(key);
    check.update(signed);
    return check.verify(signature);
  }

  private static void requirePurpose(X509Certificate signer) throws GeneralSecurityException {
    List<String> purposes = signer.getExtendedKeyUsage();
    boolean critical =
        signer.getCriticalExtensionOIDs() != null
            && signer.getCriticalExtensionOIDs().contains("2.5.29.37");
    if (purposes == null || !purposes.equals(List.of(TIME_STAMPING)) || !critical) {
      throw new GeneralSecurityException("its certificate is not for timestamps alone");
    }
  }

  private static MessageDigest digest(Der oid) throws GeneralSecurityException {
    for (String[] known :
        new String[][] {{SHA256, "SHA-256"}, {SHA384, "SHA-384"}, {SHA512, "SHA-512"}}) {
      if (oid.isOid(known[0])) {
        return MessageDigest.getInstance(known[1]);
      }
    }
    throw new GeneralSecurityException(
        oid.isOid(SHA1) ? "it relies on SHA-1" : "it uses a digest that is not known");
  }
}
