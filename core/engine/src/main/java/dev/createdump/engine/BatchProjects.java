package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.batch.Markers;
import dev.createdump.engine.batch.Partition;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.Selection;
import dev.createdump.engine.source.TreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Divides a tree into projects: by what the command line names, else by markers, within what
/// `projects.paths` names where it names anything.
final class BatchProjects {
  private final BatchRequest request;
  private final Resolved config;
  private final String below;
  private final Selection selection;
  private final Set<String> excluded = new HashSet<>();

  /// @param below the directory of the repository that the tree is
  BatchProjects(BatchRequest request, Resolved config, String below) {
    this.request = request;
    this.config = config;
    this.below = below.isEmpty() ? "" : below + "/";
    this.selection =
        Territory.selection(new ProjectLayers.Project("", config, List.of(), List.of()));
  }

  Partition divide(List<TreeEntry> entries) throws Failure {
    look(entries);
    if (!request.projects().isEmpty()) {
      return named(entries);
    }
    List<String> paths = config.settings().projects();
    Selection where =
        Selection.of(new Selection.Patterns(paths, ""), new Selection.Patterns(List.of(), ""));
    Predicate<String> may =
        directory -> paths.isEmpty() || where.exclusion(below + directory + "/.").isEmpty();
    Markers markers =
        request.markers().isEmpty() ? Markers.standard() : Markers.of(request.markers());
    return Partition.byMarkers(entries, markers, may, path -> !excluded.contains(path));
  }

  /// What is left out makes no project. Every path is asked about, so that a pattern which matches
  /// none of them can be told.
  private void look(List<TreeEntry> entries) {
    Settings.Select select = config.settings().select();
    if (select.include().isEmpty() && select.exclude().isEmpty()) {
      return;
    }
    for (TreeEntry entry : entries) {
      String path = entry.path().text();
      if (selection.exclusion(below + path).isPresent()) {
        excluded.add(path);
      }
    }
  }

  /// What should be known of the batch as a whole.
  ///
  /// @param more notes on its configuration
  List<String> notes(List<String> more) {
    List<String> notes = new ArrayList<>();
    more.forEach(note -> notes.add(Redactor.standalone(note).value()));
    selection.idle().forEach(idle -> notes.add(Redactor.standalone(idle.says()).value()));
    return notes;
  }

  private Partition named(List<TreeEntry> entries) throws Failure {
    TreeSet<String> directories = new TreeSet<>();
    for (String given : request.projects()) {
      directories.add(plain(given));
    }
    Partition partition = Partition.among(entries, new ArrayList<>(directories));
    for (Partition.Part part : partition.parts()) {
      if (part.entries().isEmpty()) {
        throw new Failure.Source(
            "there is nothing to dump in the project " + part.directory(),
            "Name directories that hold tracked files, from the root that is divided on.");
      }
    }
    return partition;
  }

  /// A directory as it is listed.
  private static String plain(String given) throws Failure.Usage {
    List<String> names = new ArrayList<>();
    for (String name : given.replace('\\', '/').split("/", -1)) {
      if (name.equals("..") || (name.isEmpty() && names.isEmpty() && given.startsWith("/"))) {
        throw new Failure.Usage(
            "--project " + given + " leads out of the directory that is divided",
            "Name it from there on, such as services/pay.");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return String.join("/", names);
  }
}
