package dev.createdump.engine.central;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A server over TLS that writes whatever bytes a test wants, as no proper one would.
final class TlsServer implements AutoCloseable {
  private final SSLServerSocket socket;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Thread accepting;
  private volatile Answers answers = (head, out) -> {};

  /// Answers one request.
  interface Answers {
    void answer(String head, OutputStream out) throws IOException, InterruptedException;
  }

  private TlsServer(SSLServerSocket socket) {
    this.socket = socket;
    this.accepting = Thread.ofVirtual().unstarted(this::accept);
  }

  static TlsServer start(TestCa ca, boolean clientCertificate)
      throws IOException, GeneralSecurityException {
    SSLServerSocket socket =
        (SSLServerSocket)
            ca.serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(clientCertificate);
    TlsServer server = new TlsServer(socket);
    server.accepting.start();
    return server;
  }

  String uri(String path) {
    return "https://localhost:" + socket.getLocalPort() + path;
  }

  int port() {
    return socket.getLocalPort();
  }

  /// The heads of all requests so far.
  List<String> requests() {
    return List.copyOf(requests);
  }

  TlsServer answer(Answers with) {
    answers = with;
    return this;
  }

  /// Answers every path with a text; signatures beside it with another.
  TlsServer serve(String text) {
    return answer((head, out) -> out.write(ok(text)));
  }

  static byte[] ok(String text, String... headers) {
    return ok(text.getBytes(StandardCharsets.UTF_8), headers);
  }

  static byte[] ok(byte[] body, String... headers) {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n" + joined(headers) + "\r\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  static byte[] bare(String status, String... headers) {
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n" + joined(headers) + "\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String joined(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) socket.accept();
        if (socket.isClosed()) {
          client.close();
        } else {
          Thread.ofVirtual().start(() -> serve(client));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(SSLSocket client) {
    try (client) {
      InputStream in = client.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return;
        }
        head.append((char) c);
      }
      requests.add(head.toString());
      OutputStream out = client.getOutputStream();
      answers.answer(head.toString(), out);
      out.flush();
    } catch (IOException | InterruptedException e) {
      // Who was asked for less than it sends has nobody to tell.
    }
  }

  /// The port is free only once nobody waits at it any more.
  @Override
  public void close() throws IOException {
    socket.close();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
