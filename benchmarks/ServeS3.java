import static org.gaul.s3proxy.auth.AuthenticationType.AWS_V2_OR_V4;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// Serves memory as buckets over HTTP and HTTPS until its input ends: bucket `bench`.
///
/// Arguments: a key store, its password, the access key, the secret key. Prints the
/// port of HTTP and that of HTTPS.
final class ServeS3 {
  public static void main(String[] args) throws Exception {
    TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    blobs.createContainer("bench");
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(args[0], args[1])
            .awsAuthentication(AWS_V2_OR_V4, args[2], args[3])
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    System.out.println(server.getPort() + " " + server.getSecurePort());
    while (System.in.read() >= 0) {}
    server.stop();
  }
}
