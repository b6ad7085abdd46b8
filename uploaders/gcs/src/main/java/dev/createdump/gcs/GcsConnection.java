package dev.createdump.gcs;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.http.HttpTransportFactory;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.BlobWriteSessionConfigs;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.spi.support.HttpProxy;
import dev.createdump.spi.support.Trust;
import io.opentelemetry.api.OpenTelemetry;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/// The client for Google Cloud Storage: JSON over the JDK's HTTP.
///
/// It retries what fails for the moment, also uploads without a precondition, which here always
/// send the same bytes again. Eight tries with growing pauses take about half a minute; a deadline
/// that is shorter ends them.
///
/// @param storage the client
/// @param rpc its calls
/// @param credentials what it proves itself with
/// @param endpoint where it is reached
record GcsConnection(
    Storage storage, CancellableRpc rpc, GcsCredentials credentials, URI endpoint) {
  private static final int CHUNK = 8 * 1024 * 1024;
  private static final int TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 60_000;

  static GcsConnection open(GcsPlace place, StoreContext context) throws StoreException {
    String subject = place.uri().toString();
    URI endpoint = place.endpoint(context);
    int chunk = Math.toIntExact(context.number(StoreSetting.PART_SIZE, CHUNK));
    NetHttpTransport transport = transport(context, endpoint, subject);
    HttpTransportFactory http = () -> transport;
    GcsCredentials credentials =
        GcsCredentials.find(context.environment(), http, endpoint, subject);
    AtomicReference<CancellableRpc> rpc = new AtomicReference<>();
    Storage storage =
        HttpStorageOptions.newBuilder()
            .setHost(endpoint.toString())
            // Without one the client looks for it in files and on the network. Nothing needs it.
            .setProjectId(credentials.project(context.environment()).orElse("none"))
            .setCredentials(credentials.credentials())
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setHttpTransportFactory(http)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setReadTimeout((int) Math.min(READ_MILLIS, context.deadline().toMillis()))
                    .build())
            .setRetrySettings(retries(context.deadline()))
            .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
            .setBlobWriteSessionConfig(BlobWriteSessionConfigs.getDefault().withChunkSize(chunk))
            .setOpenTelemetry(OpenTelemetry.noop())
            .setServiceRpcFactory(
                options -> {
                  CancellableRpc made = new CancellableRpc(options, transport);
                  rpc.set(made);
                  return made;
                })
            .build()
            .getService();
    return new GcsConnection(storage, Objects.requireNonNull(rpc.get()), credentials, endpoint);
  }

  /// A little less than the deadline, so that what Google said last is what is told.
  private static RetrySettings retries(Duration deadline) {
    return RetrySettings.newBuilder()
        .setTotalTimeoutDuration(deadline.multipliedBy(9).dividedBy(10))
        .setInitialRetryDelayDuration(FIRST_PAUSE)
        .setRetryDelayMultiplier(2)
        .setMaxRetryDelayDuration(LONGEST_PAUSE)
        .setMaxAttempts(TRIES)
        .build();
  }

  private static NetHttpTransport transport(StoreContext context, URI endpoint, String subject)
      throws StoreException {
    NetHttpTransport.Builder builder = new NetHttpTransport.Builder();
    Optional<InetSocketAddress> proxy = HttpProxy.of(context, endpoint, subject);
    builder.setProxy(proxy.map(at -> new Proxy(Proxy.Type.HTTP, at)).orElse(Proxy.NO_PROXY));
    Optional<SSLContext> trust = Trust.of(context, subject);
    trust.map(SSLContext::getSocketFactory).ifPresent(builder::setSslSocketFactory);
    return builder.build();
  }
}
