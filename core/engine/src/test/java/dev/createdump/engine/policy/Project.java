package dev.createdump.engine.policy;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ConfigSources.FlagValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A project's directory with its files, and what stands around it.
final class Project {
  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<FlagValue> flags = new ArrayList<>();
  private Central central = Central.NONE;
  private @Nullable Path file;
  private @Nullable String profile;

  Project(Path directory) {
    this.directory = directory;
  }

  Project file(String name, String text) {
    try {
      // Half a surrogate pair becomes a question mark.
      Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Project own(String text) {
    return file("create-dump.toml", text);
  }

  Project config(Path path) {
    file = path;
    return this;
  }

  Project profile(String name) {
    profile = name;
    return this;
  }

  Project env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Project flag(String key, String flag, String... values) {
    flags.add(new FlagValue(key, flag, List.of(values)));
    return this;
  }

  Project central(Central policies) {
    central = policies;
    return this;
  }

  ConfigSources sources() {
    return new ConfigSources(
        ProjectFiles.in(directory), file, profile, new Environment(environment), flags, central);
  }

  Resolved load() throws Failure {
    return ConfigLoader.load(sources());
  }

  List<String> problems() {
    return ConfigLoader.check(sources()).stream().map(Problem::describe).toList();
  }
}
