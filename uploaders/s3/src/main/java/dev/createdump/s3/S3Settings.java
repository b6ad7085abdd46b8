package dev.createdump.s3;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a bucket is reached: what was asked for, above what the environment says in AWS's own
/// variables, above the defaults.
///
/// @param regionOrNull the region; null where nobody says one, and then the bucket is asked
/// @param endpointOrNull another service than AWS
/// @param pathStyle whether the bucket stands in the path
/// @param checksum which checksum goes with an object
/// @param chunked whether the SDK may sign a body in chunks
/// @param customerKeyOrNull the customer's key in Base64
/// @param partSize bytes in a part
/// @param threshold bytes from which an object is sent in parts
/// @param parallel how many parts are sent at once
/// @param environment for the credentials
record S3Settings(
    @Nullable String regionOrNull,
    @Nullable URI endpointOrNull,
    boolean pathStyle,
    Checksum checksum,
    boolean chunked,
    boolean requesterPays,
    @Nullable URI proxyOrNull,
    @Nullable String caBundleOrNull,
    @Nullable String customerKeyOrNull,
    int partSize,
    long threshold,
    int parallel,
    Duration deadline,
    Map<String, String> environment) {

  private static final long PART_SIZE = 8L << 20;
  private static final long THRESHOLD = 16L << 20;
  private static final long PARALLEL = 4;

  /// Whether TLS is spoken with the service.
  boolean isEncrypted() {
    return endpointOrNull == null || "https".equalsIgnoreCase(endpointOrNull.getScheme());
  }

  static S3Settings of(StoreContext context, S3Place place) throws StoreException {
    URI endpoint =
        uri(
            first(context, StoreSetting.ENDPOINT, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"),
            place,
            "endpoint");
    String style = context.setting(StoreSetting.PATH_STYLE).orElse("auto");
    return new S3Settings(
        first(context, StoreSetting.REGION, "AWS_REGION", "AWS_DEFAULT_REGION"),
        endpoint,
        style.equals("always") || (style.equals("auto") && endpoint != null),
        Checksum.of(context.setting(StoreSetting.CHECKSUM).orElse("auto")),
        context.flag(StoreSetting.CHUNKED, true),
        context.flag(StoreSetting.REQUESTER_PAYS, false),
        uri(context.setting(StoreSetting.PROXY).orElse(null), place, "proxy"),
        first(context, StoreSetting.CA_BUNDLE, "AWS_CA_BUNDLE"),
        context.setting(StoreSetting.CUSTOMER_KEY).orElse(null),
        Math.toIntExact(context.number(StoreSetting.PART_SIZE, PART_SIZE)),
        context.number(StoreSetting.MULTIPART_THRESHOLD, THRESHOLD),
        Math.toIntExact(context.number(StoreSetting.PARALLEL, PARALLEL)),
        context.deadline(),
        context.environment());
  }

  private static @Nullable String first(
      StoreContext context, StoreSetting setting, String... variables) {
    Optional<String> asked = context.setting(setting);
    if (asked.isPresent()) {
      return asked.get();
    }
    for (String variable : variables) {
      String value = context.environment().get(variable);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /// What is no URI is not repeated: people put passwords into them.
  private static @Nullable URI uri(@Nullable String text, S3Place place, String what)
      throws StoreException {
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (java.net.URISyntaxException e) {
      // Told below.
    }
    throw new StoreException(
        StoreException.Code.INVALID,
        place.uri().toString(),
        "the " + what + " is no URI with a host and without a user");
  }

  /// Whether this is AWS itself, which refuses what it does not do; others may leave it out.
  boolean isAws() {
    return endpointOrNull == null
        || String.valueOf(endpointOrNull.getHost()).endsWith(".amazonaws.com");
  }

  /// A variable that is set to something.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /// Never prints values: among them is a key.
  @Override
  public String toString() {
    return "S3Settings";
  }
}
