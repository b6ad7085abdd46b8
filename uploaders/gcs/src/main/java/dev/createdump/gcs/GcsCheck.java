package dev.createdump.gcs;

import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BucketGetOption;
import com.google.cloud.storage.Storage.BucketSourceOption;
import com.google.cloud.storage.StorageException;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a bucket says of itself before anything is written.
final class GcsCheck {
  private final GcsPlace place;
  private final GcsConnection connection;
  private final GcsWay way;

  GcsCheck(GcsPlace place, GcsConnection connection, GcsWay way) {
    this.place = place;
    this.connection = connection;
    this.way = way;
  }

  /// Fails where the bucket could not store with these options.
  void require(PutOptions options) throws StoreException {
    List<String> needed = new ArrayList<>(List.of("storage.objects.create", "storage.objects.get"));
    if (options.retentionOrNull() != null) {
      needed.add("storage.objects.setRetention");
    }
    requirePermissions(needed);
    if (options.retentionOrNull() == null) {
      return;
    }
    Optional<Bucket> bucket = bucket();
    if (bucket.isPresent() && !keepsObjects(bucket.get())) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED,
          place.uri().toString(),
          "object retention is not enabled for this bucket; its owner enables it");
    }
  }

  /// Anyone may ask what they may do. Servers in Google's place may not know the question.
  private void requirePermissions(List<String> needed) throws StoreException {
    List<Boolean> granted;
    try {
      granted = connection.storage().testIamPermissions(place.bucket(), needed, source());
    } catch (StorageException e) {
      if (e.getCode() != 405 && e.getCode() != 501) {
        throw e;
      }
      connection.storage().list(place.bucket(), way.list(BlobListOption.pageSize(1)));
      return;
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < needed.size(); i++) {
      if (!granted.get(i)) {
        missing.add(needed.get(i));
      }
    }
    if (!missing.isEmpty()) {
      throw new StoreException(
          StoreException.Code.DENIED,
          place.uri().toString(),
          "the credentials lack " + String.join(", ", missing));
    }
  }

  private BucketSourceOption[] source() {
    return way.userProject()
        .map(project -> new BucketSourceOption[] {BucketSourceOption.userProject(project)})
        .orElse(new BucketSourceOption[0]);
  }

  List<StoreFact> facts() throws StoreException {
    List<StoreFact> facts = new ArrayList<>();
    facts.add(new StoreFact("endpoint", connection.endpoint().toString()));
    facts.add(new StoreFact("credentials", connection.credentials().source()));
    requirePermissions(List.of());
    Optional<Bucket> known = bucket();
    if (known.isEmpty()) {
      facts.add(new StoreFact("bucket", "these credentials may not ask for its properties"));
      return facts;
    }
    Bucket bucket = known.get();
    facts.add(new StoreFact("location", String.valueOf(bucket.getLocation())));
    facts.add(new StoreFact("storage class", String.valueOf(bucket.getStorageClass())));
    facts.add(new StoreFact("versioning", on(Boolean.TRUE.equals(bucket.versioningEnabled()))));
    facts.add(new StoreFact("object retention", on(keepsObjects(bucket))));
    if (bucket.getRetentionPeriodDuration() != null) {
      facts.add(
          new StoreFact(
              "retention policy",
              bucket.getRetentionPeriodDuration().toDays()
                  + " days, "
                  + (Boolean.TRUE.equals(bucket.retentionPolicyIsLocked()) ? "locked" : "open")));
    }
    if (bucket.getDefaultKmsKeyName() != null) {
      facts.add(new StoreFact("encryption key", bucket.getDefaultKmsKeyName()));
    }
    facts.add(new StoreFact("requester pays", on(Boolean.TRUE.equals(bucket.requesterPays()))));
    return facts;
  }

  private static String on(boolean value) {
    return value ? "on" : "off";
  }

  private static boolean keepsObjects(BucketInfo bucket) {
    BucketInfo.ObjectRetention retention = bucket.getObjectRetention();
    return retention != null && BucketInfo.ObjectRetention.Mode.ENABLED.equals(retention.getMode());
  }

  /// The bucket's properties; nothing where the credentials may not ask for them, as those that may
  /// only write objects may not.
  private Optional<Bucket> bucket() throws StoreException {
    Storage storage = connection.storage();
    Bucket bucket;
    try {
      bucket =
          way.userProject().isPresent()
              ? storage.get(place.bucket(), BucketGetOption.userProject(way.userProject().get()))
              : storage.get(place.bucket());
    } catch (StorageException e) {
      if (e.getCode() == 403) {
        return Optional.empty();
      }
      throw e;
    }
    if (bucket == null) {
      throw new StoreException(
          StoreException.Code.NOT_FOUND,
          place.uri().toString(),
          "there is no such bucket; create it, or correct the URI");
    }
    return Optional.of(bucket);
  }
}
