package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.batch.Partition;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The configuration of each project of a batch. Own files are those of the tree that is dumped: a
/// revision's where a revision is. Those of projects around the tree are read where they lie.
/// Confined to one thread.
final class BatchConfigs implements AutoCloseable {
  private final Path top;
  private final String below;
  private final TreeSource.Reader reader;
  private final Map<String, Map<String, TreeEntry>> files = new HashMap<>();
  private final ProjectLayers layers;

  /// @param top the root of the work tree, or the directory where there is none
  /// @param root what holds in the repository as a whole
  BatchConfigs(
      ConfigSources sources, Resolved root, Path top, TreeOrigin origin, List<Partition.Part> parts)
      throws Failure {
    this.top = top;
    this.below = origin.below();
    this.reader = origin.source().reader();
    Set<String> chosen = new HashSet<>();
    for (Partition.Part part : parts) {
      String directory = whole(part.directory());
      if (!directory.isEmpty()) {
        chosen.add(directory);
        files.put(directory, configuring(part));
      }
    }
    this.layers = ProjectLayers.among(sources, root, this::files, chosen);
  }

  /// Where a directory of the tree is in the repository.
  String whole(String directory) {
    return below.isEmpty() || directory.isEmpty() ? below + directory : below + "/" + directory;
  }

  private static Map<String, TreeEntry> configuring(Partition.Part part) {
    Map<String, TreeEntry> found = new HashMap<>();
    String prefix = part.directory().isEmpty() ? "" : part.directory() + "/";
    for (TreeEntry entry : part.entries()) {
      String path = entry.path().text();
      if (path.startsWith(prefix) && ProjectFiles.NAMES.contains(path.substring(prefix.length()))) {
        found.put(path.substring(prefix.length()), entry);
      }
    }
    return found;
  }

  /// What holds in a part.
  ///
  /// @throws Failure.Policy where its configuration is wrong, or against a central policy
  ProjectLayers.Project of(Partition.Part part) throws Failure {
    String directory = whole(part.directory());
    return directory.isEmpty() ? layers.root() : layers.of(directory + "/.");
  }

  private ProjectFiles files(String directory) throws Failure {
    Map<String, TreeEntry> known = files.get(directory);
    if (known == null) {
      return ProjectFiles.in(top, directory);
    }
    Map<String, byte[]> contents = new HashMap<>();
    for (Map.Entry<String, TreeEntry> file : known.entrySet()) {
      byte[] content = read(directory + "/" + file.getKey(), file.getValue());
      if (content.length > 0 && ProjectFiles.mayConfigure(file.getKey(), content)) {
        contents.put(file.getKey(), content);
      }
    }
    return ProjectFiles.read(top, directory, contents);
  }

  /// @return nothing where it is gone
  private byte[] read(String shown, TreeEntry entry) throws Failure {
    try {
      reader.announce(List.of(entry));
      TreeSource.Content content = reader.read(entry, ProjectFiles.MAX_BYTES);
      if (content.mode() == FileMode.SYMLINK) {
        throw new Failure.Policy(shown + " is a link, and links are not followed", "Use a file.");
      }
      byte[] bytes = content.bytes();
      // Too long; so much of it says so.
      return bytes == null ? new byte[ProjectFiles.MAX_BYTES + 1] : bytes;
    } catch (TreeSource.Unreadable e) {
      if (e.isAbsent()) {
        return new byte[0];
      }
      throw new Failure.Policy(shown + ": " + e.getMessage(), "Check who may read it.");
    } catch (IOException e) {
      throw new Failure.Source("cannot read " + shown + ": " + Reasons.of(e), "", e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
