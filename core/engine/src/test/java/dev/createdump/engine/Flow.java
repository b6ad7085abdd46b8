package dev.createdump.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One run of the flow: a repository, settings as flags, an output directory.
final class Flow {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path repository;
  private final Path out;
  private final List<ConfigSources.FlagValue> flags = new ArrayList<>();
  private final Map<String, String> variables = new TreeMap<>();
  private @Nullable Path config;

  Flow(Path repository, Path out) {
    this.repository = repository;
    this.out = out;
    variables.put("PATH", System.getenv("PATH"));
    variables.put("SOURCE_DATE_EPOCH", "1700000000");
    set("output.dir", out.toString());
    set("output.name", "dump");
  }

  Flow set(String key, String... values) {
    flags.removeIf(flag -> flag.key().equals(key));
    flags.add(new ConfigSources.FlagValue(key, "--" + key, List.of(values)));
    return this;
  }

  Flow between(String base, String head) {
    return set("source.base", base).set("source.head", head);
  }

  Flow variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Flow config(Path file) {
    config = file;
    return this;
  }

  Outcome run() throws Failure {
    Environment environment = new Environment(variables);
    return new CreateDump(() -> Stores.find(Flow.class.getClassLoader()), Events.SILENT)
        .run(
            new Request(
                repository,
                new ConfigSources(ProjectFiles.in(repository), config, null, environment, flags),
                environment,
                CiDetector.detect(environment),
                RunClock.of(environment),
                "1.2.3",
                Request.Reach.FULL));
  }

  /// The whole files of the last run, by name.
  Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(out)) {
      for (Path file : list.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  Path directory() {
    return out;
  }

  Path file(String suffix) {
    return out.resolve("dump." + suffix);
  }

  String text(String suffix) throws IOException {
    return Files.readString(file(suffix), StandardCharsets.UTF_8);
  }

  JsonNode json(String suffix) throws IOException {
    return JSON.readTree(Files.readAllBytes(file(suffix)));
  }

  JsonNode manifest() throws IOException {
    return json("manifest.json");
  }

  /// The ledger's entry of a path.
  JsonNode entry(String path) throws IOException {
    for (JsonNode entry : manifest().get("ledger")) {
      if (entry.get("path").textValue().equals(path)) {
        return entry;
      }
    }
    throw new AssertionError("the ledger does not list " + path);
  }
}
