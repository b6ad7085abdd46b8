package dev.createdump.engine.central;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An answer in HTTP/1.1 (RFC 9112), read within bounds. Whatever is unusual is refused: a body
/// without a stated length, one with two, one that is encoded though nobody asked for it.
///
/// @param headers by lower-case name; of several of a name the first
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
  private static final int MAX_HEAD = 32 << 10;
  private static final int MAX_INTERIM = 5;

  /// The answer is not what RFC 9112 allows, or more than was agreed to.
  static final class BadAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    BadAnswerException(String message) {
      super(message);
    }
  }

  static HttpAnswer read(InputStream in, int maxBody) throws IOException, BadAnswerException {
    for (int i = 0; i < MAX_INTERIM; i++) {
      HttpAnswer head = head(in);
      if (head.status >= 200) {
        return new HttpAnswer(head.status, head.headers, head.body(in, maxBody));
      }
    }
    throw new BadAnswerException("answers without end");
  }

  /// The head alone, as a proxy answers to CONNECT.
  static HttpAnswer head(InputStream in) throws IOException, BadAnswerException {
    int[] left = {MAX_HEAD};
    String[] status = line(in, left).split(" ", 3);
    boolean http = status.length >= 2 && status[0].startsWith("HTTP/1.");
    if (!http || !status[1].matches("[1-5][0-9][0-9]")) {
      throw new BadAnswerException("does not answer in HTTP/1.1");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw new BadAnswerException("sends a header that is none");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      String before = headers.putIfAbsent(name, value);
      if (name.equals("content-length") && before != null && !before.equals(value)) {
        throw new BadAnswerException("states two lengths");
      }
    }
    return new HttpAnswer(Integer.parseInt(status[1]), headers, new byte[0]);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private byte[] body(InputStream in, int max) throws IOException, BadAnswerException {
    if (status != 200) {
      return new byte[0];
    }
    String encoding = header("content-encoding").toLowerCase(Locale.ROOT);
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      throw new BadAnswerException("sends a compressed body, which nobody asked for");
    }
    String transfer = header("transfer-encoding").toLowerCase(Locale.ROOT);
    String length = header("content-length");
    if (transfer.isEmpty() == length.isEmpty()) {
      throw new BadAnswerException("states no length or two");
    }
    if (transfer.isEmpty()) {
      return exactly(in, number(length, 10, max), max);
    }
    if (!transfer.equals("chunked")) {
      throw new BadAnswerException("sends a body in an encoding of its own");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (; ; ) {
      int[] left = {MAX_HEAD};
      String size = line(in, left);
      int semicolon = size.indexOf(';');
      int chunk = number(semicolon < 0 ? size : size.substring(0, semicolon), 16, max);
      body.writeBytes(exactly(in, chunk, max - body.size()));
      if (chunk == 0) {
        return body.toByteArray();
      }
      line(in, left);
    }
  }

  private static int number(String digits, int radix, int max) throws BadAnswerException {
    String plain = digits.strip();
    boolean valid = !plain.isEmpty() && plain.length() <= 15;
    for (int i = 0; valid && i < plain.length(); i++) {
      valid = Character.digit(plain.charAt(i), radix) >= 0;
    }
    if (!valid) {
      throw new BadAnswerException("states a length that is none");
    }
    return (int) Math.min(Long.parseLong(plain, radix), max + 1L);
  }

  private static byte[] exactly(InputStream in, int length, int max)
      throws IOException, BadAnswerException {
    if (length > max) {
      throw new BadAnswerException("sends more than " + (Access.MAX_BYTES >> 10) + " KiB");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it broke off after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in, int[] left) throws IOException, BadAnswerException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("it broke off");
      }
      if (--left[0] < 0) {
        throw new BadAnswerException("sends headers without end");
      }
      text.write(c);
    }
    String line = text.toString(StandardCharsets.ISO_8859_1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
