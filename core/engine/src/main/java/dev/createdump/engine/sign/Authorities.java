package dev.createdump.engine.sign;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The timestamp authorities that are trusted, by their root certificates.
///
/// @param roots where every chain must end
public record Authorities(Set<X509Certificate> roots) {
  public static final Authorities NONE = new Authorities(Set.of());

  public Authorities {
    roots = Set.copyOf(roots);
  }

  /// Reads certificates in PEM.
  ///
  /// @throws Failure.Usage where a file holds none
  public static Authorities read(List<Path> files) throws Failure {
    Set<X509Certificate> roots = new HashSet<>();
    for (Path file : files) {
      try {
        for (Pem block : Pem.all(Files.readString(file, StandardCharsets.US_ASCII))) {
          if (block.label().equals("CERTIFICATE")) {
            roots.add(
                (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                        .generateCertificate(new java.io.ByteArrayInputStream(block.content())));
          }
        }
      } catch (IOException | GeneralSecurityException e) {
        throw new Failure.Usage("cannot read certificates from " + file + ": " + e, "");
      }
    }
    if (roots.isEmpty() && !files.isEmpty()) {
      throw new Failure.Usage(files.getFirst() + " holds no certificate in PEM", "");
    }
    return new Authorities(roots);
  }

  /// Whether the certificate of a timestamp leads to a trusted root, judged at the time that the
  /// timestamp states: certificates expire, and what they signed before stays signed. Revocation is
  /// not asked for, as that needs a network.
  public boolean trust(Timestamp timestamp) {
    try {
      X509CertSelector signer = new X509CertSelector();
      signer.setCertificate(timestamp.certificates().getFirst());
      Set<TrustAnchor> anchors = new HashSet<>();
      roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, signer);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(timestamp.time()));
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection", new CollectionCertStoreParameters(timestamp.certificates())));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
