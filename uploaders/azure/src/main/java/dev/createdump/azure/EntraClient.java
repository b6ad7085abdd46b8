package dev.createdump.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.credential.AccessToken;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fetches tokens for Azure Storage: "OAuth 2.0 client credentials flow" of the Microsoft identity
/// platform for clients, "How to use managed identities" for machines and services.
///
/// Every answer is bounded, no answer's text is repeated but the error code that Entra documents.
final class EntraClient {
  private static final String RESOURCE = "https://storage.azure.com/";
  private static final String AUDIENCE = "api://AzureADTokenExchange";
  private static final String MACHINE = "http://169.254.169.254/metadata/identity/oauth2/token";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MACHINE_PATIENCE = Duration.ofSeconds(2);
  private static final int MAX_ANSWER = 256 * 1024;

  private final HttpClient http;
  private final String subject;
  private final InstantSource clock;

  EntraClient(HttpClient http, String subject, InstantSource clock) {
    this.http = http;
    this.subject = subject;
    this.clock = clock;
  }

  /// With a token that the platform keeps fresh in a file.
  AccessToken federatedFile(Map<String, String> environment) throws StoreException {
    String file = environment.getOrDefault("AZURE_FEDERATED_TOKEN_FILE", "");
    try {
      return federated(environment, Files.readString(Path.of(file)).strip());
    } catch (IOException e) {
      throw denied("the token file " + file + " (AZURE_FEDERATED_TOKEN_FILE) cannot be read", e);
    }
  }

  /// With a token that GitHub hands out to a job with `id-token: write`.
  AccessToken federatedGitHub(Map<String, String> environment) throws StoreException {
    String url = environment.getOrDefault("ACTIONS_ID_TOKEN_REQUEST_URL", "");
    String separator = url.contains("?") ? "&" : "?";
    Map<String, Object> answer =
        ask(
            HttpRequest.newBuilder(uri(url + separator + "audience=" + encoded(AUDIENCE)))
                .timeout(PATIENCE)
                .header(
                    "Authorization",
                    "Bearer " + environment.getOrDefault("ACTIONS_ID_TOKEN_REQUEST_TOKEN", ""))
                .build(),
            "GitHub's ID token");
    return federated(environment, text(answer, "value", "GitHub's ID token"));
  }

  /// With an ID token of a provider that the application trusts.
  AccessToken federated(Map<String, String> environment, String assertion) throws StoreException {
    return client(
        environment,
        "client_assertion_type="
            + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + encoded(assertion));
  }

  AccessToken clientSecret(Map<String, String> environment) throws StoreException {
    return client(
        environment,
        "client_secret=" + encoded(environment.getOrDefault("AZURE_CLIENT_SECRET", "")));
  }

  private AccessToken client(Map<String, String> environment, String proof) throws StoreException {
    String authority =
        environment.getOrDefault("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/");
    String tenant = environment.getOrDefault("AZURE_TENANT_ID", "");
    String body =
        "grant_type=client_credentials&client_id="
            + encoded(environment.getOrDefault("AZURE_CLIENT_ID", ""))
            + "&scope="
            + encoded(RESOURCE + ".default")
            + "&"
            + proof;
    HttpRequest request =
        HttpRequest.newBuilder(
                uri(authority.replaceFirst("/*$", "/") + encoded(tenant) + "/oauth2/v2.0/token"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return token(ask(request, "Microsoft Entra ID"), "Microsoft Entra ID");
  }

  /// The identity of a service such as App Service or Container Apps.
  AccessToken serviceIdentity(Map<String, String> environment) throws StoreException {
    HttpRequest request =
        HttpRequest.newBuilder(
                uri(
                    environment.getOrDefault("IDENTITY_ENDPOINT", "")
                        + "?api-version=2019-08-01&resource="
                        + encoded(RESOURCE)
                        + clientId(environment)))
            .timeout(PATIENCE)
            .header("X-IDENTITY-HEADER", environment.getOrDefault("IDENTITY_HEADER", ""))
            .build();
    return token(ask(request, "the managed identity"), "the managed identity");
  }

  /// The identity of a virtual machine, or where there is none who is logged in to the Azure CLI.
  AccessToken ambient(Map<String, String> environment) throws StoreException {
    HttpRequest request =
        HttpRequest.newBuilder(
                uri(
                    MACHINE
                        + "?api-version=2018-02-01&resource="
                        + encoded(RESOURCE)
                        + clientId(environment)))
            .timeout(MACHINE_PATIENCE)
            .header("Metadata", "true")
            .build();
    try {
      return token(ask(request, "the machine's identity"), "the machine's identity");
    } catch (StoreException noMachine) {
      AccessToken login = AzureCli.token(environment, RESOURCE);
      if (login != null) {
        return login;
      }
      throw denied(
          "no credentials: set AZURE_TENANT_ID, AZURE_CLIENT_ID and a federated token, give the"
              + " machine an identity, or set AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_KEY",
          noMachine);
    }
  }

  private static String clientId(Map<String, String> environment) {
    String id = environment.getOrDefault("AZURE_CLIENT_ID", "");
    return id.isEmpty() ? "" : "&client_id=" + encoded(id);
  }

  private AccessToken token(Map<String, Object> answer, String who) throws StoreException {
    String token = text(answer, "access_token", who);
    long seconds;
    try {
      seconds = Long.parseLong(String.valueOf(answer.getOrDefault("expires_in", "300")));
    } catch (NumberFormatException e) {
      throw denied(who + " answered what is no token", e);
    }
    OffsetDateTime end = clock.instant().atOffset(ZoneOffset.UTC).plusSeconds(seconds);
    return new AccessToken(token, end);
  }

  private Map<String, Object> ask(HttpRequest request, String who) throws StoreException {
    try {
      HttpResponse<java.io.InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (var in = response.body()) {
        body = in.readNBytes(MAX_ANSWER);
      }
      Map<String, Object> answer = json(body);
      if (response.statusCode() == 200 && answer != null) {
        return answer;
      }
      throw refused(who, response.statusCode(), answer);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(Code.UNAVAILABLE, subject, who + " is not reached for a token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Code.UNAVAILABLE, subject, "interrupted", e);
    }
  }

  private StoreException refused(String who, int status, @Nullable Map<String, Object> answer) {
    if (status == 429 || status >= 500) {
      Code code = status == 429 ? Code.THROTTLED : Code.UNAVAILABLE;
      return new StoreException(code, subject, who + " answers with status " + status);
    }
    Object error = answer == null ? null : answer.get("error");
    String told = error instanceof String name && name.matches("[a-z_]{1,40}") ? ", " + name : "";
    return denied(who + " refuses a token: status " + status + told, null);
  }

  private static @Nullable Map<String, Object> json(byte[] body) {
    try (JsonReader reader = JsonProviders.createReader(body)) {
      return reader.readMap(JsonReader::readUntyped);
    } catch (IOException | IllegalStateException e) {
      return null;
    }
  }

  private String text(Map<String, Object> answer, String name, String who) throws StoreException {
    if (answer.get(name) instanceof String value && !value.isBlank()) {
      return value;
    }
    throw denied(who + " answered without " + name, null);
  }

  private URI uri(String text) throws StoreException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw denied("the environment's address for tokens is no URI", null);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private StoreException denied(String message, @Nullable Exception cause) {
    return new StoreException(Code.DENIED, subject, message, cause);
  }
}
