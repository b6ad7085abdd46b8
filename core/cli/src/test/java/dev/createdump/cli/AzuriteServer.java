package dev.createdump.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// Microsoft's own emulator of Blob Storage (npm: `azurite`, MIT), in memory, on a free port of
/// 127.0.0.1. It is installed where the tests of the Azure module have it too.
///
/// Without npm or its registry, the tests that need it are skipped and say so.
record AzuriteServer(URI uri) {
  static final String ACCOUNT = "cdpolicies";

  /// Any key will do; Azurite takes the accounts that `AZURITE_ACCOUNTS` gives it.
  static final String KEY = "Y3JlYXRlLWR1bXAgdGVzdHMsIG5vIHNlY3JldCBhdCBhbGwu";

  private static final String VERSION = "3.35.0";
  private static final Path DIRECTORY =
      Path.of("..", "..", "uploaders", "azure", "target", "azurite-" + VERSION);

  static AzuriteServer get() throws Exception {
    try {
      return new AzuriteServer(start(install()));
    } catch (IOException e) {
      return Assumptions.abort("Azurite is missing: install npm and connect to its registry: " + e);
    }
  }

  private static Path install() throws IOException, InterruptedException {
    Path program = DIRECTORY.resolve("node_modules/azurite/dist/src/blob/main.js");
    if (Files.exists(program)) {
      return program;
    }
    Files.createDirectories(DIRECTORY);
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--prefix",
                DIRECTORY.toString(),
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "azurite@" + VERSION)
            .redirectErrorStream(true)
            .start();
    String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (npm.waitFor() != 0) {
      throw new IOException("npm install azurite failed: " + said);
    }
    return program;
  }

  private static URI start(Path program) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "node",
                program.toString(),
                "--inMemoryPersistence",
                "--silent",
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(port)));
    builder.environment().putAll(Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process azurite = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(azurite::destroyForcibly));
    for (int i = 0; i < 200 && azurite.isAlive(); i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return URI.create("http://127.0.0.1:" + port);
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("Azurite does not start");
  }
}
