package dev.createdump.s3;

import dev.createdump.spi.StoreException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Whether a bucket of another service than AWS keeps versions, and whether it locks; each asked
/// once, when it is first needed.
final class Versions {
  private final ReentrantLock asking = new ReentrantLock();
  private @Nullable Boolean kept;
  private boolean locks;

  private final S3Clients clients;
  private final S3Settings settings;
  private final S3Place place;

  Versions(S3Clients clients, S3Settings settings, S3Place place) {
    this.clients = clients;
    this.settings = settings;
    this.place = place;
  }

  /// True also where it cannot be found out, and false for AWS, where nothing hangs on it.
  ///
  /// @param subject for whom it is asked
  boolean areKept(String subject) throws StoreException {
    if (settings.isAws()) {
      return false;
    }
    asking.lock();
    try {
      if (kept == null) {
        kept = ask(subject);
      }
      return kept;
    } finally {
      asking.unlock();
    }
  }

  /// Asks whether the bucket locks objects. A service that does not know locks may take the request
  /// that sets one for an object under the key, and replace what it should lock.
  ///
  /// @throws StoreException `UNSUPPORTED` where it does not
  void requireLock(S3Check check) throws StoreException {
    asking.lock();
    try {
      if (!locks && !settings.isAws()) {
        check.lock();
        locks = true;
      }
    } finally {
      asking.unlock();
    }
  }

  private boolean ask(String subject) throws StoreException {
    try {
      BucketVersioningStatus status =
          clients.client.getBucketVersioning(get -> get.bucket(place.bucket())).status();
      return status != null;
    } catch (RuntimeException e) {
      StoreException told = S3Errors.of(subject, e, clients.attempts.lastStatus());
      return switch (told.code()) {
        case UNSUPPORTED -> false;
        case DENIED, INVALID, UNKNOWN -> true;
        default -> throw told;
      };
    }
  }
}
