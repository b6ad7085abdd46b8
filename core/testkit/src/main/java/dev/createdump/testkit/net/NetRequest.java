package dev.createdump.testkit.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The head of a request as a client sent it.
///
/// @param method the HTTP method
/// @param target path and query, as they stood
/// @param headers the headers by name in lower case; of several with one name the last
public record NetRequest(String method, String target, Map<String, String> headers) {
  public NetRequest {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /// A header, or the empty text.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// Reads a request's head; null where the client closed instead.
  static @Nullable NetRequest readHead(InputStream in) throws IOException {
    String first = line(in);
    if (first == null || first.isEmpty()) {
      return null;
    }
    String[] parts = first.split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new NetRequest(parts[0], parts[1], headers);
  }

  /// How many bytes there are behind the head at least.
  int atLeast() {
    String length = header("content-length");
    boolean chunked = header("transfer-encoding").equalsIgnoreCase("chunked");
    return chunked ? 1 : length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  byte[] readBody(InputStream in) throws IOException {
    if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = header("content-length");
    return length.isEmpty() ? new byte[0] : exactly(in, Integer.parseInt(length));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new EOFException("in a chunked body");
      }
      int count = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
      body.writeBytes(exactly(in, count));
      String end = line(in);
      if (count == 0 || end == null) {
        return body.toByteArray();
      }
    }
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length != count) {
      throw new EOFException("after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  /// The same head for a connection that carries this request alone, with a body of this length.
  byte[] headFor(int length) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    List<String> own = List.of("connection", "content-length", "transfer-encoding", "expect");
    headers.forEach(
        (name, value) -> {
          if (!own.contains(name)) {
            head.append(name + ": " + value + "\r\n");
          }
        });
    if (length > 0 || headers.containsKey("content-length")) {
      head.append("content-length: " + length + "\r\n");
    }
    head.append("connection: close\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(b);
    }
    return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
  }
}
