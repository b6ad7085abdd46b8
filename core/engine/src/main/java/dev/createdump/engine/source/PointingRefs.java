package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What points at a commit. Raw.
///
/// @param branch what HEAD names, whether or not the commit is its; empty where HEAD is a commit
/// @param tags by name, without `refs/tags/`; none where git cannot be asked
public record PointingRefs(String branch, List<String> tags) {
  private static final String BRANCH = "ref: refs/heads/";

  /// More on one commit are not read by anybody.
  private static final int MOST_TAGS = 20;

  public PointingRefs {
    tags = List.copyOf(tags);
  }

  public static PointingRefs of(GitDirectory directory, ObjectId commit, Environment variables)
      throws Failure {
    return new PointingRefs(branch(directory), tags(directory, commit, variables));
  }

  /// Those of a repository without any commit.
  public static PointingRefs ofNothing(GitDirectory directory) throws Failure {
    return new PointingRefs(branch(directory), List.of());
  }

  private static String branch(GitDirectory directory) throws Failure {
    String head = directory.head();
    return head.startsWith(BRANCH) ? head.substring(BRANCH.length()) : "";
  }

  private static List<String> tags(GitDirectory directory, ObjectId commit, Environment variables)
      throws Failure {
    try (Quarantine quarantine = Quarantine.around(directory);
        GitProcess git =
            GitProcess.start(
                quarantine.dir(),
                quarantine.environment(variables.variables()),
                List.of(
                    "for-each-ref",
                    "--count=" + MOST_TAGS,
                    "--points-at=" + commit.hex(),
                    "--format=%(refname)",
                    "refs/tags/"))) {
      List<String> tags = new ArrayList<>();
      String all = new String(git.output().readAllBytes(), StandardCharsets.UTF_8);
      for (String name : all.split("\n", -1)) {
        if (name.startsWith("refs/tags/")) {
          tags.add(name.substring("refs/tags/".length()));
        }
      }
      return tags;
    } catch (Failure.Source | IOException e) {
      return List.of();
    }
  }
}
