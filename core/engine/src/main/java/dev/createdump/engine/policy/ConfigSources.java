package dev.createdump.engine.policy;

import dev.createdump.engine.base.Environment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the configuration of a run may come from.
///
/// @param project the project's files, searched for a configuration file
/// @param file the file that is named explicitly, which is then the only one; relative to the
///     working directory
/// @param profile the profile that is asked for by flag
/// @param environment the run's environment variables
/// @param flags what the command line sets
/// @param central the central policies, which stand below and above all of them
/// @param within the files of the projects around what is looked at, the outermost first; empty for
///     the repository as a whole
public record ConfigSources(
    ProjectFiles project,
    @Nullable Path file,
    @Nullable String profile,
    Environment environment,
    List<FlagValue> flags,
    Central central,
    List<ProjectFiles> within) {

  public ConfigSources {
    flags = List.copyOf(flags);
    within = List.copyOf(within);
  }

  /// Of the repository as a whole.
  public ConfigSources(
      ProjectFiles project,
      @Nullable Path file,
      @Nullable String profile,
      Environment environment,
      List<FlagValue> flags,
      Central central) {
    this(project, file, profile, environment, flags, central, List.of());
  }

  /// Without a central policy.
  public ConfigSources(
      ProjectFiles project,
      @Nullable Path file,
      @Nullable String profile,
      Environment environment,
      List<FlagValue> flags) {
    this(project, file, profile, environment, flags, Central.NONE);
  }

  /// The same with the project's files of another version.
  public ConfigSources withProject(ProjectFiles files) {
    return new ConfigSources(files, file, profile, environment, flags, central, within);
  }

  /// The same under other central policies, or under the same ones with other facts.
  public ConfigSources withCentral(Central other) {
    return new ConfigSources(project, file, profile, environment, flags, other, within);
  }

  /// The same for a project within the repository.
  public ConfigSources within(List<ProjectFiles> files) {
    return new ConfigSources(project, file, profile, environment, flags, central, files);
  }

  /// What the command line sets for one key.
  ///
  /// @param key the dotted name, one of [Keys#ALL]
  /// @param flag the flag as it was written, with its dashes
  /// @param values one for each time it was given; `true` or `false` for a switch
  public record FlagValue(String key, String flag, List<String> values) {
    public FlagValue {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("no value for " + flag);
      }
    }
  }
}
