package dev.createdump.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Credentials are found in the documented order, and ask for tokens as Microsoft documents it.
class CredentialChainTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private HttpServer entra;
  private String address = "";
  private int status = 200;
  private String answer = "{\"access_token\":\"token-1\",\"expires_in\":3600}";

  @BeforeEach
  void start() throws IOException {
    entra = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    entra.createContext("/", this::handle);
    entra.start();
    address = "http://127.0.0.1:" + entra.getAddress().getPort();
    environment.put("AZURE_AUTHORITY_HOST", address);
  }

  @AfterEach
  void stop() {
    entra.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
      boolean github = exchange.getRequestURI().getPath().equals("/github");
      byte[] text = (github ? "{\"value\":\"jwt-of-github\"}" : answer).getBytes(UTF_8);
      exchange.sendResponseHeaders(github ? 200 : status, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private AzureCredential find() throws StoreException {
    AzurePlace place = AzurePlace.of(URI.create("az://account1/container"));
    EntraClient client =
        new EntraClient(HttpClient.newHttpClient(), "az://account1", InstantSource.fixed(NOW));
    return new CredentialChain(environment, client).find(place, ConnectionString.of(environment));
  }

  private AccessToken token() throws StoreException {
    AzureCredential.Token found = (AzureCredential.Token) find();
    return found
        .tokens()
        .getTokenSync(new TokenRequestContext().addScopes("https://storage.azure.com/.default"));
  }

  private void isClient() {
    environment.put("AZURE_TENANT_ID", "tenant-1");
    environment.put("AZURE_CLIENT_ID", "client-1");
  }

  @Test
  void federatedTokenOfAFileComesFirst(@TempDir Path directory) throws Exception {
    isClient();
    environment.put("AZURE_CLIENT_SECRET", "unused");
    environment.put("AZURE_STORAGE_KEY", "unused");
    Path file = Files.writeString(directory.resolve("token"), "jwt-of-aks\n");
    environment.put("AZURE_FEDERATED_TOKEN_FILE", file.toString());
    AccessToken token = token();
    assertThat(token.getToken()).isEqualTo("token-1");
    assertThat(token.getExpiresAt().toInstant()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(asked)
        .singleElement()
        .asString()
        .startsWith("POST /tenant-1/oauth2/v2.0/token ")
        .contains("grant_type=client_credentials", "client_id=client-1")
        .contains("scope=https%3A%2F%2Fstorage.azure.com%2F.default")
        .contains("client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type")
        .endsWith("client_assertion=jwt-of-aks");
  }

  @Test
  void gitHubsTokenIsExchanged() throws Exception {
    isClient();
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", address + "/github?x=1");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
    assertThat(token().getToken()).isEqualTo("token-1");
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst())
        .startsWith("GET /github?x=1&audience=api%3A%2F%2FAzureADTokenExchange");
    assertThat(asked.getLast()).endsWith("client_assertion=jwt-of-github");
  }

  @Test
  void gitLabsTokenIsAVariable() throws Exception {
    isClient();
    environment.put("AZURE_FEDERATED_TOKEN", "jwt-of-gitlab");
    assertThat(token().getToken()).isEqualTo("token-1");
    assertThat(asked.getLast()).endsWith("client_assertion=jwt-of-gitlab");
  }

  @Test
  void servicesHaveIdentities() throws Exception {
    environment.put("IDENTITY_ENDPOINT", address + "/msi");
    environment.put("IDENTITY_HEADER", "header-1");
    assertThat(token().getToken()).isEqualTo("token-1");
    assertThat(asked.getLast())
        .startsWith("GET /msi?api-version=2019-08-01&resource=https%3A%2F%2Fstorage.azure.com%2F");
  }

  @Test
  void keysComeLast() throws Exception {
    environment.put("AZURE_STORAGE_KEY", "c2VjcmV0");
    assertThat(find()).isInstanceOf(AzureCredential.SharedKey.class);
    environment.put("AZURE_STORAGE_SAS_TOKEN", "?sv=1&sig=secret");
    assertThat(find())
        .isInstanceOfSatisfying(
            AzureCredential.Sas.class, sas -> assertThat(sas.token()).isEqualTo("sv=1&sig=secret"));
    isClient();
    environment.put("AZURE_CLIENT_SECRET", "secret");
    assertThat(find()).isInstanceOf(AzureCredential.Token.class);
    assertThat(find().toString()).doesNotContain("secret-", "sig=");
  }

  @Test
  void connectionStringOfAnotherAccountIsDenied() {
    environment.put(
        "AZURE_STORAGE_CONNECTION_STRING",
        "DefaultEndpointsProtocol=https;AccountName=account2;AccountKey=c2VjcmV0");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::find)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.DENIED))
        .withMessageNotContaining("c2VjcmV0");
  }

  @Test
  void refusedTokenIsDeniedAndNotRepeated() throws Exception {
    isClient();
    environment.put("AZURE_FEDERATED_TOKEN", "jwt-of-gitlab");
    status = 401;
    answer = "{\"error\":\"invalid_client\",\"error_description\":\"jwt-of-gitlab is bad\"}";
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::token)
        .havingCause()
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.DENIED))
        .withMessageContaining("invalid_client")
        .withMessageNotContaining("jwt-of-gitlab");
    status = 503;
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::token)
        .havingCause()
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
  }
}
