package dev.createdump.spi;

/// A setting of the way to a store: where it is reached and how it is spoken to. What is to happen
/// to an object stands in {@link PutOptions}.
///
/// Values are texts of the form that each constant describes; whoever fills a
/// {@link StoreContext} has checked them. A setting that is not given is up to the store. One that
/// is given and that a provider does not understand is refused with `UNSUPPORTED` when the store is
/// opened, and never left out: {@link StoreContext#require}.
public enum StoreSetting {
  /// The region of the bucket in the store's own words, such as `eu-central-1`.
  REGION,
  /// The `http:` or `https:` URI of a compatible service, instead of the cloud's own.
  ENDPOINT,
  /// Whether the bucket stands in the path of a URL and not in its host: `auto`, `always` or
  /// `never`.
  PATH_STYLE,
  /// Which checksum is sent and verified: `auto`, `when-required`, `sha256` or `crc64nvme`.
  CHECKSUM,
  /// Whether bodies may be sent in the store's own chunked encoding: `true` or `false`.
  CHUNKED,
  /// Whether the requester pays, not the bucket's owner: `true` or `false`.
  REQUESTER_PAYS,
  /// The `http:` or `https:` URI of a proxy.
  PROXY,
  /// The path of a file with the certificates, in PEM, that are trusted instead of the JDK's.
  CA_BUNDLE,
  /// The key that the customer keeps and sends with every request: the Base64 of 32 bytes. Secret.
  CUSTOMER_KEY,
  /// The bytes in one part of an object that is sent in parts.
  PART_SIZE,
  /// The bytes from which an object is sent in parts.
  MULTIPART_THRESHOLD,
  /// The most parts that are sent at once.
  PARALLEL
}
