package dev.createdump.azure;

import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.azure.Azurite;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetRequest;
import dev.createdump.testkit.store.StoreEnvironment;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A container of its own in Azurite, behind a proxy that breaks things and remembers requests.
final class AzuriteEnvironment implements StoreEnvironment {
  private final String container = "c" + UUID.randomUUID();
  private final FaultyProxy proxy;
  private final BlobContainerClient owner;
  private final Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
  private final Map<String, String> environment = new HashMap<>();
  private Duration deadline = Duration.ofSeconds(60);

  AzuriteEnvironment() throws Exception {
    URI azurite = Azurite.get().uri();
    this.proxy = FaultyProxy.start(azurite);
    this.owner =
        new BlobContainerClientBuilder()
            .endpoint(azurite + "/" + Azurite.ACCOUNT)
            .containerName(container)
            .configuration(Configuration.NONE)
            .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.KEY))
            .buildClient();
    owner.create();
    with(StoreSetting.ENDPOINT, proxy.uri().toString());
    with("AZURE_STORAGE_KEY", Azurite.KEY);
  }

  AzuriteEnvironment with(StoreSetting setting, String value) {
    settings.put(setting, value);
    return this;
  }

  AzuriteEnvironment with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  AzuriteEnvironment with(Duration other) {
    deadline = other;
    return this;
  }

  FaultyProxy proxy() {
    return proxy;
  }

  /// The container, past the store and the proxy.
  BlobContainerClient owner() {
    return owner;
  }

  URI storeUri() {
    return URI.create("az://" + Azurite.ACCOUNT + "/" + container);
  }

  @Override
  public Store open() throws StoreException {
    return open(storeUri());
  }

  Store open(URI uri) throws StoreException {
    return new AzureStoreProvider().open(uri, new StoreContext(settings, environment, deadline));
  }

  @Override
  public Set<String> secrets() {
    return Set.of(Azurite.KEY);
  }

  @Override
  public String storageClass() {
    return "Cool";
  }

  /// Azurite takes the headers of immutability and keeps nothing of them: what was asked for is
  /// read off the wire, where Azure's documentation says what it means.
  @Override
  @SuppressWarnings("NullAway") // does not see that a nested type of another module is @Nullable
  public Optional<Kept> inspect(ObjectKey key) {
    BlobClient blob = owner.getBlobClient(key.value());
    BlobProperties properties = blob.getProperties();
    NetRequest put = lastPut();
    return Optional.of(
        new Kept(
            properties.getContentType(),
            blob.getTags(),
            retention(put),
            put.header("x-ms-legal-hold").equals("true"),
            properties.isServerEncrypted() ? new PutOptions.Encryption.Managed() : null,
            String.valueOf(properties.getAccessTier())));
  }

  private NetRequest lastPut() {
    List<NetRequest> puts =
        proxy.seen().stream().filter(request -> request.method().equals("PUT")).toList();
    return puts.getLast();
  }

  private static PutOptions.@Nullable Retention retention(NetRequest put) {
    String until = put.header("x-ms-immutability-policy-until-date");
    if (until.isEmpty()) {
      return null;
    }
    return new PutOptions.Retention(
        put.header("x-ms-immutability-policy-mode").equalsIgnoreCase("locked")
            ? PutOptions.RetentionMode.COMPLIANCE
            : PutOptions.RetentionMode.GOVERNANCE,
        ZonedDateTime.parse(until, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
  }

  @Override
  public void close() throws IOException {
    owner.delete();
    proxy.close();
  }
}
