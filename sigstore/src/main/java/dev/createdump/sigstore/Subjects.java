package dev.createdump.sigstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;

/// Whom a certificate of Fulcio is of. Its extensions stand under 1.3.6.1.4.1.57264.1
/// (github.com/sigstore/fulcio, docs/oid-info.md).
final class Subjects {
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  /// Of certificates before Fulcio 1.0: the text as it is, without a type.
  private static final String ISSUER_AS_IT_WAS = "1.3.6.1.4.1.57264.1.1";

  private static final int EMAIL = 1;
  private static final int URI = 6;

  private Subjects() {}

  /// The subject's alternative name; empty where there is not exactly one that has a form of ours.
  static String name(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null || names.size() != 1) {
      return "";
    }
    List<?> name = names.iterator().next();
    return name.get(0) instanceof Integer type && (type == EMAIL || type == URI)
        ? String.valueOf(name.get(1))
        : "";
  }

  /// The issuer of the token that the certificate was given for; empty where it does not say.
  static String issuer(X509Certificate certificate) throws CertificateParsingException {
    try {
      byte[] text = content(certificate, ISSUER);
      if (text != null && ASN1Primitive.fromByteArray(text) instanceof ASN1String issuer) {
        return issuer.getString();
      }
      byte[] raw = content(certificate, ISSUER_AS_IT_WAS);
      return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CertificateParsingException("the certificate's issuer of tokens is malformed", e);
    }
  }

  private static byte @org.jspecify.annotations.Nullable [] content(
      X509Certificate certificate, String oid) throws IOException {
    byte[] value = certificate.getExtensionValue(oid);
    return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
  }
}
