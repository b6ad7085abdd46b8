package dev.createdump.s3;

import dev.createdump.spi.StoreException;
import dev.createdump.spi.support.TlsWarmUp;
import dev.createdump.spi.support.Trust;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The SDK's clients, made when they are first needed: to load them takes longer than most uploads.
final class S3Clients implements AutoCloseable {
  /// Where a bucket is asked for when nobody says its region; it answers with the right one.
  private static final Region ANY = Region.US_EAST_1;

  /// So many that the deadline is what ends them.
  private static final int ATTEMPTS = 12;

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  final Attempts attempts = new Attempts();
  final Credentials credentials;
  final S3Client client;

  private final S3Settings settings;
  private final SdkHttpClient http;

  S3Clients(S3Settings settings, String subject) throws StoreException {
    this.settings = settings;
    if (settings.isEncrypted()) {
      TlsWarmUp.start();
    }
    this.http = http(settings, subject);
    this.credentials = Credentials.find(settings, http, region());
    this.client = client(credentials.provider());
  }

  private Region region() {
    return settings.regionOrNull() == null ? ANY : Region.of(settings.regionOrNull());
  }

  private static SdkHttpClient http(S3Settings settings, String subject) throws StoreException {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(least(CONNECT, settings.deadline()))
            .socketTimeout(least(ANSWER, settings.deadline()));
    if (settings.proxyOrNull() != null) {
      http.proxyConfiguration(
          ProxyConfiguration.builder().endpoint(settings.proxyOrNull()).build());
    }
    if (settings.caBundleOrNull() != null) {
      TrustManager[] managers = Trust.managers(settings.caBundleOrNull(), subject);
      http.tlsTrustManagersProvider(() -> managers);
    }
    return new FirmHttpClient(http.build());
  }

  private static Duration least(Duration some, Duration other) {
    return some.compareTo(other) < 0 ? some : other;
  }

  private S3Client client(AwsCredentialsProvider provider) {
    ClientOverrideConfiguration.Builder override =
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(settings.deadline())
            .addExecutionInterceptor(attempts)
            .retryStrategy(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(ATTEMPTS)
                    .circuitBreakerEnabled(false)
                    .retryOnException(S3Errors::isConflict)
                    .retryOnException(S3Errors::isBrokenOff)
                    .build());
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .region(region())
            .credentialsProvider(provider)
            .overrideConfiguration(override.build())
            // The uploader makes and verifies its own checksums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(configuration());
    if (settings.endpointOrNull() != null) {
      builder.endpointOverride(settings.endpointOrNull());
    } else if (settings.regionOrNull() == null) {
      builder.crossRegionAccessEnabled(true);
    }
    return builder.build();
  }

  private S3Configuration configuration() {
    return S3Configuration.builder()
        .pathStyleAccessEnabled(settings.pathStyle())
        .chunkedEncodingEnabled(settings.chunked())
        // It would cost every upload a round trip, and some stores a second.
        .expectContinueEnabled(false)
        .build();
  }

  /// Signs URLs; made anew each time, as it is seldom asked for.
  S3Presigner presigner() {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(region())
            .credentialsProvider(credentials.provider())
            .serviceConfiguration(configuration());
    if (settings.endpointOrNull() != null) {
      builder.endpointOverride(settings.endpointOrNull());
    }
    return builder.build();
  }

  @Override
  public void close() {
    client.close();
    credentials.close();
    http.close();
  }
}
