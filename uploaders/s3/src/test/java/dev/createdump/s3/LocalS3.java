package dev.createdump.s3;

import static org.gaul.s3proxy.auth.AuthenticationType.AWS_V2_OR_V4;

import dev.createdump.testkit.net.FaultyProxy;
import dev.createdump.testkit.net.NetFault;
import dev.createdump.testkit.net.NetRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// S3Proxy in this process: a server of S3's protocol that verifies signatures, checksums and
/// conditions, on a port of its own. It keeps no tags and locks nothing.
///
/// It answers a write before it has read the end of a content in chunks, or any of it where it
/// refuses, and closes the connection, which takes the answer with it now and then; S3 reads on. So
/// a proxy that sends whole requests stands before it.
final class LocalS3 implements S3Server, AutoCloseable {
  static final String BUCKET = "evidence";
  static final String ID = "local-access-key";

  private final S3Proxy proxy;
  private final FaultyProxy network;
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
    network = FaultyProxy.start(direct());
  }

  private URI direct() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public URI endpoint() {
    return network.uri();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String secret() {
    return secret;
  }

  /// A network that breaks as a script says, in front of the server.
  FaultyProxy behind(Function<NetRequest, @Nullable NetFault> script) throws IOException {
    FaultyProxy faulty = FaultyProxy.start(direct());
    faulty.fail(script);
    return faulty;
  }

  /// How many uploads in parts were begun and not ended.
  int unfinished() {
    try (S3Client client = client()) {
      return client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().size();
    }
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

  @Override
  public void close() {
    try {
      network.close();
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
