package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ConfigFile.UnreadableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the one configuration file of a run: the one that is named, else the first in the
/// project's directory of `create-dump.toml`, `pyproject.toml` (where it has the table
/// `tool.create-dump`) and `create_dump.toml`. The others are ignored, and a note says so.
final class ConfigFiles {
  static final String HIDDEN = ".create_dump.toml";

  /// What the table of a `pyproject.toml` is called.
  static final String TABLE = "create-dump";

  private final Problems problems;
  private final List<String> notes;

  ConfigFiles(Problems problems, List<String> notes) {
    this.problems = problems;
    this.notes = notes;
  }

  /// @return the file, parsed; null where there is none or after a complaint
  @Nullable ParsedFile find(ConfigSources sources) {
    Path named = sources.file();
    return named == null ? inProject(sources.project(), 0) : explicit(sources.project(), named);
  }

  private @Nullable ParsedFile explicit(ProjectFiles project, Path path) {
    ParsedFile file = parse(path.toString(), () -> project.readNamed(path), 0);
    if (file != null && !file.isOurs()) {
      problems.add(new Origin.InFile(file.name(), 0, 0), "", "has no table [tool." + TABLE + "]");
      return null;
    }
    return file;
  }

  /// The file of a directory.
  ///
  /// @param depth as in [Origin.InFile]
  @Nullable ParsedFile inProject(ProjectFiles project, int depth) {
    List<String> present = new ArrayList<>(3);
    for (String name : ProjectFiles.NAMES) {
      if (project.has(name)) {
        present.add(name);
      }
    }
    if (project.has(HIDDEN)) {
      notes.add(HIDDEN + " is not read; rename it to " + ProjectFiles.ORIGINAL + ".");
    }
    while (!present.isEmpty()) {
      String name = present.removeFirst();
      int before = problems.size();
      ParsedFile file = parse(project.shown(name), () -> project.read(name), depth);
      if (file != null && file.isOurs()) {
        noteIgnored(project, name, present);
        return file;
      }
      if (problems.size() > before) {
        return null;
      }
    }
    return null;
  }

  /// Reads one file.
  private interface Reading {
    ConfigFile read() throws UnreadableException;
  }

  private @Nullable ParsedFile parse(String name, Reading reading, int depth) {
    try {
      return ParsedFile.of(reading.read(), depth);
    } catch (UnreadableException e) {
      Origin file = new Origin.InFile(Quote.plain(name, 300), 0, 0, depth);
      problems.add(file, "", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void noteIgnored(ProjectFiles project, String taken, List<String> others) {
    List<String> ignored = new ArrayList<>();
    for (String other : others) {
      if (!other.equals(ProjectFiles.PYPROJECT) || project.pyprojectConfigures()) {
        ignored.add(other);
      }
    }
    if (!ignored.isEmpty()) {
      notes.add(taken + " is read; ignored beside it: " + String.join(", ", ignored) + ".");
    }
  }
}
