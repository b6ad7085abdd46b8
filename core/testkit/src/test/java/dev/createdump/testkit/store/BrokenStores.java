package dev.createdump.testkit.store;

import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stores that break one sentence of the contract each, the way real ones have.
final class BrokenStores {
  static final String SECRET = "AKIA-not-a-real-key";

  private BrokenStores() {}

  private static PutOptions unconditional(PutOptions options) {
    return new PutOptions(
        PutOptions.Precondition.NONE,
        options.contentType(),
        options.metadata(),
        options.tags(),
        options.retentionOrNull(),
        options.legalHold(),
        options.encryptionOrNull(),
        options.storageClassOrNull());
  }

  static final class SilentOverwrite extends ForwardingStore {
    SilentOverwrite(Store delegate) {
      super(delegate);
    }

    @Override
    public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
      return super.put(key, payload, unconditional(options));
    }
  }

  static final class PartialObject extends ForwardingStore {
    PartialObject(Store delegate) {
      super(delegate);
    }

    @Override
    public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
      try {
        return super.put(key, payload, options);
      } catch (StoreException e) {
        if (e.code() == StoreException.Code.CORRUPT) {
          super.put(key, Payload.of(whatIsThere(payload)), unconditional(options));
        }
        throw e;
      }
    }

    private static byte[] whatIsThere(Payload payload) {
      try (InputStream in = payload.open()) {
        return in.readNBytes(100);
      } catch (IOException e) {
        return new byte[0];
      }
    }
  }

  static final class LyingChecksum extends ForwardingStore {
    LyingChecksum(Store delegate) {
      super(delegate);
    }

    @Override
    public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
      Receipt receipt = super.put(key, payload, options);
      return new Receipt(
          receipt.uri(), receipt.length(), "0".repeat(64), true, null, null, "sha256:0");
    }
  }

  static final class IgnoredPageSize extends ForwardingStore {
    IgnoredPageSize(Store delegate) {
      super(delegate);
    }

    @Override
    public ListPage list(String prefix, @Nullable String token, int max) throws StoreException {
      return super.list(prefix, token, 1000);
    }
  }

  static final class IgnoredToken extends ForwardingStore {
    IgnoredToken(Store delegate) {
      super(delegate);
    }

    @Override
    public ListPage list(String prefix, @Nullable String token, int max) throws StoreException {
      try {
        return super.list(prefix, token, max);
      } catch (StoreException e) {
        return super.list(prefix, null, max);
      }
    }
  }

  static final class DroppedTags extends ForwardingStore {
    DroppedTags(Store delegate) {
      super(delegate);
    }

    @Override
    public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
      return super.put(key, payload, options.withTags(Map.of()));
    }
  }

  /// Fails to open in its own way.
  abstract static class BadError extends ForwardingStore {
    BadError(Store delegate) {
      super(delegate);
    }

    @Override
    public final InputStream open(ObjectKey key) throws StoreException {
      try {
        return super.open(key);
      } catch (StoreException e) {
        throw bad(key);
      }
    }

    abstract StoreException bad(ObjectKey key);
  }

  static final class WrongCode extends BadError {
    WrongCode(Store delegate) {
      super(delegate);
    }

    @Override
    StoreException bad(ObjectKey key) {
      return new StoreException(StoreException.Code.UNKNOWN, key.value(), "status 404");
    }
  }

  static final class NamelessError extends BadError {
    NamelessError(Store delegate) {
      super(delegate);
    }

    @Override
    StoreException bad(ObjectKey key) {
      return new StoreException(StoreException.Code.NOT_FOUND, "object", "not found");
    }
  }

  static final class LeakedSecret extends BadError {
    LeakedSecret(Store delegate) {
      super(delegate);
    }

    @Override
    StoreException bad(ObjectKey key) {
      Exception cause = new IOException("GET with " + SECRET + " gave 404");
      return new StoreException(StoreException.Code.NOT_FOUND, key.value(), "not found", cause);
    }
  }

  static final class SwallowedKey extends ForwardingStore {
    SwallowedKey(Store delegate) {
      super(delegate);
    }

    @Override
    public Receipt put(ObjectKey key, Payload payload, PutOptions options) {
      return new Receipt(
          key.under(uri()), payload.length(), payload.sha256(), true, null, null, "sha256:0");
    }
  }

  /// Orders each page in its own way.
  abstract static class Reordered extends ForwardingStore {
    private final Comparator<ObjectStat> order;

    Reordered(Store delegate, Comparator<ObjectStat> order) {
      super(delegate);
      this.order = order;
    }

    @Override
    public ListPage list(String prefix, @Nullable String token, int max) throws StoreException {
      ListPage page = super.list(prefix, token, max);
      List<ObjectStat> objects = new ArrayList<>(page.objects());
      objects.sort(order);
      return new ListPage(objects, page.nextOrNull());
    }
  }

  static final class UnorderedListing extends Reordered {
    UnorderedListing(Store delegate) {
      super(delegate, Comparator.comparing(ObjectStat::key).reversed());
    }
  }

  static final class Utf16Listing extends Reordered {
    Utf16Listing(Store delegate) {
      super(delegate, Comparator.comparing(stat -> stat.key().value()));
    }
  }

  /// Looks first and leaps a moment later.
  static final class RacingCreation extends ForwardingStore {
    RacingCreation(Store delegate) {
      super(delegate);
    }

    @Override
    public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
      options.require(capabilities(), key.value());
      if (options.precondition() == PutOptions.Precondition.ABSENT) {
        if (stat(key).isPresent()) {
          throw new StoreException(
              StoreException.Code.ALREADY_EXISTS, key.value(), "an object has this key");
        }
        pause();
      }
      return super.put(key, payload, unconditional(options));
    }

    private static void pause() {
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static final class ClosesNever extends ForwardingStore {
    ClosesNever(Store delegate) {
      super(delegate);
    }

    @Override
    public void close() {}
  }
}
