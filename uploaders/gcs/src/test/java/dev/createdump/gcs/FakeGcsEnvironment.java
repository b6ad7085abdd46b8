package dev.createdump.gcs;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.gcs.FakeGcs;
import dev.createdump.testkit.gcs.GcsObject;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.store.StoreEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A bucket in a fake of its own, behind a proxy that breaks things and remembers requests. The
/// store proves itself as a service account.
final class FakeGcsEnvironment implements StoreEnvironment {
  static final String BUCKET = "evidence-1";

  private final FakeGcs fake;
  private final FaultyProxy proxy;
  private final Path credentials;
  private final Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
  private final Map<String, String> environment = new HashMap<>();
  private Duration deadline = Duration.ofSeconds(60);

  FakeGcsEnvironment() throws IOException {
    fake = FakeGcs.start();
    fake.bucket(BUCKET, true, false);
    proxy = FaultyProxy.start(fake.uri());
    credentials = Files.createTempFile("service-account", ".json");
    Files.writeString(credentials, fake.serviceAccountFile(proxy.uri()));
    with(StoreSetting.ENDPOINT, proxy.uri().toString());
    with("GOOGLE_APPLICATION_CREDENTIALS", credentials.toString());
  }

  FakeGcsEnvironment with(StoreSetting setting, String value) {
    settings.put(setting, value);
    return this;
  }

  FakeGcsEnvironment with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  FakeGcsEnvironment with(Duration other) {
    deadline = other;
    return this;
  }

  FakeGcs fake() {
    return fake;
  }

  FaultyProxy proxy() {
    return proxy;
  }

  @Override
  public Store open() throws StoreException {
    return open(URI.create("gs://" + BUCKET));
  }

  Store open(URI uri) throws StoreException {
    return new GcsStoreProvider().open(uri, new StoreContext(settings, environment, deadline));
  }

  @Override
  public Set<String> secrets() {
    return Set.of("ya29.", "PRIVATE KEY");
  }

  @Override
  public String storageClass() {
    return "NEARLINE";
  }

  @Override
  @SuppressWarnings("NullAway") // does not see that a nested type of another module is @Nullable
  public Optional<Kept> inspect(ObjectKey key) {
    GcsObject object = fake.object(BUCKET, key.value());
    if (object == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Kept(
            object.contentType(),
            Map.of(),
            retention(object),
            object.hold(),
            object.kmsKey() == null
                ? new PutOptions.Encryption.Managed()
                : new PutOptions.Encryption.Kms(object.kmsKey()),
            object.storageClass()));
  }

  private static PutOptions.@Nullable Retention retention(GcsObject object) {
    String until = object.retainUntil();
    if (until == null) {
      return null;
    }
    return new PutOptions.Retention(
        "Locked".equals(object.retentionMode())
            ? PutOptions.RetentionMode.COMPLIANCE
            : PutOptions.RetentionMode.GOVERNANCE,
        Instant.parse(until));
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    fake.close();
    Files.delete(credentials);
  }
}
