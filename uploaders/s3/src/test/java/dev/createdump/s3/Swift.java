package dev.createdump.s3;

import dev.createdump.spi.Capability;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// OpenStack Swift behind its layer of S3's protocol, where it is installed, started once for all
/// tests of a run: a service that can do little of what evidence needs, and says so with 501.
record Swift(URI endpoint, String id, String secret) implements S3Server {
  /// What it cannot do.
  static final Set<Capability> LACKS =
      EnumSet.of(
          Capability.PUT_IF_ABSENT,
          Capability.OBJECT_LOCK,
          Capability.TAGS,
          Capability.SSE_MANAGED,
          Capability.SSE_KMS);

  /// The settings that it needs.
  static final Map<StoreSetting, String> SETTINGS =
      Map.of(StoreSetting.CHECKSUM, "when-required", StoreSetting.CHUNKED, "false");

  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private static @Nullable Swift running;

  /// Whoever asks first starts it; the test is skipped where it is not installed.
  static synchronized Swift get() throws Exception {
    if (running == null) {
      Map<String, String> said = ServedS3.start("swift");
      running =
          new Swift(
              URI.create(said.getOrDefault("endpoint", "")),
              said.getOrDefault("id", ""),
              said.getOrDefault("secret", ""));
    }
    return running;
  }

  /// A new bucket.
  String bucket() {
    String name = "bucket-" + BUCKETS.incrementAndGet();
    try (S3Client client = client()) {
      client.createBucket(bucket -> bucket.bucket(name));
    }
    return name;
  }
}
