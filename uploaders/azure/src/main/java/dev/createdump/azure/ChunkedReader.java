package dev.createdump.azure;

import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads an object piece by piece, each whole and with the SDK's retries and the store's deadline,
/// so that a connection that breaks in the middle disturbs nobody. All pieces are of the version
/// that the first one was of.
final class ChunkedReader extends InputStream {
  private static final int CHUNK = 4 * 1024 * 1024;

  /// Fetches a range, under the store's deadline.
  @FunctionalInterface
  interface Fetch {
    BlobDownloadContentResponse range(BlobRange range, BlobRequestConditions conditions)
        throws StoreException;
  }

  private final Fetch fetch;
  private byte[] chunk = {};
  private int at;
  private final long first;
  private long next;
  private long length = Long.MAX_VALUE;
  private @Nullable String etag;
  private boolean closed;

  /// @param offset the first byte to read
  /// @throws StoreException `NOT_FOUND` where there is no such object
  ChunkedReader(Fetch fetch, long offset) throws StoreException {
    this.fetch = fetch;
    this.next = offset;
    this.first = offset;
    more();
  }

  private void more() throws StoreException {
    BlobRequestConditions same = new BlobRequestConditions();
    if (etag != null) {
      same.setIfMatch(etag);
    }
    BlobDownloadContentResponse response;
    try {
      response = fetch.range(new BlobRange(next, (long) CHUNK), same);
    } catch (StoreException e) {
      if (next == first
          && e.getCause() instanceof BlobStorageException range
          && range.getStatusCode() == 416) {
        length = next; // there is no byte at the offset, nor behind it
        return;
      }
      throw e;
    }
    chunk = response.getValue().toBytes();
    at = 0;
    next += chunk.length;
    etag = response.getDeserializedHeaders().getETag();
    length = total(response.getDeserializedHeaders().getContentRange());
  }

  /// The number behind the slash of `bytes 0-4/10`; the whole object came where there is none.
  private long total(@Nullable String contentRange) {
    if (contentRange == null) {
      return next;
    }
    return Long.parseLong(contentRange.substring(contentRange.indexOf('/') + 1));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, buffer.length);
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (count == 0) {
      return 0;
    }
    if (at == chunk.length) {
      if (next >= length) {
        return -1;
      }
      more();
    }
    int given = Math.min(count, chunk.length - at);
    System.arraycopy(chunk, at, buffer, offset, given);
    at += given;
    return given;
  }

  @Override
  public void close() {
    closed = true;
    chunk = new byte[0];
    at = 0;
  }
}
