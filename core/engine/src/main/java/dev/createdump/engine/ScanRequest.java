package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.policy.ConfigSources;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// What a scan of files is asked to do.
///
/// @param root the top of the work tree, where the files that silence are; names are told from here
/// @param paths files and directories; `-` is standard input
/// @param input opens standard input
/// @param config where the settings come from
/// @param environment the environment variables
/// @param clock the time of the run
/// @param toolVersion the version of create-dump
/// @param plugins those that may be loaded
public record ScanRequest(
    Path root,
    List<Path> paths,
    Supplier<InputStream> input,
    ConfigSources config,
    Environment environment,
    RunClock clock,
    String toolVersion,
    PluginHost plugins) {
  public ScanRequest {
    paths = List.copyOf(paths);
  }
}
