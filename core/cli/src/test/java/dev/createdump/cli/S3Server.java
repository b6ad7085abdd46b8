package dev.createdump.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A server of S3's protocol that is down until it is started.
final class S3Server implements AutoCloseable {
  static final String ID = "local-id";
  static final String SECRET = "local-" + System.nanoTime();

  private final TransientNio2BlobStore blobs = new TransientNio2BlobStore();
  private final int port;
  private final S3Proxy proxy;

  S3Server() throws Exception {
    this("evidence");
  }

  S3Server(String bucket) throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    blobs.createContainer(bucket);
    proxy =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create(endpoint()))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ID, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /// The keys of a bucket's objects.
  List<String> names(String bucket) {
    ListObjectsV2Request all = ListObjectsV2Request.builder().bucket(bucket).build();
    return blobs.list(all).contents().stream().map(S3Object::key).toList();
  }

  void start() throws Exception {
    proxy.start();
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
