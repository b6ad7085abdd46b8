package dev.createdump.testkit.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Stands on a port of 127.0.0.1 in front of an HTTP server, passes on what comes byte for byte,
/// remembers what was asked, and breaks what a test tells it to break.
///
/// One connection carries one request. All methods are safe from any thread.
public final class FaultyProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final URI target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<NetRequest> seen = new ArrayList<>();
  private Function<NetRequest, @Nullable NetFault> faults = request -> null;

  private FaultyProxy(ServerSocket listener, URI target) {
    this.listener = listener;
    this.target = target;
  }

  /// Starts in front of a server.
  ///
  /// @param target the server's `http:` URI; its path is not used
  public static FaultyProxy start(URI target) throws IOException {
    ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    FaultyProxy proxy = new FaultyProxy(listener, target);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  /// Where it listens, without a path.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// From now on asks this for every request what goes wrong with it; null lets it pass.
  public synchronized void fail(Function<NetRequest, @Nullable NetFault> script) {
    faults = script;
  }

  /// Every request so far, in the order of arrival.
  public synchronized List<NetRequest> seen() {
    return List.copyOf(seen);
  }

  private synchronized @Nullable NetFault next(NetRequest request) {
    seen.add(request);
    return faults.apply(request);
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
    try (client) {
      exchange(client);
    } catch (IOException e) {
      return; // the client or the server went away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void exchange(Socket client) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    NetRequest request = NetRequest.readHead(in);
    if (request == null) {
      return;
    }
    NetFault fault = next(request);
    if (fault instanceof NetFault.ResetRequest reset) {
      in.readNBytes(Math.min(reset.afterBytes(), request.atLeast()));
      reset(client);
      return;
    }
    byte[] body = request.readBody(in);
    if (fault instanceof NetFault.Slow slow) {
      Thread.sleep(slow.delay());
    }
    byte[] answer = fault instanceof NetFault.Answer made ? rendered(made) : forward(request, body);
    answer(client, fault, answer);
  }

  private static void answer(Socket client, @Nullable NetFault fault, byte[] answer)
      throws IOException {
    OutputStream out = client.getOutputStream();
    if (fault instanceof NetFault.LoseAnswer) {
      reset(client);
      return;
    }
    if (fault instanceof NetFault.CutAnswer) {
      out.write(answer, 0, cut(answer));
      out.flush();
      reset(client);
      return;
    }
    out.write(answer);
    out.flush();
    client.shutdownOutput();
    client.getInputStream().readAllBytes(); // a reset would take the answer's end with it
  }

  /// In the middle of the body, or just before its end where there is hardly one.
  private static int cut(byte[] answer) {
    int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    return Math.min(answer.length - 1, head + (answer.length - head) / 2);
  }

  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  private byte[] forward(NetRequest request, byte[] body) throws IOException {
    try (Socket server = new Socket()) {
      server.connect(new InetSocketAddress(target.getHost(), target.getPort()));
      byte[] head = request.headFor(body.length);
      byte[] whole = Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, whole, head.length, body.length);
      server.getOutputStream().write(whole);
      return closing(server.getInputStream().readAllBytes());
    }
  }

  /// The answer, with the word that no other request may follow on this connection.
  private static byte[] closing(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int line = text.indexOf("\r\n");
    String more = text.substring(0, line) + "\r\nConnection: close" + text.substring(line);
    return more.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] rendered(NetFault.Answer answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Made\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
