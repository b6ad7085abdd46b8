package dev.createdump.engine.sign;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.Keyless;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ServiceLoader;

/// Finds who knows keyless signatures: on the class path, else in a jar beside that of this class,
/// which is not on it so that no other run pays for it.
final class KeylessPlugin {
  private static final String JAR = "sigstore.jar";

  private KeylessPlugin() {}

  /// @throws Failure.Missing where this installation has none
  static Keyless load() throws Failure {
    ClassLoader own = KeylessPlugin.class.getClassLoader();
    for (Keyless keyless : ServiceLoader.load(Keyless.class, own)) {
      return keyless;
    }
    try {
      Path jar = beside();
      if (Files.isRegularFile(jar)) {
        // Lives as long as the process: what it loads is used until the end.
        ClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, own);
        for (Keyless keyless : ServiceLoader.load(Keyless.class, loader)) {
          return keyless;
        }
      }
      throw new Failure.Missing(
          "keyless signatures need " + jar + ", which is not there",
          "The archives have it; the container image does not, as it must be small.");
    } catch (IOException | URISyntaxException e) {
      throw new Failure.Missing("cannot load " + JAR + ": " + e, "");
    }
  }

  private static Path beside() throws URISyntaxException {
    CodeSource source = KeylessPlugin.class.getProtectionDomain().getCodeSource();
    return Path.of(source.getLocation().toURI()).resolveSibling(JAR);
  }
}
