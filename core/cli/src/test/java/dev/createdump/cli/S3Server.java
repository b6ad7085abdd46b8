package dev.createdump.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// A server of S3's protocol that is down until it is started.
final class S3Server implements AutoCloseable {
  static final String ID = "local-id";
  static final String SECRET = "local-" + System.nanoTime();

  private final TransientNio2BlobStore blobs = new TransientNio2BlobStore();
  private final int port;
  private final S3Proxy proxy;

  S3Server() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    blobs.createContainer("evidence");
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
