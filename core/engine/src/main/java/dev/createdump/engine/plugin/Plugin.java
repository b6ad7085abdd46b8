package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.plugin.DumpRenderer;
import dev.createdump.spi.plugin.FileProcessor;
import dev.createdump.spi.plugin.SecretScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// A plugin, loaded.
///
/// @param scanners behind the wall that believes nothing they say
/// @param processors likewise
public record Plugin(
    PluginJar jar,
    List<PluginRenderer> renderers,
    List<PluginScanner> scanners,
    List<PluginProcessor> processors,
    List<StoreProvider> stores) {

  /// @param limit how long each call of it may take, this one too
  static Plugin load(PluginJar jar, TimeLimit limit) throws Failure {
    PluginClasses classes = PluginClasses.of(jar);
    try {
      return limit.call(() -> load(jar, classes, limit));
    } catch (Failure e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (TimeLimit.Late e) {
      throw bad(jar, "cannot be loaded: " + e.getMessage());
    } catch (Exception | ServiceConfigurationError | LinkageError e) {
      throw bad(jar, "cannot be loaded: " + Blame.told(e, classes));
    }
  }

  private static Plugin load(PluginJar jar, PluginClasses classes, TimeLimit limit) throws Failure {
    List<PluginRenderer> renderers = new ArrayList<>();
    for (DumpRenderer each : ServiceLoader.load(DumpRenderer.class, classes)) {
      renderers.add(PluginRenderer.of(jar, each, limit));
    }
    List<PluginScanner> scanners = new ArrayList<>();
    for (SecretScanner each : ServiceLoader.load(SecretScanner.class, classes)) {
      scanners.add(PluginScanner.of(jar, each, limit));
    }
    List<PluginProcessor> processors = new ArrayList<>();
    for (FileProcessor each : ServiceLoader.load(FileProcessor.class, classes)) {
      processors.add(new PluginProcessor(jar, each, limit));
    }
    List<StoreProvider> stores = new ArrayList<>();
    ServiceLoader.load(StoreProvider.class, classes).forEach(stores::add);
    Plugin plugin = new Plugin(jar, renderers, scanners, processors, stores);
    if (plugin.brings().isEmpty()) {
      throw bad(jar, "names no class in META-INF/services that create-dump knows");
    }
    return plugin;
  }

  static Failure.Policy bad(PluginJar jar, String why) {
    return new Failure.Policy(
        "the plugin " + jar.described() + " in " + jar.file() + " " + why,
        "Ask whoever made it, or take it out of the directory.");
  }

  /// What it adds, a line each, for people.
  public List<String> brings() {
    List<String> brings = new ArrayList<>();
    renderers.forEach(each -> brings.add("format " + each.format()));
    for (PluginScanner scanner : scanners) {
      scanner.rules().forEach(rule -> brings.add("rule " + rule.id()));
    }
    processors.forEach(each -> brings.add("processor " + each.type()));
    for (StoreProvider store : stores) {
      store.schemes().forEach(scheme -> brings.add("store " + scheme + ":"));
    }
    return brings;
  }
}
