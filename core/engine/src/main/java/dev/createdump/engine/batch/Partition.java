package dev.createdump.engine.batch;

import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The paths of a tree by the project that they belong to: the deepest one around them, so that
/// every path is in one part, and in one only.
public final class Partition {
  /// Deeper directories are no projects, as in {@link dev.createdump.engine.ProjectLayers}.
  private static final int MAX_LEVELS = 32;

  private final Map<String, Part> parts = new TreeMap<>();
  private final Map<String, Part> byDirectory = new HashMap<>();
  private final List<TreeEntry> outside = new ArrayList<>();

  /// A project and what belongs to it.
  ///
  /// @param directory from the top of the tree; empty for the top itself
  /// @param markers what makes it one, sorted; empty where it was named
  /// @param entries its paths from the top of the tree, in their order
  public record Part(String directory, Set<String> markers, List<TreeEntry> entries) {}

  private Partition() {}

  /// Divides a tree where markers say so; what is around all of them belongs to the top.
  ///
  /// @param may which directories may be projects
  /// @param counts which paths count as markers
  public static Partition byMarkers(
      List<TreeEntry> entries, Markers markers, Predicate<String> may, Predicate<String> counts) {
    Partition partition = new Partition();
    partition.part("");
    for (TreeEntry entry : entries) {
      String path = entry.hasContent() && entry.path().isText() ? entry.path().text() : "";
      int slash = path.lastIndexOf('/');
      String marker = markers.of(path.substring(slash + 1));
      String directory = slash < 0 ? "" : path.substring(0, slash);
      if (!marker.isEmpty()
          && levels(directory) <= MAX_LEVELS
          && (directory.isEmpty() || may.test(directory))
          && counts.test(path)) {
        partition.part(directory).markers().add(marker);
      }
    }
    partition.divide(entries);
    return partition;
  }

  /// Divides a tree among directories; what is in none of them is outside.
  public static Partition among(List<TreeEntry> entries, List<String> directories) {
    Partition partition = new Partition();
    directories.forEach(partition::part);
    partition.divide(entries);
    return partition;
  }

  private Part part(String directory) {
    return parts.computeIfAbsent(directory, d -> new Part(d, new TreeSet<>(), new ArrayList<>()));
  }

  private static int levels(String directory) {
    int levels = 1;
    for (int i = 0; i < directory.length(); i++) {
      levels += directory.charAt(i) == '/' ? 1 : 0;
    }
    return levels;
  }

  private void divide(List<TreeEntry> entries) {
    byDirectory.putAll(parts);
    for (TreeEntry entry : entries) {
      Part part = around(entry.path());
      (part == null ? outside : part.entries()).add(entry);
    }
  }

  /// The directory of a path; of one whose name is no text the deepest that is.
  private static String directory(RepoPath path) {
    if (path.isText()) {
      String text = path.text();
      return text.substring(0, Math.max(0, text.lastIndexOf('/')));
    }
    byte[] bytes = path.bytes();
    for (int i = bytes.length - 1; i > 0; i--) {
      RepoPath above = RepoPath.of(Arrays.copyOf(bytes, i));
      if (bytes[i] == '/' && above.isText()) {
        return above.text();
      }
    }
    return "";
  }

  /// The part that a path belongs to, whether or not it is there; null where it is outside.
  public @Nullable Part around(RepoPath path) {
    return around(directory(path));
  }

  private @Nullable Part around(String directory) {
    String above = directory;
    Part part = byDirectory.get(above);
    while (part == null && !above.isEmpty()) {
      above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
      part = byDirectory.get(above);
    }
    if (part != null) {
      byDirectory.put(directory, part);
    }
    return part;
  }

  /// The projects by their directories. The top is one where something belongs to it.
  public List<Part> parts() {
    List<Part> all = new ArrayList<>();
    for (Part part : parts.values()) {
      if (!part.entries().isEmpty() || !part.directory().isEmpty()) {
        all.add(part);
      }
    }
    return all;
  }

  /// The paths that belong to none.
  public List<TreeEntry> outside() {
    return outside;
  }
}
