package dev.createdump.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobContainerProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreFact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a container says of itself before anything is written.
final class AzureCheck {
  private final AzurePlace place;
  private final BlobContainerClient container;
  private final Context context;

  AzureCheck(AzurePlace place, BlobContainerClient container, Context context) {
    this.place = place;
    this.container = container;
    this.context = context;
  }

  /// Fails where the container could not store with these options.
  void require(PutOptions options) throws StoreException {
    Optional<BlobContainerProperties> known = properties();
    if (known.isEmpty()) {
      return; // what a SAS may not ask, Azure checks when the object is stored
    }
    boolean locks = options.retentionOrNull() != null || options.legalHold();
    if (locks && !Boolean.TRUE.equals(known.get().isImmutableStorageWithVersioningEnabled())) {
      throw unsupported(
          "the container lacks version-level immutability, which retention and legal holds need;"
              + " its owner enables it");
    }
    if (options.encryptionOrNull() instanceof PutOptions.Encryption.Kms kms
        && Boolean.TRUE.equals(known.get().isEncryptionScopeOverridePrevented())
        && !kms.key().equals(known.get().getDefaultEncryptionScope())) {
      throw unsupported("the container allows no other encryption scope than its own");
    }
  }

  List<StoreFact> facts(URI endpoint, AzureCredential credential) {
    List<StoreFact> facts = new ArrayList<>();
    facts.add(new StoreFact("endpoint", endpoint.toString()));
    facts.add(new StoreFact("credentials", credential.source()));
    Optional<BlobContainerProperties> known = properties();
    if (known.isEmpty()) {
      facts.add(new StoreFact("container", "these credentials may not ask for its properties"));
      return facts;
    }
    BlobContainerProperties properties = known.get();
    boolean versionLevel =
        Boolean.TRUE.equals(properties.isImmutableStorageWithVersioningEnabled());
    facts.add(
        new StoreFact(
            "versioning", versionLevel ? "on" : "not known: only the account's owner can tell"));
    facts.add(
        new StoreFact(
            "object lock", versionLevel ? "version-level immutability" : "not for single objects"));
    facts.add(
        new StoreFact(
            "container's own immutability policy", yes(properties.hasImmutabilityPolicy())));
    facts.add(new StoreFact("container's own legal hold", yes(properties.hasLegalHold())));
    if (properties.getDefaultEncryptionScope() != null) {
      facts.add(new StoreFact("encryption scope", properties.getDefaultEncryptionScope()));
    }
    if (properties.getBlobPublicAccess() != null) {
      facts.add(
          new StoreFact("public access", "anyone may read: " + properties.getBlobPublicAccess()));
    }
    return facts;
  }

  private static String yes(boolean value) {
    return value ? "yes" : "no";
  }

  /// The container's properties; nothing where the credentials may list but not ask for them, as a
  /// container's SAS may not.
  private Optional<BlobContainerProperties> properties() {
    try {
      return Optional.of(container.getPropertiesWithResponse(null, null, context).getValue());
    } catch (BlobStorageException e) {
      if (e.getStatusCode() != 403) {
        throw e;
      }
      container
          .listBlobs(new ListBlobsOptions().setMaxResultsPerPage(1), null)
          .iterableByPage()
          .iterator()
          .next();
      return Optional.empty();
    }
  }

  private StoreException unsupported(String message) {
    return new StoreException(StoreException.Code.UNSUPPORTED, place.uri().toString(), message);
  }
}
