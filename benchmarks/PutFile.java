import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;

/// Stores one file, from the start of a process to the receipt: URI, endpoint, file, key.
final class PutFile {
  public static void main(String[] args) throws Exception {
    URI uri = URI.create(args[0]);
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
      if (provider.schemes().contains(uri.getScheme())) {
        StoreContext context =
            new StoreContext(
                Map.of(StoreSetting.ENDPOINT, args[1]), System.getenv(), Duration.ofMinutes(5));
        try (Store store = provider.open(uri, context)) {
          store.put(
              new ObjectKey(args[3]),
              Payload.of(Path.of(args[2])),
              PutOptions.createOnly("application/octet-stream"));
        }
        return;
      }
    }
    throw new IllegalArgumentException("no store for " + uri);
  }
}
