package dev.createdump.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/// An answer that is read to its end when it is closed, where its end is near: the JDK uses a
/// connection again only then, and readers of XML stop before the end.
final class Drained extends FilterInputStream {
  private static final int NEAR = 4096;

  private boolean closed;

  private Drained(InputStream in) {
    super(in);
  }

  static HttpExecuteResponse of(HttpExecuteResponse response) {
    AbortableInputStream body = response.responseBody().orElse(null);
    if (body == null) {
      return response;
    }
    return HttpExecuteResponse.builder()
        .response(response.httpResponse())
        .responseBody(AbortableInputStream.create(new Drained(body), body))
        .build();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        in.readNBytes(NEAR);
      } catch (IOException e) {
        // Whoever reads has what it wanted; the connection is given up.
      }
    }
    super.close();
  }
}
