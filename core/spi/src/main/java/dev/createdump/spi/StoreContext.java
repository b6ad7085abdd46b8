package dev.createdump.spi;

import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a store may know of the run it serves.
///
/// @param settings how the store is reached; only what was asked for
/// @param environment the environment variables; a store reads no others
/// @param deadline the longest that one operation may take with all its retries
public record StoreContext(
    Map<StoreSetting, String> settings, Map<String, String> environment, Duration deadline) {
  public StoreContext {
    settings = Map.copyOf(settings);
    environment = Map.copyOf(environment);
  }

  /// The bytes of a customer's key: every store takes AES-256.
  private static final int KEY_BYTES = 32;

  public Optional<String> setting(StoreSetting setting) {
    return Optional.ofNullable(settings.get(setting));
  }

  /// Whether a setting that is `true` or `false` is true.
  public boolean flag(StoreSetting setting, boolean otherwise) {
    String value = settings.get(setting);
    return value == null ? otherwise : Boolean.parseBoolean(value);
  }

  /// A setting that is a whole number.
  public long number(StoreSetting setting, long otherwise) {
    String value = settings.get(setting);
    return value == null ? otherwise : Long.parseLong(value);
  }

  /// The 32 bytes of {@link StoreSetting#CUSTOMER_KEY}, a new array on every call.
  public Optional<byte[]> customerKey() {
    return setting(StoreSetting.CUSTOMER_KEY).map(Base64.getDecoder()::decode);
  }

  /// The same context with a customer's key.
  ///
  /// @throws IllegalArgumentException where it has not 32 bytes
  public StoreContext withCustomerKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a customer's key has " + KEY_BYTES + " bytes");
    }
    Map<StoreSetting, String> more = new EnumMap<>(StoreSetting.class);
    more.putAll(settings);
    more.put(StoreSetting.CUSTOMER_KEY, Base64.getEncoder().encodeToString(key));
    return new StoreContext(more, environment, deadline);
  }

  /// Fails where a setting is asked for that a store does not understand. Every provider calls this
  /// before it opens a store.
  ///
  /// @param understood what the store understands
  /// @param subject the URI to name in the error
  /// @throws StoreException `UNSUPPORTED`, naming the settings
  public void require(Set<StoreSetting> understood, String subject) throws StoreException {
    Set<StoreSetting> strange = EnumSet.noneOf(StoreSetting.class);
    strange.addAll(settings.keySet());
    strange.removeAll(understood);
    if (!strange.isEmpty()) {
      throw new StoreException(
          StoreException.Code.UNSUPPORTED,
          subject,
          "this kind of store has no setting " + strange.toString().toLowerCase(Locale.ROOT));
    }
  }

  /// Never prints values: they may be keys and tokens.
  @Override
  public String toString() {
    return "StoreContext with " + settings.keySet() + ", deadline " + deadline;
  }
}
