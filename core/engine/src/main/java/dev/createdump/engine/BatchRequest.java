package dev.createdump.engine;

import java.util.List;

/// Which projects of a tree are dumped, and how.
///
/// @param tree what holds for all of them: the directory that is divided, which of its files, in
///     which forms
/// @param projects directories from there that are the projects; empty to find them
/// @param markers names of files that make a directory a project; empty for those that are known
/// @param jobs how many projects are dumped at a time, at least 1
/// @param list whether projects are only found, and nothing is read
public record BatchRequest(
    TreeRequest tree, List<String> projects, List<String> markers, int jobs, boolean list) {
  public BatchRequest {
    projects = List.copyOf(projects);
    markers = List.copyOf(markers);
  }
}
