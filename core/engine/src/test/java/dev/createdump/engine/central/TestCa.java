package dev.createdump.engine.central;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate authority of a test's own, with a server and a client, made by the JDK's keytool.
final class TestCa {
  private static final String PASSWORD = "changeit";

  private final Path dir;

  private TestCa(Path dir) {
    this.dir = dir;
  }

  static TestCa create(Path dir) throws IOException, InterruptedException {
    TestCa ca = new TestCa(Files.createDirectories(dir));
    ca.keytool(
        "ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=Test CA", "-ext", "bc:c=ca:true");
    ca.keytool("ca", "-exportcert", "-rfc", "-file", dir.resolve("ca.pem").toString());
    ca.issue("server", "san=dns:localhost");
    ca.issue("client", "eku=clientAuth");
    return ca;
  }

  private void issue(String name, String extension) throws IOException, InterruptedException {
    keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name);
    String request = dir.resolve(name + ".csr").toString();
    String signed = dir.resolve(name + ".pem").toString();
    keytool(name, "-certreq", "-file", request);
    keytool("ca", "-gencert", "-rfc", "-infile", request, "-outfile", signed, "-ext", extension);
    run(name, "root", "-importcert", "-noprompt", "-file", dir.resolve("ca.pem").toString());
    keytool(name, "-importcert", "-noprompt", "-file", signed);
  }

  private void keytool(String alias, String command, String... more)
      throws IOException, InterruptedException {
    run(alias, alias, command, more);
  }

  private void run(String store, String alias, String command, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command, "-alias", alias, "-storepass", PASSWORD));
    words.addAll(List.of("-keystore", dir.resolve(store + ".p12").toString()));
    words.addAll(List.of(more));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  Path authorities() {
    return dir.resolve("ca.pem");
  }

  Path clientCertificate() {
    return dir.resolve("client.pem");
  }

  Path clientKey() throws IOException, GeneralSecurityException {
    byte[] key = store("client").getKey("client", PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(
        dir.resolve("client.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
  }

  SSLContext serverContext() throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store("server"), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store("server"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore store(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(dir.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
