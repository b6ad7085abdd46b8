package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Revisions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The project's configuration files on both sides of a change.
///
/// @param touched the files that the change adds, changes or removes, by path
/// @param ofBase the files of the branch that the change goes to
/// @param ofHead the files as the change leaves them
/// @param base the commit of [#ofBase], as people know it
record ConfigVersions(List<String> touched, ProjectFiles ofBase, ProjectFiles ofHead, String base) {
  ConfigVersions {
    touched = List.copyOf(touched);
  }

  /// @param named the file that is named explicitly, which is then looked for too; null for none
  static ConfigVersions read(Git git, @Nullable Path named, Revisions.Comparison comparison)
      throws Failure {
    Path top = top(git);
    List<String> names = new ArrayList<>(ProjectFiles.NAMES);
    if (named != null) {
      names = within(top, named);
    }
    Commit base = comparison.base();
    Map<String, byte[]> before = files(git, comparison.mergeBase().id(), names);
    Map<String, byte[]> after = files(git, comparison.head().id(), names);
    Map<String, byte[]> tip =
        base.id().equals(comparison.mergeBase().id()) ? before : files(git, base.id(), names);
    List<String> touched = new ArrayList<>();
    for (String name : names) {
      if (differs(name, before.get(name), after.get(name))) {
        touched.add(name);
      }
    }
    String shown = base.id().abbreviated();
    return new ConfigVersions(
        touched,
        ProjectFiles.of(top, shown, tip),
        ProjectFiles.of(top, comparison.head().id().abbreviated(), after),
        shown);
  }

  private static Path top(Git git) {
    Path workTree = git.directory().workTreeOrNull();
    return workTree == null ? git.directory().gitDir() : workTree;
  }

  private static List<String> within(Path top, Path named) {
    Path whole = named.toAbsolutePath().normalize();
    Path root = top.toAbsolutePath().normalize();
    if (!whole.startsWith(root) || whole.equals(root)) {
      return List.of();
    }
    Path inside = root.relativize(whole);
    return List.of(inside.toString().replace(inside.getFileSystem().getSeparator(), "/"));
  }

  private static Map<String, byte[]> files(Git git, ObjectId commit, List<String> names)
      throws Failure {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : names) {
      git.file(commit, name, ProjectFiles.MAX_BYTES + 1)
          .ifPresent(content -> files.put(name, content));
    }
    return files;
  }

  private static boolean differs(String name, byte @Nullable [] before, byte @Nullable [] after) {
    boolean ours =
        (before != null && ProjectFiles.mayConfigure(name, before))
            || (after != null && ProjectFiles.mayConfigure(name, after));
    return ours && !Arrays.equals(before, after);
  }
}
