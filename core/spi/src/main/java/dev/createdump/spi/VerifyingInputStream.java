package dev.createdump.spi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Checks a payload while it is read, and fails on the read that would hand out its last byte.
///
/// Clients that know the length stop reading there and never ask for the end of the stream, so the
/// verdict must fall before the last byte leaves, not after.
final class VerifyingInputStream extends FilterInputStream {
  private final Payload payload;
  private final MessageDigest digest = Payload.newSha256();
  private long seen;
  private boolean verified;

  private VerifyingInputStream(Payload payload, InputStream in) {
    super(in);
    this.payload = payload;
  }

  /// Takes over the content, and closes it where it is wrong at once: an empty payload has no last
  /// byte to keep back.
  static InputStream over(Payload payload, InputStream content) throws PayloadException {
    VerifyingInputStream in = new VerifyingInputStream(payload, content);
    if (payload.length() > 0) {
      return in;
    }
    try {
      in.verify();
      return in;
    } catch (PayloadException e) {
      try {
        in.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (verified) {
      return length == 0 ? 0 : -1;
    }
    int count = next(buffer, offset, (int) Math.min(length, payload.length() - seen));
    if (count < 0) {
      throw new PayloadException(
          "the payload ended after " + seen + " of " + payload.length() + " bytes", null);
    }
    digest.update(buffer, offset, count);
    seen += count;
    if (seen == payload.length()) {
      verify();
    }
    return count;
  }

  private void verify() throws PayloadException {
    if (next(new byte[1], 0, 1) >= 0) {
      throw new PayloadException(
          "the payload has more than its " + payload.length() + " bytes", null);
    }
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(payload.sha256())) {
      throw new PayloadException(
          "the payload's SHA-256 is " + actual + ", not " + payload.sha256(), null);
    }
    verified = true;
  }

  private int next(byte[] buffer, int offset, int length) throws PayloadException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw new PayloadException("the payload broke off after " + seen + " bytes", e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("a payload that is verified is read from its first byte to its last");
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
