package dev.createdump.engine.policy;

import dev.createdump.engine.base.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves the configuration of a run. Layers, the later ones winning: built-in defaults, the
/// central policy's, the project's file, those of projects within it, the profile, the environment,
/// the flags. What a central
/// policy enforces stands above all.
public final class ConfigLoader {
  private final ConfigSources sources;
  private final Problems problems = new Problems();
  private final List<String> notes = new ArrayList<>();

  private ConfigLoader(ConfigSources sources) {
    this.sources = sources;
  }

  /// The complete configuration.
  ///
  /// @throws Failure.Policy where anything is wrong, saying all of it
  /// @throws Failure.Usage where only values of flags are wrong
  public static Resolved load(ConfigSources sources) throws Failure.Policy, Failure.Usage {
    ConfigLoader loader = new ConfigLoader(sources);
    Resolved resolved = loader.resolve();
    loader.problems.failIfAny();
    return resolved;
  }

  /// What the environment and the flags alone say, whatever is wrong with them: enough to find the
  /// project's own configuration, which has no say in that.
  public static Settings outside(ConfigSources sources) {
    ConfigLoader loader = new ConfigLoader(sources);
    Layers layers = new Layers();
    loader.readTexts(layers);
    if (sources.central().isEmpty()) {
      return layers.resolve(List.of()).settings();
    }
    layers.addAll(sources.central().defaults());
    return layers.resolve(List.of(), new Enforcement(sources.central(), new Problems())).settings();
  }

  /// Everything that is wrong, for those who show it in their own way; empty where [#load] works.
  public static List<Problem> check(ConfigSources sources) {
    ConfigLoader loader = new ConfigLoader(sources);
    loader.resolve();
    return loader.problems.list();
  }

  private Resolved resolve() {
    Layers layers = read();
    if (sources.central().isEmpty()) {
      return layers.resolve(notes);
    }
    layers.addAll(sources.central().defaults());
    return layers.resolve(notes, new Enforcement(sources.central(), problems));
  }

  private Layers read() {
    Layers layers = new Layers();
    readFile(layers);
    readTexts(layers);
    return layers;
  }

  private void readTexts(Layers layers) {
    TextLayers texts = new TextLayers(layers, problems);
    texts.environment(sources.environment());
    texts.flags(sources.flags());
  }

  private void readFile(Layers layers) {
    String profile = sources.profile();
    Origin asker = new Origin.Flag("--profile");
    if (profile == null) {
      profile = sources.environment().get(Keys.PROFILE_VARIABLE).orElse(null);
      asker = new Origin.Variable(Keys.PROFILE_VARIABLE);
    }
    @Nullable ParsedFile file = new ConfigFiles(problems, notes).find(sources);
    if (file != null) {
      file.read(profile, asker, layers, problems, notes);
    } else if (profile != null && problems.none()) {
      problems.add(ParsedFile.unknownProfile(profile, asker, "", List.of()));
    }
    for (int i = 0; i < sources.within().size(); i++) {
      @Nullable ParsedFile own =
          new ConfigFiles(problems, notes).inProject(sources.within().get(i), i + 1);
      if (own != null) {
        own.read(profile, asker, layers, problems, notes);
      }
    }
  }
}
