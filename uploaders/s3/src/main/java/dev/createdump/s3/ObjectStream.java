package dev.createdump.s3;

import dev.createdump.spi.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The content of an object. Closed early, it drops the connection instead of reading the rest.
final class ObjectStream extends FilterInputStream {
  private final S3Bucket bucket;
  private final String subject;
  private final ResponseInputStream<GetObjectResponse> content;
  private final long length;
  private long seen;

  ObjectStream(S3Bucket bucket, String subject, ResponseInputStream<GetObjectResponse> content) {
    super(content);
    this.bucket = bucket;
    this.subject = subject;
    this.content = content;
    this.length = content.response().contentLength();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int read;
    try {
      read = super.read(buffer, offset, count);
    } catch (RuntimeException e) {
      throw bucket.error(subject, e);
    } catch (IOException e) {
      throw brokenOff(e);
    }
    if (read < 0 && seen < length) {
      throw brokenOff(new IOException("the end came early"));
    }
    seen += Math.max(read, 0);
    return read;
  }

  private StoreException brokenOff(IOException cause) {
    return new StoreException(
        StoreException.Code.UNAVAILABLE,
        subject,
        "reading broke off after " + seen + " of " + length + " bytes",
        cause);
  }

  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (seen < length) {
      content.abort();
    } else {
      super.close();
    }
  }
}
