package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.suppress.SuppressionFiles;

/// Makes those who look at the paths of a project.
///
/// @param silence what holds in the repository as a whole
/// @param plugins those of the run
/// @param tools the tools for it
record InspectorMaker(
    Ruling ruling,
    Request request,
    SuppressionFiles.Loaded silence,
    Plugins plugins,
    Background<Inspector.Tools> tools)
    implements Inspectors.Maker {

  @Override
  public Inspector of(ProjectLayers.Project project) throws Failure {
    if (project.isRoot()) {
      Territory whole = Territory.of(project, silence.rules(), silence.suppressions());
      return new Inspector(ruling.git(), whole, tools.get());
    }
    SuppressionFiles.Loaded own =
        Silence.within(project, ruling.git(), ruling.comparison(), request, plugins);
    return new Inspector(
        ruling.git(),
        Territory.of(project, own.rules(), own.suppressions()),
        Inspector.Tools.load(project.config().settings().scan()));
  }
}
