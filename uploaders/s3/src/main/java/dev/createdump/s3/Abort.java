package dev.createdump.s3;

import dev.createdump.spi.ObjectKey;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;

/// Removes the parts of an upload that will not be completed. A part that was on its way may arrive
/// afterwards, so that S3 asks to abort until there is nothing more to abort.
final class Abort {
  private static final int TIMES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final S3Bucket bucket;
  private final AbortMultipartUploadRequest request;

  Abort(S3Bucket bucket, ObjectKey key, String upload) {
    this.bucket = bucket;
    this.request =
        AbortMultipartUploadRequest.builder()
            .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE))
            .bucket(bucket.place().bucket())
            .key(bucket.place().key(key))
            .uploadId(upload)
            .requestPayer(bucket.payer())
            .build();
  }

  /// What cannot be removed stays for the bucket's own rule: the failure that led here is told, not
  /// this one.
  void run() {
    boolean interrupted = Thread.interrupted();
    try {
      for (int i = 0; i < TIMES; i++) {
        bucket.client().abortMultipartUpload(request);
      }
    } catch (SdkException e) {
      // NoSuchUpload says that nothing is left.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
