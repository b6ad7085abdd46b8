package dev.createdump.testkit.gcs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A Google Cloud Storage over real HTTP on 127.0.0.1. All methods are safe from any thread.
public final class FakeGcs implements AutoCloseable {
  /// The permissions that the service account has in every bucket.
  public static final Set<String> ALL =
      Set.of(
          "storage.buckets.get",
          "storage.objects.create",
          "storage.objects.delete",
          "storage.objects.get",
          "storage.objects.list",
          "storage.objects.setRetention",
          "storage.objects.update");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, GcsBucket> buckets = new HashMap<>();
  private final AtomicLong generations = new AtomicLong(1_700_000_000_000_000L);
  private final GcsAccess access = new GcsAccess();
  private final GcsUploads uploads = new GcsUploads(this);

  private FakeGcs(HttpServer server) {
    this.server = server;
  }

  /// Starts on a free port.
  public static FakeGcs start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeGcs fake = new FakeGcs(server);
    server.setExecutor(fake.threads);
    server.createContext("/", new GcsHandler(fake));
    server.start();
    return fake;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Creates a bucket.
  ///
  /// @param objectRetention whether objects in it may have a retention of their own
  /// @param requesterPays whether who asks pays
  public synchronized void bucket(String name, boolean objectRetention, boolean requesterPays) {
    buckets.put(name, new GcsBucket(name, objectRetention, requesterPays));
  }

  /// The service account's file of credentials, whose tokens come from an address.
  public String serviceAccountFile(URI tokens) {
    return GcsAccess.serviceAccountFile(tokens.toString());
  }

  /// Makes a token known, with what it may do.
  public void token(String token, Set<String> permissions) {
    access.token(token, permissions);
  }

  /// Lets all tokens expire.
  public void forgetTokens() {
    access.forgetTokens();
  }

  /// An object, or null.
  public synchronized @Nullable GcsObject object(String bucket, String name) {
    GcsBucket found = buckets.get(bucket);
    return found == null ? null : found.objects.get(name);
  }

  /// The names of all objects of a bucket.
  public synchronized List<String> names(String bucket) {
    GcsBucket found = buckets.get(bucket);
    return found == null ? List.of() : List.copyOf(found.objects.keySet());
  }

  /// How many resumable uploads were begun and neither finished nor cancelled.
  public int unfinishedUploads() {
    return uploads.unfinished();
  }

  synchronized GcsBucket bucket(String name) throws GcsRefusal {
    GcsBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new GcsRefusal(404, "notFound", "The specified bucket does not exist.");
    }
    return bucket;
  }

  long nextGeneration() {
    return generations.incrementAndGet();
  }

  GcsAccess access() {
    return access;
  }

  GcsUploads uploads() {
    return uploads;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
