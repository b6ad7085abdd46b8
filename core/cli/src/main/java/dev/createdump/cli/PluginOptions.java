package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.plugin.PluginDirectories;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.policy.Resolved;
import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Where plugins are looked for: what the distribution brings, and what the flag or else the
/// variable names. Nothing else, least of all what is dumped.
final class PluginOptions {
  /// Set by the launcher where the distribution has such a directory.
  private static final String INSTALLED = "createdump.plugins";

  private static final String NAMED = "CREATE_DUMP_PLUGINS";

  private PluginOptions() {}

  static OptionSpec.Builder option() {
    return OptionSpec.builder("--plugins")
        .type(Path.class)
        .paramLabel("DIR")
        .description(
            "Load the plugins in a directory outside of what is dumped; default:"
                + " CREATE_DUMP_PLUGINS.");
  }

  static PluginHost host(ParseResult options, Session session) {
    return new PluginHost(directories(options, session));
  }

  /// The stores of the product and of the plugins.
  static Stores stores(ParseResult options, Session session, Resolved config) throws Failure {
    return host(options, session)
        .admit(config, DumpOptions.repository(options))
        .extend(Stores.find(PluginOptions.class.getClassLoader()));
  }

  static PluginDirectories directories(ParseResult options, Session session) {
    Path named = options.matchedOptionValue("--plugins", null);
    if (named == null) {
      named = session.environment().get(NAMED).map(Path::of).orElse(null);
    }
    String installed = System.getProperty(INSTALLED);
    return named == null && installed == null
        ? PluginDirectories.NONE
        : new PluginDirectories(named, installed == null ? null : Path.of(installed));
  }
}
