package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.source.RawDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sends each changed path to the inspector that looks by the rules of its project, in one pass
/// over the change.
final class Inspectors {
  /// More are no help to anyone, and would not fit.
  private static final int MOST_FINDINGS = 200_000;

  private final ProjectLayers layers;
  private final Maker maker;
  private final Inspector root;
  private final Map<String, Inspector> byProject = new LinkedHashMap<>();
  private int findings;

  /// Makes the inspector of a project.
  @FunctionalInterface
  interface Maker {
    Inspector of(ProjectLayers.Project project) throws Failure;
  }

  Inspectors(ProjectLayers layers, Maker maker) throws Failure {
    this.layers = layers;
    this.maker = maker;
    this.root = maker.of(layers.root());
  }

  /// The inspector of what belongs to no project.
  Inspector root() {
    return root;
  }

  /// @throws Failure.Scan where there are more secrets than memory is meant for
  FileNote inspect(RawDiff.Entry entry) throws IOException, Failure {
    FileNote note = of(layers.of(entry.change().path().text())).inspect(entry);
    findings += note.inPatch().size() + note.inBlobs().size() + note.inContent().size();
    if (findings > MOST_FINDINGS) {
      throw new Failure.Scan(
          "the change holds more than " + MOST_FINDINGS + " findings", "It was made for that.");
    }
    return note;
  }

  private Inspector of(ProjectLayers.Project project) throws Failure {
    if (project.isRoot()) {
      return root;
    }
    Inspector known = byProject.get(project.directory());
    if (known == null) {
      known = maker.of(project);
      byProject.put(project.directory(), known);
    }
    return known;
  }

  /// The projects that the change touches, in the order of their first paths; the repository itself
  /// is none of them.
  List<ProjectLayers.Project> projects() {
    List<ProjectLayers.Project> projects = new ArrayList<>();
    for (Inspector inspector : byProject.values()) {
      projects.add(inspector.territory().project());
    }
    return projects;
  }
}
