package dev.createdump.s3;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A server of S3's protocol on this machine, and the ways to it.
interface S3Server {
  URI endpoint();

  /// The name of the access key.
  String id();

  String secret();

  default Map<String, String> keys() {
    return Map.of("AWS_ACCESS_KEY_ID", id(), "AWS_SECRET_ACCESS_KEY", secret());
  }

  /// The SDK's own client, to look behind the store.
  default S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id(), secret())))
        .build();
  }

  /// The way of a store to it.
  default StoreContext context(Map<StoreSetting, String> more, Duration deadline) {
    Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
    settings.put(StoreSetting.ENDPOINT, endpoint().toString());
    settings.putAll(more);
    return new StoreContext(settings, keys(), deadline);
  }
}
