package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads objects of stores, with the credentials that uploads use.
final class StoreReader implements PolicyReader {
  /// The URI of a service that speaks a cloud's protocol.
  private static final String ENDPOINT = "CREATE_DUMP_POLICY_ENDPOINT";

  private final Supplier<Stores> stores;
  private final Access access;

  StoreReader(Supplier<Stores> stores, Access access) {
    this.stores = stores;
    this.access = access;
  }

  @Override
  public Optional<Answer> read(PolicyUri uri, String tag) throws UnreachableException, Failure {
    int slash = uri.location().lastIndexOf('/');
    String name = uri.location().substring(slash + 1);
    if (name.isEmpty() || uri.location().charAt(slash - 1) == '/') {
      throw PolicyUri.refuse(uri.shown(), "it names no object");
    }
    StoreContext context = new StoreContext(settings(), access.variables(), access.deadline());
    URI place = URI.create(uri.location().substring(0, slash));
    try (Store store = stores.get().open(place, context);
        InputStream in = store.open(new ObjectKey(name))) {
      byte[] bytes = in.readNBytes(Access.MAX_BYTES + 1);
      if (bytes.length > Access.MAX_BYTES) {
        throw PolicyReader.tooLarge(uri);
      }
      return Optional.of(new Answer(bytes, ""));
    } catch (StoreException e) {
      return switch (e.code()) {
        case NOT_FOUND -> Optional.empty();
        case THROTTLED, UNAVAILABLE -> throw new UnreachableException(e.code().toString(), e);
        case DENIED, INVALID, UNSUPPORTED, CORRUPT, ALREADY_EXISTS, UNKNOWN ->
            throw new Failure.Policy(
                "the policy " + uri.shown() + " cannot be read: " + e.getMessage(),
                "It is read with the same credentials as uploads.");
      };
    } catch (IllegalArgumentException e) {
      throw PolicyUri.refuse(uri.shown(), Shown.of(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new UnreachableException("it broke off", e);
    }
  }

  /// How a store is reached that is not the cloud's own; uploads have their rows for that, which a
  /// policy stands above.
  private Map<StoreSetting, String> settings() {
    Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
    String endpoint = access.variables().get(ENDPOINT);
    if (endpoint != null && !endpoint.isEmpty()) {
      settings.put(StoreSetting.ENDPOINT, endpoint);
    }
    access.authorities().ifPresent(file -> settings.put(StoreSetting.CA_BUNDLE, file.toString()));
    return settings;
  }
}
