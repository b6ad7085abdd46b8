package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.policy.ConfigShow;
import dev.createdump.engine.policy.Format;
import dev.createdump.engine.policy.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The digest of the settings that decide what a dump holds; where it is written and kept is none
/// of them.
final class SettingsDigest {
  private static final Set<String> DECISIVE =
      Set.of(
          "output.context",
          "output.max_file_size",
          "source.rename_limit",
          "select.include",
          "select.exclude",
          "scan.secrets",
          "scan.todos",
          "scan.todo_tags",
          "scan.history",
          "scan.patterns",
          "scan.inline_allow",
          "scan.forbid_suppression");

  private SettingsDigest() {}

  /// @param projects those that the change touches
  static String of(Resolved config, List<ProjectLayers.Project> projects, Plugins plugins) {
    StringBuilder text = new StringBuilder("formats =");
    // In whatever order they were asked for.
    for (Format format : Format.values()) {
      text.append(config.settings().output().formats().contains(format) ? " " + format.id() : "");
    }
    text.append('\n');
    text.append(decisive(config));
    if (!projects.isEmpty()) {
      List<ProjectLayers.Project> sorted = new ArrayList<>(projects);
      sorted.sort((one, other) -> one.directory().compareTo(other.directory()));
      for (ProjectLayers.Project project : sorted) {
        text.append("project ").append(project.directory()).append('\n');
        text.append(decisive(project.config()));
      }
    }
    text.append(plugins.decisive());
    return Digests.sha256Hex(text.toString());
  }

  /// The keys that decide what the dump of a tree holds, a line each.
  static String decisiveForTrees(Resolved config) {
    StringBuilder text = new StringBuilder(decisive(config));
    for (ConfigShow.Row row : ConfigShow.rows(config)) {
      if (row.key().startsWith("tree.")) {
        text.append(row.key()).append(" = ").append(row.value()).append('\n');
      }
    }
    return text.toString();
  }

  /// The keys that decide what a dump holds, a line each.
  static String decisive(Resolved config) {
    StringBuilder text = new StringBuilder();
    for (ConfigShow.Row row : ConfigShow.rows(config)) {
      if (DECISIVE.contains(row.key())) {
        text.append(row.key()).append(" = ").append(row.value()).append('\n');
      }
    }
    return text.toString();
  }
}
