package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// The jar of DuckDB, which is no part of the distribution: it is larger than everything else
/// together, and few need it. It is put into the user's plug-ins once, when asked for.
public final class DuckJar {
  static final String VERSION = "2.0.0.1";

  /// Of the jar that Maven Central serves.
  static final String SHA256 = "6cb8b0e0fc51b2e45aead2d2c1e1fd09dd10267db2966e69aaab0de67319f826";

  /// Names another place of the jar.
  public static final String VARIABLE = "CREATE_DUMP_DUCKDB";

  private static final String NAME = "duckdb_jdbc-" + VERSION + ".jar";
  private static final String CENTRAL =
      "https://repo1.maven.org/maven2/org/duckdb/duckdb_jdbc/" + VERSION + "/" + NAME;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int BUFFER = 1 << 16;

  private DuckJar() {}

  /// The jar.
  ///
  /// @throws Failure.Missing where it is not installed
  public static Path find(Environment environment) throws Failure {
    Optional<Path> named = environment.get(VARIABLE).map(Path::of);
    Path jar = named.isPresent() ? named.get() : place(environment);
    if (!Files.isRegularFile(jar)) {
      throw new Failure.Missing(
          "DuckDB is not installed: there is no " + jar,
          "`create-dump evidence query --install` fetches it (80 MB) from Maven Central; "
              + VARIABLE
              + " names another copy.");
    }
    return jar;
  }

  private static Path place(Environment environment) throws Failure {
    Optional<String> data = environment.get("XDG_DATA_HOME");
    if (data.isPresent()) {
      return Path.of(data.get(), "create-dump", "plugins", NAME);
    }
    String home =
        environment
            .get("HOME")
            .orElseThrow(() -> new Failure.Usage("neither HOME nor XDG_DATA_HOME is set", ""));
    return Path.of(home, ".local", "share", "create-dump", "plugins", NAME);
  }

  /// Fetches the jar, and keeps it when it is the one that is known.
  ///
  /// @param from where it is fetched from; empty for Maven Central
  /// @return where it is
  public static Path install(String from, Environment environment) throws Failure {
    Path target = place(environment);
    String source = from.isEmpty() ? CENTRAL : from;
    try {
      Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(target.getParent(), ".duckdb-", ".part");
      try {
        String sha256 = download(URI.create(source), part);
        if (!sha256.equals(SHA256)) {
          throw new Failure.Corrupt(
              source + " has the SHA-256 " + sha256 + " instead of " + SHA256,
              "It was not installed.");
        }
        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure.Missing("cannot fetch " + source + ": " + e, "--from names a mirror.");
    }
  }

  private static String download(URI source, Path target) throws IOException {
    var connection = source.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    MessageDigest digest = Digests.newSha256();
    try (InputStream in = connection.getInputStream();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
      byte[] buffer = new byte[BUFFER];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        out.write(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
