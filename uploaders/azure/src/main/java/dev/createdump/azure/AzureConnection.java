package dev.createdump.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.CustomerProvidedKey;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.support.HttpProxy;
import dev.createdump.spi.support.Trust;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The SDK's client for one container, over the JDK's HTTP client.
///
/// The SDK reads nothing of the environment by itself, and retries what fails for the moment: eight
/// tries with growing pauses take about half a minute; a deadline that is shorter ends them.
///
/// @param container the client
/// @param credential what it proves itself with
/// @param endpoint the account's address
record AzureConnection(BlobContainerClient container, AzureCredential credential, URI endpoint) {
  private static final int TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration ONE_ANSWER = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  static AzureConnection open(AzurePlace place, StoreContext context) throws StoreException {
    String subject = place.uri().toString();
    ConnectionString connection = ConnectionString.of(context.environment());
    URI endpoint =
        place.endpoint(context, connection == null ? null : connection.endpoint(place.account()));
    EntraClient entra =
        new EntraClient(
            http(context, endpoint, subject).followRedirects(HttpClient.Redirect.NEVER).build(),
            subject,
            InstantSource.system());
    AzureCredential credential =
        new CredentialChain(context.environment(), entra).find(place, connection);
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .endpoint(endpoint.toString())
            .containerName(place.container())
            .configuration(Configuration.NONE)
            .clientOptions(new ClientOptions().setApplicationId("create-dump"))
            .httpLogOptions(new HttpLogOptions())
            .retryOptions(retries(context.deadline()))
            .addPolicy(new LastAnswer.Policy())
            .httpClient(azureHttp(context, endpoint, subject));
    context.customerKey().map(CustomerProvidedKey::new).ifPresent(builder::customerProvidedKey);
    try {
      return new AzureConnection(
          authorized(builder, place.account(), credential).buildClient(), credential, endpoint);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new StoreException(
          StoreException.Code.INVALID,
          subject,
          "the settings do not go together; a customer's key and tokens need an https: endpoint",
          e);
    }
  }

  private static BlobContainerClientBuilder authorized(
      BlobContainerClientBuilder builder, String account, AzureCredential credential) {
    return switch (credential) {
      case AzureCredential.Token token -> builder.credential(token.tokens());
      case AzureCredential.SharedKey key ->
          builder.credential(new StorageSharedKeyCredential(account, key.key()));
      case AzureCredential.Sas sas -> builder.sasToken(sas.token());
    };
  }

  private static RequestRetryOptions retries(Duration deadline) {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        TRIES,
        Duration.ofSeconds(Math.max(1, Math.min(deadline.toSeconds(), 2 * ONE_ANSWER.toSeconds()))),
        FIRST_PAUSE,
        LONGEST_PAUSE,
        null);
  }

  private static com.azure.core.http.HttpClient azureHttp(
      StoreContext context, URI endpoint, String subject) throws StoreException {
    JdkHttpClientBuilder builder =
        new JdkHttpClientBuilder(http(context, endpoint, subject))
            .configuration(Configuration.NONE)
            .connectionTimeout(CONNECT)
            .responseTimeout(ONE_ANSWER)
            .readTimeout(ONE_ANSWER)
            .writeTimeout(ONE_ANSWER);
    return builder.build();
  }

  private static HttpClient.Builder http(StoreContext context, URI endpoint, String subject)
      throws StoreException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    Optional<SSLContext> trust = Trust.of(context, subject);
    trust.ifPresent(builder::sslContext);
    Optional<InetSocketAddress> proxy = HttpProxy.of(context, endpoint, subject);
    proxy.map(ProxySelector::of).ifPresent(builder::proxy);
    return builder;
  }
}
