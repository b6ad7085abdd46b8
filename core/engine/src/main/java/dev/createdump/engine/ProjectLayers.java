package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.source.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The projects within a repository, and the configuration of each. A project is a directory that
/// `projects.paths` names and that holds a configuration file; a path belongs to the deepest one
/// around it, else to the repository itself. Files of projects around one another are layers, the
/// inner above the outer, all of them above the repository's own and below profile, variables and
/// flags; what central policies enforce holds for each. Confined to one thread.
public final class ProjectLayers {
  /// Deeper directories are no projects; bounds the work on hostile paths.
  private static final int MAX_LEVELS = 32;

  private final ConfigSources sources;
  private final Files files;
  private final Selection named;
  private final Set<String> chosen;
  private final Project root;
  private final Map<String, Project> byDirectory = new HashMap<>();

  /// Where the configuration files of projects are.
  @FunctionalInterface
  public interface Files {
    /// @param directory from the root of the repository, with slashes between and none at its ends
    ProjectFiles of(String directory) throws Failure;
  }

  /// One project.
  ///
  /// @param directory from the root of the repository; empty for the repository itself
  /// @param config what holds in it
  /// @param around the directories of the projects around it and its own, the outermost first
  /// @param within their files
  public record Project(
      String directory, Resolved config, List<String> around, List<ProjectFiles> within) {
    public Project {
      around = List.copyOf(around);
      within = List.copyOf(within);
    }

    /// Whether this is the repository itself.
    public boolean isRoot() {
      return directory.isEmpty();
    }

    /// What stands before the paths that a value of some depth speaks of: `services/pay/`, or
    /// nothing where it speaks of the whole repository.
    String base(int depth) {
      return depth == 0 ? "" : around.get(depth - 1) + "/";
    }
  }

  private ProjectLayers(ConfigSources sources, Resolved root, Files files, Set<String> chosen) {
    this.sources = sources;
    this.files = files;
    this.chosen = chosen;
    List<String> patterns = root.settings().projects();
    this.named =
        Selection.of(
            new Selection.Patterns(patterns, Keys.PROJECTS_PATHS.name()),
            new Selection.Patterns(List.of(), ""));
    this.root = new Project("", root, List.of(), List.of());
  }

  /// @param sources those of the repository's own configuration
  /// @param root what they resolve to
  public static ProjectLayers of(ConfigSources sources, Resolved root, Files files) {
    return new ProjectLayers(sources, root, files, Set.of());
  }

  /// Where somebody chose directories whose own files hold, beside those that the repository names.
  public static ProjectLayers among(
      ConfigSources sources, Resolved root, Files files, Set<String> chosen) {
    return new ProjectLayers(sources, root, files, Set.copyOf(chosen));
  }

  /// Those of a work tree, as they are when they are asked for.
  public static ProjectLayers onDisk(ConfigSources sources, Resolved root, Path workTree) {
    return of(sources, root, directory -> ProjectFiles.in(workTree, directory));
  }

  /// Whether any directory could be a project.
  public boolean isEmpty() {
    return chosen.isEmpty() && root.config().settings().projects().isEmpty();
  }

  /// The repository itself.
  public Project root() {
    return root;
  }

  /// The project that a file belongs to.
  ///
  /// @param path from the root of the repository
  /// @throws Failure.Policy where the configuration of that project is wrong
  public Project of(String path) throws Failure {
    int slash = path.lastIndexOf('/');
    return isEmpty() || slash < 0 ? root : around(path.substring(0, slash));
  }

  /// Whether `projects.paths` names a directory, whatever it holds.
  public boolean names(String directory) {
    if (chosen.contains(directory)) {
      return true;
    }
    // As a pattern may be of directories alone, something in it is asked for.
    return !root.config().settings().projects().isEmpty()
        && named.exclusion(directory + "/.").isEmpty();
  }

  private Project around(String directory) throws Failure {
    Project known = byDirectory.get(directory);
    if (known != null) {
      return known;
    }
    Project project = root;
    int end = -1;
    for (int level = 0; level < MAX_LEVELS && end < directory.length(); level++) {
      int slash = directory.indexOf('/', end + 1);
      end = slash < 0 ? directory.length() : slash;
      String part = directory.substring(0, end);
      Project here = byDirectory.get(part);
      if (here == null) {
        here = within(project, part);
        byDirectory.put(part, here);
      }
      project = here;
    }
    byDirectory.put(directory, project);
    return project;
  }

  private Project within(Project outer, String directory) throws Failure {
    if (!names(directory)) {
      return outer;
    }
    ProjectFiles own = files.of(directory);
    if (!own.any()) {
      return outer;
    }
    List<String> around = new ArrayList<>(outer.around());
    around.add(directory);
    List<ProjectFiles> within = new ArrayList<>(outer.within());
    within.add(own);
    Resolved config = ConfigLoader.load(sources.within(within));
    return new Project(directory, config, around, within);
  }
}
