package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a work tree, or its index, stands to the commit that is checked out. Paths are raw, and
/// named from the tree's top.
///
/// @param differing paths that are not as the commit has them: changed, added, or gone
/// @param untracked paths of the tree that git does not track
public record Uncommitted(Set<String> differing, Set<String> untracked) {
  /// Asks git, which looks at files whose marks are not those of its index, as `git status` does.
  ///
  /// @param below the directory of the repository that the tree is, empty for its top
  public static Uncommitted of(
      TreeSource tree, GitDirectory directory, ObjectId head, String below, Environment variables)
      throws Failure {
    Set<String> untracked = new HashSet<>();
    tree.untracked().forEach(path -> untracked.add(path.text()));
    try (Quarantine quarantine = Quarantine.around(directory)) {
      Map<String, String> environment = GitTree.withIndex(quarantine, directory, variables);
      List<String> arguments = new ArrayList<>(List.of("diff"));
      if (tree.kind() == TreeSource.Kind.INDEX) {
        arguments.add("--cached");
      } else {
        environment.put("GIT_WORK_TREE", String.valueOf(directory.workTreeOrNull()));
      }
      arguments.addAll(List.of("--name-only", "-z", "--no-renames", "--ignore-submodules=dirty"));
      arguments.add(head.hex());
      return new Uncommitted(differing(quarantine, environment, arguments, below), untracked);
    }
  }

  private static Set<String> differing(
      Quarantine quarantine, Map<String, String> environment, List<String> arguments, String below)
      throws Failure {
    Set<String> differing = new HashSet<>();
    String top = below.isEmpty() ? "" : below + "/";
    try (GitProcess git = GitProcess.start(quarantine.dir(), environment, arguments)) {
      byte[] output = git.output().readAllBytes();
      if (git.await() != 0) {
        throw git.failure("The repository may be damaged; try `git fsck`.");
      }
      int start = 0;
      for (int i = 0; i < output.length; i++) {
        if (output[i] == 0) {
          String path = RepoPath.of(Arrays.copyOfRange(output, start, i)).text();
          if (path.startsWith(top)) {
            differing.add(path.substring(top.length()));
          }
          start = i + 1;
        }
      }
    } catch (IOException e) {
      throw new Failure.Source("cannot read what differs: " + e.getMessage(), "", e);
    }
    return differing;
  }
}
