package dev.createdump.testkit.store;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One fresh, empty place for objects, and the ways to it that a store's tests need.
public interface StoreEnvironment extends AutoCloseable {
  /// Opens a store on the place; every call opens another one on the same place.
  Store open() throws Exception;

  /// What the store authenticates with: texts that no error may carry. Empty where there are none.
  default Set<String> secrets() {
    return Set.of();
  }

  /// A class of storage that the place has.
  default String storageClass() {
    return "STANDARD";
  }

  /// What the place says of an object when it is asked in another way than through the store, or
  /// nothing where it cannot be asked.
  default Optional<Kept> inspect(ObjectKey key) throws Exception {
    return Optional.empty();
  }

  /// Reads what a signed URL leads to, as anyone on the network could.
  default byte[] fetch(URI signedUrl) throws IOException {
    try (InputStream in = signedUrl.toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  /// Frees the place. Stores that were opened on it are closed already.
  @Override
  default void close() throws IOException {}

  /// What a place keeps with an object and the SPI does not read back.
  ///
  /// @param contentType the media type
  /// @param tags the tags
  /// @param retentionOrNull how long the object must stay
  /// @param legalHold whether it is held
  /// @param encryptionOrNull what it is encrypted with, where that was asked for
  /// @param storageClassOrNull its class of storage, where one was asked for
  record Kept(
      String contentType,
      Map<String, String> tags,
      PutOptions.@Nullable Retention retentionOrNull,
      boolean legalHold,
      PutOptions.@Nullable Encryption encryptionOrNull,
      @Nullable String storageClassOrNull) {
    public Kept {
      tags = Map.copyOf(tags);
    }
  }
}
