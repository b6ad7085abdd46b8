package dev.createdump.s3;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Sends the parts of one upload, some at once. One thread fills buffers; a buffer is free again
/// when its part is there.
final class Parts implements AutoCloseable {
  private static final long GRACE_SECONDS = 5;

  private final S3Bucket bucket;
  private final ObjectKey key;
  private final String upload;
  private final Supplier<AwsRequestOverrideConfiguration> remaining;
  private final BlockingQueue<byte[]> free;
  private final ExecutorService threads;
  private final List<Future<CompletedPart>> sent = new ArrayList<>();
  private final ByteArrayOutputStream checksums = new ByteArrayOutputStream();
  private final int partSize;
  private int unused;
  private volatile @Nullable StoreException failure;
  private volatile boolean stopped;

  /// @param buffers how many parts are in memory at most, one of them being filled
  /// @param remaining what is left of the deadline
  Parts(
      S3Bucket bucket,
      ObjectKey key,
      String upload,
      int partSize,
      int buffers,
      Supplier<AwsRequestOverrideConfiguration> remaining) {
    this.bucket = bucket;
    this.key = key;
    this.upload = upload;
    this.partSize = partSize;
    this.remaining = remaining;
    this.unused = buffers;
    this.free = new ArrayBlockingQueue<>(buffers);
    this.threads =
        Executors.newFixedThreadPool(
            buffers - 1, Thread.ofPlatform().daemon().name("part-", 1).factory());
  }

  /// A buffer to fill. Waits where all are on their way.
  ///
  /// @throws StoreException where a part failed
  /// @throws CancellationException where the thread is interrupted
  byte[] buffer() throws StoreException {
    failIfOneDid();
    byte[] buffer = free.poll();
    if (buffer == null && unused > 0) {
      unused--;
      return new byte[partSize];
    }
    try {
      buffer = buffer == null ? free.take() : buffer;
    } catch (InterruptedException e) {
      throw cancelled();
    }
    failIfOneDid();
    return buffer;
  }

  private void failIfOneDid() throws StoreException {
    if (failure != null) {
      throw failure;
    }
  }

  private CancellationException cancelled() {
    Thread.currentThread().interrupt();
    return new CancellationException("cancelled: " + bucket.place().subject(key));
  }

  /// Sends what is in a buffer as the next part.
  void send(byte[] buffer, int length) {
    int number = sent.size() + 1;
    byte[] checksum = bucket.settings().checksum().part(buffer, length);
    checksums.writeBytes(checksum);
    sent.add(threads.submit(() -> put(number, buffer, length, Checksum.base64(checksum))));
  }

  /// The parts' checksums, one behind the other.
  byte[] checksums() {
    return checksums.toByteArray();
  }

  /// All parts, when all are there.
  List<CompletedPart> all() throws StoreException {
    List<CompletedPart> parts = new ArrayList<>(sent.size());
    for (Future<CompletedPart> part : sent) {
      try {
        parts.add(part.get());
      } catch (InterruptedException e) {
        throw cancelled();
      } catch (ExecutionException e) {
        failIfOneDid();
        throw bucket.error(bucket.place().subject(key), e.getCause() == null ? e : e.getCause());
      }
    }
    return parts;
  }

  private CompletedPart put(int number, byte[] buffer, int length, String checksum)
      throws StoreException {
    try {
      RequestBody body =
          RequestBody.fromContentProvider(
              () -> new Stoppable(new ByteArrayInputStream(buffer, 0, length)),
              length,
              "application/octet-stream");
      UploadPartRequest request = request(number, checksum);
      UploadPartResponse answer =
          bucket.call(bucket.place().subject(key), () -> bucket.client().uploadPart(request, body));
      return completed(number, answer, checksum);
    } catch (StoreException e) {
      failure = e;
      throw e;
    } finally {
      free.add(buffer);
    }
  }

  private UploadPartRequest request(int number, String checksum) {
    UploadPartRequest.Builder request =
        UploadPartRequest.builder()
            .overrideConfiguration(remaining.get())
            .bucket(bucket.place().bucket())
            .key(bucket.place().key(key))
            .uploadId(upload)
            .partNumber(number)
            .sseCustomerAlgorithm(bucket.customerAlgorithm())
            .sseCustomerKey(bucket.settings().customerKeyOrNull())
            .sseCustomerKeyMD5(bucket.customerDigest())
            .requestPayer(bucket.payer());
    switch (bucket.settings().checksum()) {
      case AUTO -> request.checksumCRC32(checksum);
      case SHA256 -> request.checksumSHA256(checksum);
      case CRC64NVME -> request.checksumCRC64NVME(checksum);
      case WHEN_REQUIRED -> request.contentMD5(checksum);
    }
    return request.build();
  }

  private CompletedPart completed(int number, UploadPartResponse answer, String checksum) {
    CompletedPart.Builder part = CompletedPart.builder().partNumber(number).eTag(answer.eTag());
    switch (bucket.settings().checksum()) {
      case AUTO -> part.checksumCRC32(checksum);
      case SHA256 -> part.checksumSHA256(checksum);
      case CRC64NVME -> part.checksumCRC64NVME(checksum);
      case WHEN_REQUIRED -> {
        // MD5 stands in no list of parts.
      }
    }
    return part.build();
  }

  /// Ends what is still on its way, and waits for its end for a while: a part that arrives after
  /// the upload was aborted would stay.
  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A content that ends with an error once nobody wants it.
  private final class Stoppable extends java.io.FilterInputStream {
    Stoppable(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (stopped) {
        throw new IOException("cancelled");
      }
      return super.read(target, offset, length);
    }
  }
}
