package dev.createdump.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The key of servers on 127.0.0.1.
///
/// @param context holds it
/// @param store the file that holds it, as PKCS 12
/// @param certificate the file of the certificate that a client has to trust
record TrainingKey(SSLContext context, Path store, Path certificate) {
  /// Opens the store.
  static final String PASSWORD = "training";

  /// @param work a directory for the key
  static TrainingKey create(Path work) throws IOException {
    Path keys = work.resolve("training.p12");
    makeKey(keys);
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      byte[] encoded = store.getCertificate("training").getEncoded();
      String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
      Path certificate =
          Files.writeString(
              work.resolve("training.pem"),
              "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
      return new TrainingKey(context, keys, certificate);
    } catch (GeneralSecurityException e) {
      throw new IOException("the training's key cannot be used", e);
    }
  }

  private static void makeKey(Path keys) throws IOException {
    Programs.run(
        Path.of("."),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "training",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=IP:127.0.0.1",
            "-keystore",
            keys.toAbsolutePath().toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
  }
}
