package dev.createdump.spi.support;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Which certificates a store trusts: those of {@link StoreSetting#CA_BUNDLE}, or the JDK's. A
/// bundle is a file of certificates in PEM.
public final class Trust {
  private Trust() {}

  /// TLS that trusts the certificates of the setting; nothing where there is no such setting.
  ///
  /// @throws StoreException `INVALID` where the file cannot be read or holds no certificate
  public static Optional<SSLContext> of(StoreContext settings, String subject)
      throws StoreException {
    Optional<String> bundle = settings.setting(StoreSetting.CA_BUNDLE);
    if (bundle.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(bundle.get(), subject), null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /// What trusts the certificates of a bundle and no others.
  ///
  /// @throws StoreException `INVALID` where the file cannot be read or holds no certificate
  public static TrustManager[] managers(String bundle, String subject) throws StoreException {
    try {
      return managers(Path.of(bundle));
    } catch (IOException | InvalidPathException | GeneralSecurityException e) {
      throw new StoreException(
          StoreException.Code.INVALID,
          subject,
          "the CA bundle " + bundle + " cannot be used; it is a file of PEM certificates",
          e);
    }
  }

  private static TrustManager[] managers(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate certificate : certificates(pem)) {
      store.setCertificateEntry("ca" + count++, certificate);
    }
    if (count == 0) {
      throw new CertificateException("no certificate in it");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> certificates(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }
}
