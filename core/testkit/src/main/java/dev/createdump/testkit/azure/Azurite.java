package dev.createdump.testkit.azure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Microsoft's own emulator of Blob Storage (npm: `azurite`, MIT), in memory, on a free port of
/// 127.0.0.1. It is installed once for all modules, in the Azure module's `target`, and started
/// once for all tests of a run.
///
/// Without npm or its registry, the tests that need it are skipped and say so.
public final class Azurite {
  /// The one account.
  public static final String ACCOUNT = "cdaccount";

  /// Any key will do; Azurite takes the accounts that `AZURITE_ACCOUNTS` gives it.
  public static final String KEY = "Y3JlYXRlLWR1bXAgdGVzdHMsIG5vIHNlY3JldCBhdCBhbGwu";

  private static final String VERSION = "3.35.0";
  private static final Path DIRECTORY =
      Path.of("..", "..", "uploaders", "azure", "target", "azurite-" + VERSION);
  private static final Object LOCK = new Object();
  private static @Nullable Azurite running;

  private final URI uri;

  private Azurite(URI uri) {
    this.uri = uri;
  }

  /// Where it listens, without a path.
  public URI uri() {
    return uri;
  }

  /// Whoever asks first installs and starts it.
  public static Azurite get() throws Exception {
    synchronized (LOCK) {
      if (running == null) {
        try {
          running = new Azurite(start(install()));
        } catch (IOException e) {
          return Assumptions.abort(
              "Azurite is missing: install npm and connect to its registry: " + e);
        }
      }
      return running;
    }
  }

  private static Path install() throws IOException, InterruptedException {
    Path program = DIRECTORY.resolve("node_modules/azurite/dist/src/blob/main.js");
    if (!Files.exists(program)) {
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
    }
    return program;
  }

  private static URI start(Path program) throws Exception {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("node", program.toString(), "--inMemoryPersistence", "--silent"));
    command.addAll(List.of("--skipApiVersionCheck", "--disableTelemetry"));
    command.addAll(List.of("--blobHost", "127.0.0.1", "--blobPort", String.valueOf(port)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY));
    builder.redirectOutput(DIRECTORY.resolve("log-" + port + ".txt").toFile());
    Process azurite = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(azurite::destroyForcibly));
    for (int i = 0; i < 200 && azurite.isAlive(); i++) {
      if (listens(port)) {
        return URI.create("http://127.0.0.1:" + port);
      }
      Thread.sleep(100);
    }
    throw new IOException("Azurite does not start");
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
