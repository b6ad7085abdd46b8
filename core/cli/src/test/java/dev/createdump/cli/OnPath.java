package dev.createdump.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The classes under test as the command `create-dump` that a shell finds.
final class OnPath {
  private OnPath() {}

  /// @return the directory to put on the `PATH`
  static Path in(Path temporary) throws IOException {
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Path launcher = bin.resolve("create-dump");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + launcher + " executable");
    }
    return bin;
  }
}
