package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.retention.GivenNames;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What runs over the tree wrote into it: a dump must not hold what it was before, and grow with
/// each run. What git tracks counts as anybody's.
final class OwnDump {
  private static final String ANOTHER = "a file of another dump, where this one is written";

  private OwnDump() {}

  /// @param part which dump is made
  /// @param name that of the dump
  /// @return the paths, with the reason they are left out; none where git tracks all that is taken
  static Map<String, String> of(TreeRequest request, CreateTreeDump.Part part, String name)
      throws Failure {
    TreeSource source = part.origin().source();
    boolean tracked =
        source.kind() != TreeSource.Kind.DIRECTORY
            && request.choice() != TreeSources.Choice.UNTRACKED;
    String below = tracked ? null : below(request.root(), part.writes());
    if (below == null) {
      return Map.of();
    }
    // The dumps of a batch lie in directories of their own.
    boolean deeper = !part.writes().equals(part.directory());
    Map<String, String> left = new HashMap<>();
    Set<String> others = new TreeSet<>();
    for (TreeEntry entry : untracked(source)) {
      String path = entry.path().text();
      if (path.startsWith(below)) {
        String within = path.substring(below.length());
        int slash = within.indexOf('/');
        if (within.startsWith(name + ".") && isOwn(request, path)) {
          left.put(path, "a file of this dump");
        } else if (slash < 0 || (deeper && slash == within.lastIndexOf('/'))) {
          String file = within.substring(slash + 1);
          if (GivenNames.isOfDump(file) || GivenNames.isIndex(file)) {
            left.put(path, ANOTHER);
          } else {
            others.add(within);
          }
        }
      }
    }
    for (String file : NamedDumps.among(part.writes(), others)) {
      left.put(below + file, ANOTHER);
    }
    return left;
  }

  private static List<TreeEntry> untracked(TreeSource source) throws Failure {
    if (source.kind() == TreeSource.Kind.DIRECTORY) {
      return source.entries();
    }
    Set<RepoPath> others = source.untracked();
    List<TreeEntry> untracked = new ArrayList<>();
    for (TreeEntry entry : source.entries()) {
      if (others.contains(entry.path())) {
        untracked.add(entry);
      }
    }
    return untracked;
  }

  private static @Nullable String below(Path tree, Path directory) {
    try {
      Path root = tree.toRealPath();
      Path out = directory.toRealPath();
      if (!out.startsWith(root)) {
        return null;
      }
      String below = root.relativize(out).toString().replace(File.separatorChar, '/');
      return below.isEmpty() ? "" : below + "/";
    } catch (IOException e) {
      // Where it is not there yet nothing lies in it.
      return null;
    }
  }

  private static boolean isOwn(TreeRequest request, String path) {
    boolean own = false;
    for (String suffix : NamedDumps.BESIDE) {
      own |= path.endsWith(suffix);
    }
    for (TreeFormat format : request.formats()) {
      own |= path.endsWith("." + format.suffix()) || path.contains("." + format.suffix() + ".");
    }
    return own;
  }
}
