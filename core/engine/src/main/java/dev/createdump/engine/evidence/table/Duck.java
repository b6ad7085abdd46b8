package dev.createdump.engine.evidence.table;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;

/// DuckDB in this process, from its own jar and class loader. It fetches no extension and opens no
/// file outside of one directory.
final class Duck implements AutoCloseable {
  private final URLClassLoader loader;
  private final Connection connection;

  private Duck(URLClassLoader loader, Connection connection) {
    this.loader = loader;
    this.connection = connection;
  }

  /// @param directory the only one whose files it may read and write
  /// @param threads how many it works with
  /// @param memory the most memory, as `96MB`; what does not fit goes to the directory
  static Duck open(Path jar, Path directory, int threads, String memory) throws Failure {
    try {
      URLClassLoader loader =
          new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
      for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
        if (driver.acceptsURL("jdbc:duckdb:")) {
          Duck duck = new Duck(loader, driver.connect("jdbc:duckdb:", new Properties()));
          duck.confine(directory, threads, memory);
          return duck;
        }
      }
      throw new Failure.Missing(jar + " holds no DuckDB", "Install it again.");
    } catch (IOException | SQLException e) {
      throw new Failure.Missing("cannot load DuckDB from " + jar + ": " + e, "");
    }
  }

  private void confine(Path directory, int threads, String memory) throws SQLException {
    for (String setting :
        List.of(
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET threads = " + threads,
            "SET memory_limit = '" + memory + "'",
            "SET temp_directory = " + quoted(directory),
            "SET allowed_directories = [" + quoted(directory) + "]",
            "SET enable_external_access = false",
            "SET lock_configuration = true")) {
      run(setting);
    }
  }

  /// A path as a literal of SQL.
  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Sees the result of a query while it is there.
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException, IOException;
  }

  <T> T query(String sql, Reader<T> reader) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    loader.close();
  }
}
