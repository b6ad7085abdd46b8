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

/// Ceph's object gateway, where it is installed, started once for all tests of a run. It locks
/// objects, keeps tags and has a key service. It is older than conditional completion, new
/// checksums, and encryption with the store's own keys.
///
/// @param kmsKey the name of the key in its key service
record Ceph(URI endpoint, String id, String secret, String kmsKey) implements S3Server {

  /// What this version cannot do in a bucket of its default kind, and in one that locks.
  static final Set<Capability> LACKS = EnumSet.of(Capability.SSE_MANAGED, Capability.OBJECT_LOCK);

  static final Set<Capability> LACKS_LOCKING = EnumSet.of(Capability.SSE_MANAGED);

  /// The settings that a service of this age needs.
  static final Map<StoreSetting, String> SETTINGS =
      Map.of(StoreSetting.CHECKSUM, "when-required", StoreSetting.CHUNKED, "false");

  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private static @Nullable Ceph running;

  /// Whoever asks first starts it; the test is skipped where it is not installed.
  static synchronized Ceph get() throws Exception {
    if (running == null) {
      running = start();
    }
    return running;
  }

  /// A new bucket.
  String bucket(boolean locking) {
    String name = "bucket-" + BUCKETS.incrementAndGet();
    try (S3Client client = client()) {
      client.createBucket(
          bucket -> bucket.bucket(name).objectLockEnabledForBucket(locking ? true : null));
    }
    return name;
  }

  private static Ceph start() throws Exception {
    Map<String, String> said = ServedS3.start("ceph");
    return new Ceph(
        URI.create(said.getOrDefault("endpoint", "")),
        said.getOrDefault("id", ""),
        said.getOrDefault("secret", ""),
        said.getOrDefault("kms", ""));
  }
}
