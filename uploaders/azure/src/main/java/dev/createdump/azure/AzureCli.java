package dev.createdump.azure;

import com.azure.core.credential.AccessToken;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The login of the Azure CLI, which `azure/login` leaves on a runner and people have on their
/// machines: `az account get-access-token`.
final class AzureCli {
  private static final int PATIENCE_SECONDS = 20;
  private static final int MAX_ANSWER = 64 * 1024;

  private AzureCli() {}

  /// A token, or null where there is no CLI, or nobody is logged in.
  static @Nullable AccessToken token(Map<String, String> environment, String resource) {
    Path program = find(environment.getOrDefault("PATH", ""));
    if (program == null) {
      return null;
    }
    ProcessBuilder az =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "account",
                "get-access-token",
                "--output",
                "json",
                "--resource",
                resource));
    az.environment().clear();
    az.environment().putAll(environment);
    az.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return read(az.start());
    } catch (IOException e) {
      return null;
    }
  }

  /// Only in absolute directories: nothing in the current directory is ever run.
  private static @Nullable Path find(String path) {
    for (String directory : path.split(File.pathSeparator, -1)) {
      if (directory.startsWith("/")) {
        Path program = Path.of(directory, "az");
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    return null;
  }

  private static @Nullable AccessToken read(Process az) throws IOException {
    try (InputStream out = az.getInputStream()) {
      az.getOutputStream().close();
      byte[] answer = out.readNBytes(MAX_ANSWER);
      if (!az.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || az.exitValue() != 0) {
        return null;
      }
      return parse(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      az.destroy();
    }
  }

  private static @Nullable AccessToken parse(byte[] answer) throws IOException {
    Map<String, Object> fields;
    try (JsonReader reader = JsonProviders.createReader(answer)) {
      fields = reader.readMap(JsonReader::readUntyped);
    } catch (IllegalStateException e) {
      return null;
    }
    if (fields.get("accessToken") instanceof String token
        && fields.get("expires_on") instanceof Number end) {
      Instant expiry = Instant.ofEpochSecond(end.longValue());
      return new AccessToken(token, expiry.atOffset(ZoneOffset.UTC));
    }
    return null;
  }
}
