package dev.createdump.s3;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where objects lie: `s3://bucket/prefix`.
///
/// @param uri the place's own URI, without a trailing slash
/// @param bucket the bucket's name
/// @param prefix what stands before every key: empty, or it ends with a slash
record S3Place(URI uri, String bucket, String prefix) {
  /// The rules of general purpose buckets, which those of directory buckets and access points'
  /// aliases fit as well; old ones in us-east-1 may have capitals and underscores.
  private static final String BUCKET = "[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]";

  /// @throws StoreException `INVALID` where the URI names no bucket
  static S3Place of(URI uri) throws StoreException {
    if (uri.isOpaque() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw invalid("an S3 store is named s3://bucket/prefix");
    }
    String bucket = uri.getRawAuthority();
    if (bucket == null || !bucket.matches(BUCKET)) {
      throw invalid("the URI names no bucket: s3://bucket/prefix, without user or port");
    }
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/|/+$", "");
    if (!path.isEmpty() && !ObjectKey.isValid(path)) {
      throw invalid("the path in s3://" + bucket + "/… is no prefix of keys");
    }
    URI root = URI.create("s3://" + bucket);
    return path.isEmpty()
        ? new S3Place(root, bucket, "")
        : new S3Place(new ObjectKey(path).under(root), bucket, path + "/");
  }

  private static StoreException invalid(String message) {
    return new StoreException(StoreException.Code.INVALID, "s3:", message);
  }

  /// The whole key of an object in the bucket.
  String key(ObjectKey key) {
    return prefix + key.value();
  }

  /// The key of an object relative to this place, or null where it is none: what other tools put
  /// here may have keys that are not valid.
  @Nullable ObjectKey relative(String whole) {
    String rest = whole.substring(prefix.length());
    return ObjectKey.isValid(rest) ? new ObjectKey(rest) : null;
  }

  /// The URI of an object, to name in errors.
  String subject(ObjectKey key) {
    return key.under(uri).toString();
  }
}
