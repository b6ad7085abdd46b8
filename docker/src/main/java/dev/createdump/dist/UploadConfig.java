package dev.createdump.dist;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says in a configuration where a store is reached.
final class UploadConfig {
  private UploadConfig() {}

  /// @return the file's path, for the environment
  static String write(Path file, String store, URI endpoint, Path certificate) throws IOException {
    String text =
        """
        [scan]
        fail_on = "never"
        [[upload]]
        uri = "%s"
        endpoint = "%s"
        ca_bundle = "%s"
        """
            .formatted(store, endpoint, certificate.toAbsolutePath());
    return Files.writeString(file, text).toString();
  }
}
