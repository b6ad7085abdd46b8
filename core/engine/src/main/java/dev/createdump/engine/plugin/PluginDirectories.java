package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.source.GitDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where plugins lie: a directory of the distribution, and one that the user names. Never one of
/// what is dumped, as whoever can write there would run code with the rights of the run.
///
/// @param named the user's; null for none
/// @param installed the distribution's; null for none
public record PluginDirectories(@Nullable Path named, @Nullable Path installed) {
  public static final PluginDirectories NONE = new PluginDirectories(null, null);

  /// Whether there is nowhere to look.
  public boolean isEmpty() {
    return named == null && installed == null;
  }

  /// Looks at the jars; runs nothing of them.
  ///
  /// @param dumped the directory that is dumped
  /// @return in the order of their names
  /// @throws Failure.Usage where the named directory is none, or part of what is dumped
  /// @throws Failure.Policy where a jar is no plugin, or two different ones have one name
  public List<PluginJar> find(Path dumped) throws Failure {
    Map<String, PluginJar> found = new TreeMap<>();
    if (installed != null && Files.isDirectory(installed)) {
      read(installed, found);
    }
    if (named != null) {
      if (!Files.isDirectory(named)) {
        throw new Failure.Usage(
            "the directory of plugins " + named + " does not exist",
            "--plugins or CREATE_DUMP_PLUGINS names it.");
      }
      refuseWithin(named, dumped);
      read(named, found);
    }
    return List.copyOf(found.values());
  }

  private static void refuseWithin(Path directory, Path dumped) throws Failure {
    Path whole = GitDirectory.workTreeOf(dumped).orElse(dumped);
    try {
      if (directory.toRealPath().startsWith(whole.toRealPath())) {
        throw new Failure.Usage(
            "the directory of plugins " + directory + " lies in what is dumped",
            "Plugins run with your rights: keep them where the repository cannot bring them.");
      }
    } catch (IOException e) {
      // What is dumped does not exist, which is said when it is opened.
    }
  }

  private static void read(Path directory, Map<String, PluginJar> found) throws Failure {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException e) {
      throw new Failure.Usage(
          "cannot read the directory of plugins " + directory + ": " + e.getMessage(), "");
    }
    jars.sort(null);
    for (Path jar : jars) {
      PluginJar plugin = PluginJar.read(jar);
      PluginJar other = found.putIfAbsent(plugin.name(), plugin);
      if (other != null && !other.sha256().equals(plugin.sha256())) {
        throw new Failure.Policy(
            "two plugins are called " + plugin.name() + ": " + other.file() + " and " + jar,
            "Remove one of them.");
      }
    }
  }
}
