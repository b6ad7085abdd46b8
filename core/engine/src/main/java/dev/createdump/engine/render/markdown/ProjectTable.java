package dev.createdump.engine.render.markdown;

import dev.createdump.engine.dump.ProjectShare;
import java.util.List;

/// A change by project, as a table in Markdown.
public final class ProjectTable {
  private ProjectTable() {}

  /// The table with a blank line behind it; nothing for no project.
  ///
  /// @param most the most rows it may have; where there are more projects, it says so
  public static String of(List<ProjectShare> projects, int most) {
    if (projects.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("| Project | Files | + | − | Secrets | To-dos | Blocks on |\n");
    text.append("|---|--:|--:|--:|--:|--:|---|\n");
    for (ProjectShare share : projects.subList(0, Math.min(most, projects.size()))) {
      text.append("| ").append(MarkdownText.cell(share.path())).append(" | ");
      text.append(share.files()).append(" | ").append(share.added()).append(" | ");
      text.append(share.deleted()).append(" | ").append(share.secrets()).append(" | ");
      text.append(share.todos()).append(" | ");
      text.append(share.failOn().equals("never") ? "nothing" : share.failOn()).append(" |\n");
    }
    if (projects.size() > most) {
      text.append("| … ").append(projects.size() - most).append(" more | | | | | | |\n");
    }
    return text.append('\n').toString();
  }
}
