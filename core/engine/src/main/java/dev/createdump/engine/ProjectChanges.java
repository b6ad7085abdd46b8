package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.ResolvedValue;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.FileChange;
import dev.createdump.engine.source.Git;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a change does to the configuration files of projects within the repository, and what these
/// say that has no effect on a dump of the whole.
final class ProjectChanges {
  private ProjectChanges() {}

  /// The files of projects in a commit.
  static ProjectLayers.Files in(Git git, Commit commit) {
    return new Committed(git, commit);
  }

  private record Committed(Git git, Commit commit) implements ProjectLayers.Files {
    @Override
    public ProjectFiles of(String directory) throws Failure {
      Path workTree = git.directory().workTreeOrNull();
      Map<String, byte[]> files = new TreeMap<>();
      for (String name : ProjectFiles.NAMES) {
        String path = directory + "/" + name;
        git.file(commit.id(), path, ProjectFiles.MAX_BYTES + 1)
            .ifPresent(content -> files.put(name, content));
      }
      return ProjectFiles.of(
          workTree == null ? git.directory().gitDir() : workTree,
          directory,
          commit.id().abbreviated(),
          files);
    }
  }

  /// What people should know. A version of a file that could not be used once it is merged would
  /// stop everyone, so it is tried.
  ///
  /// @param notes receives it
  /// @throws Failure.Policy where the change brings such a file
  static void tell(
      Ruling ruling,
      List<FileNote> changed,
      List<ProjectLayers.Project> touched,
      List<String> notes)
      throws Failure {
    ProjectLayers layers = ruling.projects();
    if (layers.isEmpty()) {
      return;
    }
    ProjectLayers after = ruling.projectsOfHead();
    for (String path : files(layers, changed)) {
      after.of(path);
      notes.add(
          path
              + " is changed by this change, which is judged by "
              + (ruling.isOwnJudge()
                  ? "its own version"
                  : "the version of its base " + ruling.comparison().base().id().abbreviated()));
    }
    for (ProjectLayers.Project project : touched) {
      for (String note : project.config().notes()) {
        if (!ruling.config().notes().contains(note)) {
          notes.add(project.directory() + ": " + note);
        }
      }
      idle(project, notes);
    }
  }

  /// The configuration files of projects that a change adds, changes or removes.
  private static Set<String> files(ProjectLayers layers, List<FileNote> changed) {
    Set<String> paths = new TreeSet<>();
    for (FileNote note : changed) {
      FileChange change = note.entry().change();
      for (String path : List.of(change.path().text(), change.oldPath().text())) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (slash > 0
            && ProjectFiles.NAMES.contains(name)
            && !name.equals("pyproject.toml")
            && layers.names(path.substring(0, slash))) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  /// Names what a project's own file sets that only a dump of the project alone would follow.
  private static void idle(ProjectLayers.Project project, List<String> notes) {
    List<String> keys = new ArrayList<>();
    for (ResolvedValue value : project.config().values()) {
      Key<?> key = value.key();
      if (value.origin().depth() == project.within().size() && !Keys.OF_A_PATH.contains(key)) {
        keys.add(key.name());
      }
    }
    if (!keys.isEmpty()) {
      notes.add(
          "of the configuration of "
              + project.directory()
              + " this has no effect on a dump of the whole repository: "
              + String.join(", ", keys));
    }
  }
}
