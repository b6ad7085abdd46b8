package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whom a connection trusts, and who it says it is: from files in PEM, as CI systems hand them out.
final class Tls {
  private static final char[] NO_PASSWORD = new char[0];

  SSLSocketFactory factory(Access access) throws Failure.Policy {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          access.clientCertificate().isPresent() ? keys(access).getKeyManagers() : null,
          access.authorities().isPresent()
              ? trust(access.authorities().get()).getTrustManagers()
              : null,
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new Failure.Policy(
          "the certificates for the policy cannot be used: " + Shown.of(String.valueOf(e)),
          "CREATE_DUMP_POLICY_CA, _CLIENT_CERT and _CLIENT_KEY name files in PEM.");
    }
  }

  private static TrustManagerFactory trust(Path authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int i = 0;
    for (Certificate certificate : certificates(authorities)) {
      store.setCertificateEntry("ca" + i++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private static KeyManagerFactory keys(Access access)
      throws GeneralSecurityException, IOException {
    Certificate[] chain =
        certificates(access.clientCertificate().orElseThrow()).toArray(new Certificate[0]);
    Path keyFile =
        access
            .clientKey()
            .orElseThrow(() -> new IllegalArgumentException("there is no client key"));
    if (chain.length == 0) {
      throw new IllegalArgumentException("there is no client certificate");
    }
    KeyStore store = empty();
    String algorithm = chain[0].getPublicKey().getAlgorithm();
    store.setKeyEntry("client", privateKey(keyFile, algorithm), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm)
      throws GeneralSecurityException, IOException {
    String text = Files.readString(file);
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("the client key is no PKCS #8 in PEM without a password");
    }
    byte[] der = Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
