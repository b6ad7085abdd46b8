package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Resolved;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Loads plugins, each once, and only those that the configuration admits.
public final class PluginHost {
  private final PluginDirectories directories;
  private final TimeLimit limit = new TimeLimit();
  private final Map<String, Plugin> loaded = new LinkedHashMap<>();

  public PluginHost(PluginDirectories directories) {
    this.directories = directories;
  }

  /// Without any.
  public static PluginHost none() {
    return new PluginHost(PluginDirectories.NONE);
  }

  /// The plugins of a run.
  ///
  /// @param dumped the directory that is dumped
  /// @throws Failure.Policy where one is not allowed, or cannot be loaded
  public synchronized Plugins admit(Resolved config, Path dumped) throws Failure {
    if (directories.isEmpty()) {
      return Plugins.of(List.of(), config);
    }
    List<PluginJar> jars = directories.find(dumped);
    List<String> allow = config.settings().plugins().allow();
    limit.atMost(config.settings().plugins().timeLimit());
    for (PluginJar jar : jars) {
      if (!isAllowed(jar, allow)) {
        throw new Failure.Policy(
            "the plugin "
                + jar.described()
                + " (sha256:"
                + jar.sha256()
                + ") in "
                + jar.file()
                + " is not allowed by plugins.allow of "
                + config.origin(Keys.PLUGINS_ALLOW).describe(),
            "Take it out of the directory, or have its name or digest allowed.");
      }
    }
    List<Plugin> plugins = new ArrayList<>();
    for (PluginJar jar : jars) {
      plugins.add(load(jar));
    }
    return Plugins.of(plugins, config);
  }

  /// A plugin that is allowed.
  ///
  /// @throws Failure.Policy where it cannot be loaded
  public synchronized Plugin load(PluginJar jar) throws Failure {
    Plugin plugin = loaded.get(jar.sha256());
    if (plugin == null) {
      plugin = Plugin.load(jar, limit);
      loaded.put(jar.sha256(), plugin);
    }
    return plugin;
  }

  /// Whether a list of names and digests names a plugin.
  public static boolean isAllowed(PluginJar jar, List<String> allow) {
    return allow.contains("*")
        || allow.contains(jar.name())
        || allow.contains("sha256:" + jar.sha256());
  }
}
