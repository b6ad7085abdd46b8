package dev.createdump.gcs;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.spi.support.ObjectNames;
import java.net.URI;

/// What a URI names: a bucket and a prefix in it.
///
/// The rules for names are those of "About Cloud Storage buckets" in Google's documentation.
///
/// @param uri the URI without slashes at its end
/// @param bucket the bucket
/// @param names the names of objects under the prefix
record GcsPlace(URI uri, String bucket, ObjectNames names) {
  private static final String GOOGLE = "https://storage.googleapis.com";

  static GcsPlace of(URI uri) throws StoreException {
    String bucket = uri.getRawAuthority();
    String path = uri.getPath();
    if (bucket == null
        || path == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw invalid("a bucket is named gs://bucket/prefix, with nothing else in the URI");
    }
    if (!bucket.matches("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]")) {
      throw invalid("no name of a bucket: gs://bucket/prefix");
    }
    String raw = uri.getRawPath().replaceFirst("^/+", "/").replaceFirst("/+$", "");
    return new GcsPlace(
        URI.create("gs://" + bucket + raw), bucket, ObjectNames.ofPath(path, "gs:"));
  }

  /// Where Google, or what stands in its place, is reached, without a slash at the end.
  URI endpoint(StoreContext context) throws StoreException {
    String endpoint = context.setting(StoreSetting.ENDPOINT).orElse(GOOGLE);
    try {
      URI given = URI.create(endpoint.replaceFirst("/+$", ""));
      if (given.getHost() == null
          || given.getRawUserInfo() != null
          || given.getRawQuery() != null) {
        throw new IllegalArgumentException("an endpoint has a host and no credentials");
      }
      return given;
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Code.INVALID, uri.toString(), "the endpoint is no http: or https: URI", e);
    }
  }

  private static StoreException invalid(String message) {
    return new StoreException(StoreException.Code.INVALID, "gs:", message);
  }
}
