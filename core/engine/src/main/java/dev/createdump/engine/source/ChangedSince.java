package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of a tree differs from a commit, with renames found as git finds them.
///
/// @param before what paths that were renamed or copied are made of, by what they are called now
/// @param unchanged every path that is as it was
/// @param tracked every path of the tree that git knows
/// @param gone what is no longer there; with what it is called now, empty where it was deleted
public record ChangedSince(
    Map<String, String> before,
    Set<String> unchanged,
    Set<String> tracked,
    Map<TreeEntry, String> gone) {

  /// Compares a tree with a commit.
  ///
  /// @param revision the commit whose tree it is, where it is one
  /// @param below the directory of the repository that the tree is, empty for its top
  public static ChangedSince of(
      TreeSource tree,
      GitDirectory directory,
      ObjectId base,
      @Nullable ObjectId revision,
      String below,
      Environment variables)
      throws Failure {
    try (Quarantine quarantine = Quarantine.around(directory)) {
      Map<String, String> environment = GitTree.withIndex(quarantine, directory, variables);
      List<String> arguments = new ArrayList<>();
      if (revision != null) {
        arguments.addAll(List.of("diff-tree", "-r"));
      } else if (tree.kind() == TreeSource.Kind.INDEX) {
        arguments.addAll(List.of("diff", "--cached"));
      } else {
        Path workTree = directory.workTreeOrNull();
        environment.put("GIT_WORK_TREE", String.valueOf(workTree));
        arguments.add("diff");
      }
      arguments.addAll(List.of("--raw", "--no-abbrev", "-M", "--ignore-submodules=dirty"));
      arguments.add(base.hex());
      if (revision != null) {
        arguments.add(revision.hex());
      }
      Set<String> tracked = new HashSet<>();
      for (TreeEntry entry :
          revision == null
              ? GitTree.staged(quarantine, environment, below, new HashSet<>())
              : tree.entries()) {
        tracked.add(entry.path().text());
      }
      List<FileChange> changes = changes(quarantine, environment, arguments);
      return of(changes, tracked, below.isEmpty() ? "" : below + "/");
    }
  }

  private static List<FileChange> changes(
      Quarantine quarantine, Map<String, String> environment, List<String> arguments)
      throws Failure {
    List<FileChange> changes = new ArrayList<>();
    try (GitProcess git = GitProcess.start(quarantine.dir(), environment, arguments)) {
      // Paths are quoted wherever they are not plain, so a line is a line.
      byte[] output = git.output().readAllBytes();
      if (git.await() != 0) {
        throw git.failure("The repository may be damaged; try `git fsck`.");
      }
      for (String line : new String(output, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        if (!line.isEmpty()) {
          byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
          changes.add(RawDiffReader.parse(bytes, bytes.length));
        }
      }
    } catch (IOException e) {
      throw new Failure.Source("cannot read what changed: " + e.getMessage(), "", e);
    }
    return changes;
  }

  private static ChangedSince of(List<FileChange> changes, Set<String> tracked, String base) {
    Map<String, String> before = new HashMap<>();
    Map<TreeEntry, String> gone = new TreeMap<>();
    Set<String> unchanged = new HashSet<>(tracked);
    for (FileChange change : changes) {
      String path = change.path().text();
      String old = change.oldPath().text();
      boolean moved = !old.equals(path);
      if (path.startsWith(base)) {
        String name = path.substring(base.length());
        unchanged.remove(name);
        if (moved) {
          before.put(name, old.startsWith(base) ? old.substring(base.length()) : "/" + old);
        }
      }
      boolean leaves =
          change.newMode() == FileMode.ABSENT || change.status() == ChangeStatus.RENAMED;
      if (leaves && old.startsWith(base)) {
        byte[] name = change.oldPath().bytes();
        int length = base.getBytes(StandardCharsets.UTF_8).length;
        RepoPath left = RepoPath.of(java.util.Arrays.copyOfRange(name, length, name.length));
        gone.put(
            new TreeEntry(left, change.oldMode(), change.oldId()),
            !moved ? "" : path.startsWith(base) ? path.substring(base.length()) : "/" + path);
      }
    }
    return new ChangedSince(before, unchanged, tracked, gone);
  }
}
