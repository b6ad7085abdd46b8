package dev.createdump.cli;

import dev.createdump.testkit.gcs.FakeGcs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the dumps of an example workflow go: a server of its store's protocol on this machine,
/// with what the step that logs in leaves for the steps after it. Azure's SDK sends tokens over TLS
/// alone, so that a directory stands for its store.
///
/// @param login the variables after the login
/// @param here the inputs of a step, with the server's address
/// @param names the names of what is stored, read while the server runs
record ExampleStore(
    Map<String, String> login, UnaryOperator<Map<String, String>> here, Names names, Server server)
    implements AutoCloseable {
  /// What is stored.
  @FunctionalInterface
  interface Names {
    List<String> all() throws IOException;
  }

  /// What runs meanwhile.
  @FunctionalInterface
  interface Server {
    void stop();
  }

  static ExampleStore of(WorkflowFile workflow, Path temporary) throws Exception {
    @Nullable String uri = null;
    for (WorkflowFile.Step step : workflow.steps()) {
      uri = step.with().getOrDefault("upload", uri);
    }
    if (uri == null) {
      return new ExampleStore(Map.of(), inputs -> inputs, () -> List.of("none"), () -> {});
    }
    return switch (uri.substring(0, uri.indexOf(':'))) {
      case "s3" -> s3();
      case "gs" -> gcs(uri, temporary);
      default -> directory(temporary);
    };
  }

  private static ExampleStore s3() throws Exception {
    S3Server server = new S3Server("evidence-bucket");
    server.start();
    Map<String, String> login =
        Map.of(
            "AWS_ACCESS_KEY_ID",
            S3Server.ID,
            "AWS_SECRET_ACCESS_KEY",
            S3Server.SECRET,
            "AWS_REGION",
            "eu-central-1",
            "AWS_DEFAULT_REGION",
            "eu-central-1",
            "AWS_ENDPOINT_URL_S3",
            server.endpoint());
    return new ExampleStore(
        login, inputs -> inputs, () -> server.names("evidence-bucket"), server::close);
  }

  /// No variable names a server instead of Google's, so a configuration file does.
  private static ExampleStore gcs(String uri, Path temporary) throws IOException {
    FakeGcs server = FakeGcs.start();
    server.bucket("evidence-bucket", false, false);
    Path account = temporary.resolve("gha-creds.json");
    Files.writeString(account, server.serviceAccountFile(server.uri()));
    Path config = temporary.resolve("upload.toml");
    Files.writeString(
        config,
        "[[upload]]\nuri = \"%s\"\nendpoint = \"%s\"\n".formatted(uri, server.uri().toString()));
    return new ExampleStore(
        Map.of("GOOGLE_APPLICATION_CREDENTIALS", account.toString()),
        inputs -> instead(inputs, "config", config.toString()),
        () -> server.names("evidence-bucket"),
        server::close);
  }

  private static ExampleStore directory(Path temporary) throws IOException {
    Path store = Files.createDirectories(temporary.resolve("store"));
    return new ExampleStore(
        Map.of(),
        inputs -> instead(inputs, "upload", store.toUri().toString()),
        () -> walk(store),
        () -> {});
  }

  private static Map<String, String> instead(
      Map<String, String> inputs, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(inputs);
    if (changed.remove("upload") != null) {
      changed.put(name, value);
    }
    return changed;
  }

  private static List<String> walk(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.map(Path::toString).toList();
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
