package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.central.HttpAnswer.BadAnswerException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One GET over TLS, to an address that was checked. A client of our own, as the JDK's asks for the
/// address once more by itself, so that a name could lead elsewhere between check and use.
final class HttpsConnection {
  private final Access access;
  private final Tls tls;

  HttpsConnection(Access access, Tls tls) {
    this.access = access;
    this.tls = tls;
  }

  /// @param deadline by [System#nanoTime]
  HttpAnswer get(URI uri, Map<String, String> headers, long deadline)
      throws UnreachableException, Failure.Policy {
    int port = uri.getPort() < 0 ? 443 : uri.getPort();
    AtomicBoolean late = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    try (Socket plain = new Socket()) {
      Thread watch = watch(plain, deadline, done, late);
      watch.start();
      connect(plain, uri.getHost(), port, deadline);
      try (SSLSocket socket =
          (SSLSocket) tls.factory(access).createSocket(plain, host(uri), port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getOutputStream().write(request(uri, headers));
        socket.getOutputStream().flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        return HttpAnswer.read(in, Access.MAX_BYTES);
      }
    } catch (BadAnswerException e) {
      throw new Failure.Policy(
          Shown.of(uri.getHost()) + " " + e.getMessage(), "Nothing of its answer was used.");
    } catch (SSLException e) {
      throw late.get()
          ? timeout()
          : new UnreachableException("no trusted connection: " + why(e), e);
    } catch (IOException e) {
      throw late.get() ? timeout() : new UnreachableException(why(e), e);
    } finally {
      done.countDown();
    }
  }

  private UnreachableException timeout() {
    return new UnreachableException("no whole answer in " + access.deadline().toSeconds() + " s");
  }

  /// Ends whatever is going on when time is up: a server that sends a byte now and then keeps any
  /// other limit from biting.
  private static Thread watch(
      Socket socket, long deadline, CountDownLatch done, AtomicBoolean late) {
    Thread watch =
        new Thread(
            () -> {
              try {
                if (!done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                  late.set(true);
                  socket.close();
                }
              } catch (InterruptedException | IOException e) {
                late.set(true);
              }
            },
            "policy-deadline");
    watch.setDaemon(true);
    return watch;
  }

  private void connect(Socket socket, String host, int port, long deadline)
      throws IOException, UnreachableException, Failure.Policy, BadAnswerException {
    int millis = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    if (access.proxy().isEmpty() || isDirect(host)) {
      InetAddress[] addresses = Addresses.of(host);
      socket.connect(new InetSocketAddress(addresses[0], port), millis);
      return;
    }
    // The proxy looks the name up; what can be checked here is an address that is written out.
    if (host.matches("\\[.*]|[0-9.]+")) {
      Addresses.of(host);
    }
    URI proxy = URI.create(access.proxy().get());
    int proxyPort = proxy.getPort() < 0 ? 8080 : proxy.getPort();
    socket.connect(new InetSocketAddress(proxy.getHost(), proxyPort), millis);
    String target = host + ":" + port;
    String asked = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
    socket.getOutputStream().write(asked.getBytes(StandardCharsets.ISO_8859_1));
    int status = HttpAnswer.head(socket.getInputStream()).status();
    if (status != 200) {
      throw new IOException("the proxy answers " + status);
    }
  }

  private boolean isDirect(String host) {
    String listed =
        access
            .variables()
            .getOrDefault("no_proxy", access.variables().getOrDefault("NO_PROXY", ""));
    for (String entry : listed.split(",")) {
      String name = entry.strip();
      boolean suffix = name.startsWith(".") ? host.endsWith(name) : host.endsWith("." + name);
      if (!name.isEmpty() && (name.equals("*") || host.equals(name) || suffix)) {
        return true;
      }
    }
    return false;
  }

  private static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static byte[] request(URI uri, Map<String, String> headers) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder text = new StringBuilder("GET ").append(path).append(query);
    text.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority());
    text.append("\r\nUser-Agent: create-dump\r\nAccept: */*\r\nAccept-Encoding: identity");
    text.append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String why(IOException e) {
    return Shown.of(String.valueOf(e.getMessage()));
  }
}
