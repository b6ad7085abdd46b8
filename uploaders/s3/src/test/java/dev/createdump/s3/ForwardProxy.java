package dev.createdump.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A proxy for tunnels (`CONNECT`), with a password if it is to ask for one.
final class ForwardProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final boolean asks;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ForwardProxy(ServerSocket listener, boolean asks) {
    this.listener = listener;
    this.asks = asks;
  }

  /// @param asks whether nobody passes without a password, and nobody has one
  static ForwardProxy start(boolean asks) throws IOException {
    ForwardProxy proxy =
        new ForwardProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), asks);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// The first line of each request.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try {
      String head = head(client.getInputStream());
      String line = head.lines().findFirst().orElse("");
      asked.add(line);
      boolean tunnel = line.toUpperCase(Locale.ROOT).startsWith("CONNECT ");
      if (asks || !tunnel) {
        String status = asks ? "407 Proxy Authentication Required" : "405 Method Not Allowed";
        say(client, status + "\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0");
        client.close();
        return;
      }
      String[] target = line.split(" ", -1)[1].split(":", -1);
      say(client, "200 Connection established");
      TlsFront.join(client, threads, target[0], Integer.parseInt(target[1]));
    } catch (IOException e) {
      return; // the client went away
    }
  }

  private static void say(Socket client, String text) throws IOException {
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + text + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
