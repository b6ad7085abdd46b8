package dev.createdump.gcs;

import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what a store proves itself with, as "How Application Default Credentials works" says: the
/// file that `GOOGLE_APPLICATION_CREDENTIALS` names, the file that `gcloud` keeps, the identity of
/// the machine; and before the latter two an access token that a job was given.
///
/// The files hold a federated identity, an impersonation, a login or, last, a key; the library
/// tells them apart. Nothing is asked over the network here.
///
/// @param credentials the credentials
/// @param source where they were found, for people
record GcsCredentials(Credentials credentials, String source) {
  private static final List<String> SCOPES =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  static GcsCredentials find(
      Map<String, String> environment, HttpTransportFactory http, URI endpoint, String subject)
      throws StoreException {
    String named = environment.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
    if (!named.isBlank()) {
      return ofFile(path(named, subject), "GOOGLE_APPLICATION_CREDENTIALS", http, subject);
    }
    for (String variable : List.of("CLOUDSDK_AUTH_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN")) {
      String token = environment.getOrDefault(variable, "");
      if (!token.isBlank()) {
        return new GcsCredentials(
            GoogleCredentials.create(new AccessToken(token, null)), "a token (" + variable + ")");
      }
    }
    if ("http".equalsIgnoreCase(endpoint.getScheme())) {
      return new GcsCredentials(NoCredentials.getInstance(), "none, for an endpoint without TLS");
    }
    Path kept = gcloud(environment);
    return kept != null
        ? ofFile(kept, "gcloud's application default credentials", http, subject)
        : new GcsCredentials(
            ComputeEngineCredentials.newBuilder()
                .setHttpTransportFactory(http)
                .setScopes(SCOPES)
                .build(),
            "the machine's service account");
  }

  /// The project that pays, where the environment or the credentials name one.
  Optional<String> project(Map<String, String> environment) {
    for (String variable : List.of("GOOGLE_CLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT")) {
      String project = environment.getOrDefault(variable, "");
      if (!project.isBlank()) {
        return Optional.of(project);
      }
    }
    return credentials instanceof GoogleCredentials google
        ? Optional.ofNullable(google.getQuotaProjectId()).or(() -> own(google))
        : Optional.empty();
  }

  private static Optional<String> own(GoogleCredentials google) {
    return google instanceof ComputeEngineCredentials // asks the network
        ? Optional.empty()
        : Optional.ofNullable(google.getProjectId());
  }

  private static GcsCredentials ofFile(
      Path file, String where, HttpTransportFactory http, String subject) throws StoreException {
    try (InputStream in = Files.newInputStream(file)) {
      GoogleCredentials google = GoogleCredentials.fromStream(in, http).createScoped(SCOPES);
      return new GcsCredentials(google, kind(google) + " (" + where + ")");
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Code.DENIED,
          subject,
          "the credentials of " + where + " cannot be read from " + file,
          e instanceof IOException ? e : null); // the other may repeat what the file holds
    }
  }

  private static String kind(GoogleCredentials google) {
    return switch (google.getClass().getSimpleName()) {
      case "ServiceAccountCredentials" -> "a service account's key";
      case "ImpersonatedCredentials" -> "an impersonated service account";
      case "UserCredentials" -> "a person's login";
      default -> "workload identity federation";
    };
  }

  private static @Nullable Path gcloud(Map<String, String> environment) {
    String directory = environment.getOrDefault("CLOUDSDK_CONFIG", "");
    String home = environment.getOrDefault("HOME", "");
    if (directory.isBlank() && home.isBlank()) {
      return null;
    }
    Path configuration =
        directory.isBlank() ? Path.of(home, ".config", "gcloud") : Path.of(directory);
    Path file = configuration.resolve("application_default_credentials.json");
    return Files.isReadable(file) ? file : null;
  }

  private static Path path(String text, String subject) throws StoreException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new StoreException(
          StoreException.Code.DENIED, subject, "GOOGLE_APPLICATION_CREDENTIALS is no path", e);
    }
  }
}
