package dev.createdump.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.createdump.spi.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// Sends the blocks of one object, some at once, and keeps as many of them in memory.
///
/// A block's name holds a random number: all uploads of an object share one list of blocks that are
/// not committed, and must not take each other's. Blocks that are never committed are invisible;
/// Azure discards them after a week, or when the object is written. They cannot be deleted.
final class BlockUpload {
  /// What "Put Block List" takes.
  static final int MAX_BLOCKS = 50_000;

  private final BlockBlobClient blob;
  private final Context context;
  private final int blockSize;
  private final int parallel;
  private final long nonce = ThreadLocalRandom.current().nextLong();

  /// All blocks of an object, sent.
  ///
  /// @param blocks their names, in order
  /// @param md5 the MD5 of the whole
  /// @param checksum what Azure computed: the MD5 over the MD5s of the blocks, and their number
  record Staged(List<String> blocks, byte[] md5, String checksum) {}

  private record Sent(String name, byte[] buffer, byte[] md5) {}

  BlockUpload(BlockBlobClient blob, Context context, int blockSize, int parallel) {
    this.blob = blob;
    this.context = context;
    this.blockSize = blockSize;
    this.parallel = parallel;
  }

  Staged stage(Payload payload) throws IOException {
    int size = blockSize(payload.length());
    MessageDigest whole = Md5.digest();
    MessageDigest composite = Md5.digest();
    List<String> names = new ArrayList<>();
    Deque<Future<Sent>> underWay = new ArrayDeque<>();
    Deque<byte[]> free = new ArrayDeque<>();
    try (InputStream in = payload.openVerified();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (long left = payload.length(); left > 0; left -= Math.min(left, size)) {
          while (underWay.size() >= parallel) {
            free.push(finish(underWay.poll(), names, composite));
          }
          byte[] buffer = read(in, left < size ? new byte[(int) left] : next(free, size));
          whole.update(buffer);
          int number = names.size() + underWay.size();
          underWay.add(threads.submit(() -> send(number, buffer)));
        }
        for (Future<Sent> sent : underWay) {
          finish(sent, names, composite);
        }
      } finally {
        threads.shutdownNow(); // after a failure nothing more is sent
      }
    }
    String checksum = "md5:" + HexFormat.of().formatHex(composite.digest()) + "-" + names.size();
    return new Staged(names, whole.digest(), checksum);
  }

  /// Larger blocks where there would be too many.
  private int blockSize(long length) {
    return Math.toIntExact(Math.max(blockSize, Math.ceilDiv(length, MAX_BLOCKS)));
  }

  private static byte[] next(Deque<byte[]> free, int size) {
    byte[] buffer = free.poll();
    return buffer != null && buffer.length == size ? buffer : new byte[size];
  }

  private static byte[] read(InputStream in, byte[] buffer) throws IOException {
    int count = in.readNBytes(buffer, 0, buffer.length);
    if (count != buffer.length) {
      throw new IllegalStateException("a verified payload ended early");
    }
    return buffer;
  }

  private Sent send(int number, byte[] content) throws IOException {
    String name = name(number);
    byte[] md5 = Md5.of(content);
    Response<Void> response =
        blob.stageBlockWithResponse(
            new BlockBlobStageBlockOptions(name, BinaryData.fromBytes(content)).setContentMd5(md5),
            null,
            context);
    String computed = response.getHeaders().getValue(HttpHeaderName.CONTENT_MD5);
    Md5.requireSame(md5, computed == null ? null : Base64.getDecoder().decode(computed));
    return new Sent(name, content, md5);
  }

  /// Every name of an object has the same length, as Azure demands.
  private String name(int number) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(12).putLong(nonce).putInt(number).array());
  }

  private static byte[] finish(Future<Sent> future, List<String> names, MessageDigest composite)
      throws IOException {
    try {
      Sent sent = future.get();
      names.add(sent.name());
      composite.update(sent.md5());
      return sent.buffer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException known -> throw known;
        case RuntimeException known -> throw known;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
