package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of the dump that is about to be made again, where they lie in the tree: it must not
/// hold what it was before, and grow with each run.
final class OwnDump {
  private OwnDump() {}

  /// @param name that of the dump
  /// @return the paths, with the reason they are left out; none where git tracks all that is taken
  static Map<String, String> of(
      TreeSource source, TreeRequest request, Resolved config, String name) throws Failure {
    boolean tracked =
        source.kind() == TreeSource.Kind.WORK_TREE
            && request.choice() == TreeSources.Choice.TRACKED;
    String below = tracked ? null : below(request, config);
    if (below == null) {
      return Map.of();
    }
    Map<String, String> left = new HashMap<>();
    for (TreeEntry entry : source.entries()) {
      String path = entry.path().text();
      if (path.startsWith(below + name + ".") && isOwn(request, path)) {
        left.put(path, "a file of this dump");
      }
    }
    return left;
  }

  private static @Nullable String below(TreeRequest request, Resolved config) {
    try {
      Path root = request.root().toRealPath();
      Path out = Path.of(config.settings().output().dir()).toRealPath();
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
    boolean own =
        path.endsWith(".manifest.json")
            || path.endsWith(".sha256")
            || path.endsWith(".sigstore.json");
    for (TreeFormat format : request.formats()) {
      own |= path.endsWith("." + format.suffix()) || path.contains("." + format.suffix() + ".");
    }
    return own;
  }
}
