package dev.createdump.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands in front of a server and breaks what a script tells it to break. One request a
/// connection; everything else passes as it came, so that signatures hold.
final class FaultyProxy implements AutoCloseable {
  private static final long SLOW_MILLIS = 700;

  private final ServerSocket server;
  private final int upstream;
  private final Fault.Script script;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger injected = new AtomicInteger();

  FaultyProxy(int upstream, Fault.Script script) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.upstream = upstream;
    this.script = script;
    threads.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /// How many faults there were.
  int injected() {
    return injected.get();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        threads.execute(() -> serveAndClose(client));
      }
    } catch (IOException e) {
      // The proxy is closed.
    }
  }

  private void serveAndClose(Socket client) {
    try (client) {
      serve(client);
    } catch (IOException | InterruptedException e) {
      // The client sees a connection that broke: that is what this proxy is for.
    }
  }

  private void serve(Socket client) throws IOException, InterruptedException {
    InputStream in = client.getInputStream();
    String head = head(in);
    if (head.isEmpty()) {
      return;
    }
    String[] words = head.split(" ", 3);
    Fault fault = script.next(words[0], words[1]);
    if (fault.kind() != Fault.Kind.NONE) {
      injected.incrementAndGet();
    }
    switch (fault.kind()) {
      case RESET_AT_ONCE -> reset(client);
      case RESET_IN_BODY -> {
        in.readNBytes(length(head) / 2);
        reset(client);
      }
      case ANSWER -> {
        in.readNBytes(length(head));
        made(client, words[0], fault);
      }
      case SLOW -> {
        Thread.sleep(SLOW_MILLIS);
        pass(client, head, in, fault);
      }
      case NONE, ANSWER_LOST, ANSWER_CUT -> pass(client, head, in, fault);
    }
  }

  private void pass(Socket client, String head, InputStream in, Fault fault) throws IOException {
    byte[] body = in.readNBytes(length(head));
    byte[] answer;
    try (Socket to = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      OutputStream out = to.getOutputStream();
      String closing = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "");
      out.write((closing + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      answer = to.getInputStream().readAllBytes();
    }
    switch (fault.kind()) {
      case ANSWER_LOST -> reset(client);
      case ANSWER_CUT -> {
        client.getOutputStream().write(answer, 0, answer.length / 2);
        client.getOutputStream().flush();
        reset(client);
      }
      default -> client.getOutputStream().write(answer);
    }
  }

  private static void made(Socket client, String method, Fault fault) throws IOException {
    String body =
        method.equals("HEAD")
            ? ""
            : "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>made up</Message></Error>"
                .formatted(fault.code());
    String answer =
        "HTTP/1.1 %d Made Up\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n"
                .formatted(fault.status(), body.length())
            + "x-amz-bucket-region: eu-west-3\r\nConnection: close\r\n\r\n"
            + body;
    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  /// The request's head without the empty line at its end.
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
      if (matched == 4) {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.length() - 2);
      }
    }
    return "";
  }

  private static int length(String head) {
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
