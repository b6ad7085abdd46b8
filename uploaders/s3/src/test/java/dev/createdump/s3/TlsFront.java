package dev.createdump.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// TLS in front of a server, with a certificate that nobody knows: made by `keytool`, which every
/// JDK has.
final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "not-a-secret";

  private final ServerSocket listener;
  private final URI target;
  private final Path certificate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TlsFront(ServerSocket listener, URI target, Path certificate) {
    this.listener = listener;
    this.target = target;
    this.certificate = certificate;
  }

  static TlsFront start(URI target, Path directory) throws Exception {
    Path store = directory.resolve("front.p12");
    Path certificate = directory.resolve("front.pem");
    keytool(
        store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=front", "-ext", "san=ip:127.0.0.1");
    keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket listener =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    TlsFront front = new TlsFront(listener, target, certificate);
    front.threads.execute(front::accept);
    return front;
  }

  private static void keytool(Path store, String... more) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(more));
    command.addAll(List.of("-alias", "front", "-keystore", store.toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort());
  }

  /// Its certificate, which is its own authority.
  String certificate() {
    return certificate.toString();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> join(client, threads, target.getHost(), target.getPort()));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /// Passes bytes on in both directions, until one side ends.
  static void join(Socket client, ExecutorService threads, String host, int port) {
    try (client;
        Socket server = new Socket(host, port)) {
      threads.execute(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      return; // one of them went away
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // one of them went away
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
    Files.deleteIfExists(certificate);
  }
}
