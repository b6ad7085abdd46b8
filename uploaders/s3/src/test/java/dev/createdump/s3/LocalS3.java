package dev.createdump.s3;

import static org.gaul.s3proxy.auth.AuthenticationType.AWS_V2_OR_V4;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import dev.createdump.testkit.net.NetRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// S3Proxy in this process: a server of S3's protocol that verifies signatures, checksums and
/// conditions, on a port of its own. It keeps no tags and locks nothing.
final class LocalS3 implements AutoCloseable {
  static final String BUCKET = "evidence";
  static final String ID = "local-access-key";

  private final S3Proxy proxy;
  private final String secret = "local" + "-secret-" + System.nanoTime();

  LocalS3() throws Exception {
    TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    blobs.createContainer(BUCKET);
    proxy =
        S3Proxy.builder()
            .blobStore(new ByteOrder(blobs))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AWS_V2_OR_V4, ID, secret)
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  String secret() {
    return secret;
  }

  Map<String, String> keys() {
    return Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", secret);
  }

  /// A network that breaks as a script says, in front of the server.
  FaultyProxy behind(Function<NetRequest, @Nullable NetFault> script) throws IOException {
    FaultyProxy network = FaultyProxy.start(endpoint());
    network.fail(script);
    return network;
  }

  /// What S3 would answer in an error, from a bucket in another region.
  static NetFault error(NetRequest request, int status, String name) {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>made up</Message></Error>"
            .formatted(name);
    return new NetFault.Answer(
        status,
        Map.of("Content-Type", "application/xml", "x-amz-bucket-region", "eu-west-3"),
        request.method().equals("HEAD") ? "" : body);
  }

  /// The SDK's own client, to look behind the store.
  S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, secret)))
        .build();
  }

  /// The way to it.
  StoreContext context(Map<StoreSetting, String> more, Duration deadline) {
    Map<StoreSetting, String> settings = new EnumMap<>(StoreSetting.class);
    settings.put(StoreSetting.ENDPOINT, endpoint().toString());
    settings.putAll(more);
    return new StoreContext(settings, keys(), deadline);
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
