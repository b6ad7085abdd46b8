package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.scan.ForeignScanner;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.spi.StoreProvider;
import java.util.ArrayList;
import java.util.List;

/// The plugins that a run works with, and the formats that are wanted of them.
///
/// @param all in the order of their names
/// @param renderers those that were asked for
public record Plugins(List<Plugin> all, List<PluginRenderer> renderers) {
  public static final Plugins NONE = new Plugins(List.of(), List.of());

  static Plugins of(List<Plugin> all, Resolved config) throws Failure {
    List<String> formats = config.settings().plugins().formats();
    if (all.isEmpty() && formats.isEmpty()) {
      return NONE;
    }
    List<PluginRenderer> wanted = new ArrayList<>();
    for (String format : formats) {
      wanted.add(renderer(format, all, config));
    }
    return new Plugins(List.copyOf(all), List.copyOf(wanted));
  }

  private static PluginRenderer renderer(String format, List<Plugin> all, Resolved config)
      throws Failure {
    List<String> known = new ArrayList<>();
    for (Plugin plugin : all) {
      for (PluginRenderer renderer : plugin.renderers()) {
        if (renderer.format().equals(format)) {
          return renderer;
        }
        known.add(renderer.format());
      }
    }
    String origin = config.origin(Keys.PLUGINS_FORMATS).describe();
    throw new Failure.Usage(
        "no plugin has the format " + format + ", which " + origin + " asks for",
        known.isEmpty()
            ? "`create-dump plugins list` tells which plugins are found."
            : "There " + (known.size() == 1 ? "is " : "are ") + String.join(", ", known) + ".");
  }

  /// These rules and those of the scanners.
  ///
  /// @throws Failure.Policy where two are called alike
  public RuleSet extend(RuleSet rules) throws Failure {
    List<ForeignScanner> scanners = new ArrayList<>();
    for (Plugin plugin : all) {
      scanners.addAll(plugin.scanners());
    }
    try {
      return rules.scannedBy(scanners);
    } catch (IllegalArgumentException e) {
      throw new Failure.Policy(
          "the plugins do not fit together: " + e.getMessage(), "Take one of them away.");
    }
  }

  /// These stores and those of the plugins.
  ///
  /// @throws IllegalStateException where two are for one scheme; names both
  public Stores extend(Stores stores) {
    List<StoreProvider> more = new ArrayList<>();
    for (Plugin plugin : all) {
      more.addAll(plugin.stores());
    }
    return more.isEmpty() ? stores : stores.with(more);
  }

  /// What makes text of files, in the order of the plugins' names.
  public List<PluginProcessor> processors() {
    List<PluginProcessor> processors = new ArrayList<>();
    for (Plugin plugin : all) {
      processors.addAll(plugin.processors());
    }
    return processors;
  }

  /// The jars, in the order of their names.
  public List<PluginJar> jars() {
    List<PluginJar> jars = new ArrayList<>();
    for (Plugin plugin : all) {
      jars.add(plugin.jar());
    }
    return jars;
  }

  /// A line for each, for the digest of what decides what a dump holds; empty without any.
  public String decisive() {
    StringBuilder text = new StringBuilder();
    for (PluginJar jar : jars()) {
      text.append("plugin ").append(jar.name()).append(' ').append(jar.sha256()).append('\n');
    }
    for (PluginRenderer renderer : renderers) {
      text.append("plugin format ").append(renderer.format()).append('\n');
    }
    return text.toString();
  }
}
