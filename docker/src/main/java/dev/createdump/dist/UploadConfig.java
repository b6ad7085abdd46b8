package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says in a configuration where a store is reached.
final class UploadConfig {
  private UploadConfig() {}

  /// @return the file's path, for the environment
  static String write(Path file, TrainingStore store) throws IOException {
    String text =
        """
        [scan]
        fail_on = "never"
        [[upload]]
        uri = "%s"
        endpoint = "%s"
        ca_bundle = "%s"
        """
            .formatted(
                store.uri(),
                store.server().endpoint(),
                store.server().certificate().toAbsolutePath());
    return Files.writeString(file, text).toString();
  }
}
