package dev.createdump.engine;

import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Selection;
import dev.createdump.engine.suppress.Suppressions;
import java.util.List;

/// Where the same rules hold for every path: a project, or the repository where there is none.
///
/// @param project whose they are
/// @param selection which paths are shown
/// @param rules what to look for
/// @param suppressions what is not reported of it
record Territory(
    ProjectLayers.Project project, Selection selection, RuleSet rules, Suppressions suppressions) {

  static Territory of(ProjectLayers.Project project, RuleSet rules, Suppressions suppressions) {
    return new Territory(project, selection(project), rules, suppressions);
  }

  /// Which paths of the repository are shown in a project.
  static Selection selection(ProjectLayers.Project project) {
    Settings.Select select = project.config().settings().select();
    return Selection.of(
        patterns(project, Keys.SELECT_INCLUDE, select.include()),
        patterns(project, Keys.SELECT_EXCLUDE, select.exclude()));
  }

  /// Patterns in a project's file speak of what is in the project.
  private static Selection.Patterns patterns(
      ProjectLayers.Project project, Key<?> key, List<String> patterns) {
    Resolved config = project.config();
    return new Selection.Patterns(
        patterns, config.origin(key).describe(), project.base(config.origin(key).depth()));
  }

  Settings settings() {
    return project.config().settings();
  }

  /// Whether a secret that the change brings here ends the run.
  boolean blocks() {
    return settings().scan().failOn() == Settings.FailOn.SECRETS;
  }
}
