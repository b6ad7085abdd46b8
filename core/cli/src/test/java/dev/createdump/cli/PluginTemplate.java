package dev.createdump.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Builds plugins as the template's README does: by `javac` and `jar`.
final class PluginTemplate {
  static final Path TEMPLATE = Path.of("../../docs/plugin-template");

  private final Path work;
  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, String> services = new TreeMap<>();
  private String manifest = "Create-Dump-Plugin-Name: other\nCreate-Dump-Plugin-Version: 2\n";

  /// @param work an empty directory for what is compiled
  PluginTemplate(Path work) {
    this.work = work;
    manifest += "Create-Dump-Spi: 1\n";
  }

  /// The jar of the template as it is.
  static Path build(Path work, Path jar) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<String> sources;
    try (Stream<Path> files = Files.walk(TEMPLATE.resolve("src/main/java"))) {
      sources = files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
    compile(classes, sources);
    copy(TEMPLATE.resolve("src/main/resources"), classes);
    pack(classes, TEMPLATE.resolve("src/main/manifest.txt"), jar);
    return jar;
  }

  /// A class of the package `other`, and the service that it is; empty for none.
  PluginTemplate type(String name, String service, String source) {
    sources.put(name, "package other;\nimport dev.createdump.spi.plugin.*;\n" + source);
    if (!service.isEmpty()) {
      services.put("dev.createdump.spi." + service, "other." + name + "\n");
    }
    return this;
  }

  PluginTemplate manifest(String text) {
    manifest = text;
    return this;
  }

  Path jar(Path jar) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<String> files = new ArrayList<>();
    for (var source : sources.entrySet()) {
      Path file = work.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      files.add(file.toString());
    }
    if (!files.isEmpty()) {
      compile(classes, files);
    }
    Path named = Files.createDirectories(classes.resolve("META-INF/services"));
    for (var service : services.entrySet()) {
      Files.writeString(named.resolve(service.getKey()), service.getValue());
    }
    pack(classes, Files.writeString(work.resolve("manifest.txt"), manifest), jar);
    return jar;
  }

  private static void compile(Path classes, List<String> sources) {
    List<String> words = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(sources);
    tool("javac", words.toArray(String[]::new));
  }

  private static void pack(Path classes, Path manifest, Path jar) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    tool(
        "jar",
        "--create",
        "--file",
        jar.toString(),
        "--manifest",
        manifest.toString(),
        "--date",
        "2026-01-01T00:00:00Z",
        "-C",
        classes.toString(),
        ".");
  }

  private static void tool(String name, String... words) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    int code = ToolProvider.findFirst(name).orElseThrow().run(out, out, words);
    if (code != 0) {
      throw new IllegalStateException(name + " failed: " + said);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file, StandardCharsets.UTF_8));
      }
    }
  }
}
