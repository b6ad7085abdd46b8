package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ConfigFile.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The files in which a project may keep its configuration: those of a directory, or those of a
/// commit.
public final class ProjectFiles {
  static final String OWN = "create-dump.toml";
  static final String PYPROJECT = "pyproject.toml";
  static final String ORIGINAL = "create_dump.toml";

  /// The names that are looked for at the top of a project, the first one winning.
  public static final List<String> NAMES = List.of(OWN, PYPROJECT, ORIGINAL);

  /// Longer files are refused; who reads them for [#of] need read no further than one byte more.
  public static final int MAX_BYTES = ConfigFile.MAX_BYTES;

  private final Path directory;
  private final boolean onDisk;
  private final Map<String, byte[]> files;
  private final String prefix;

  private ProjectFiles(Path directory, boolean onDisk, Map<String, byte[]> files, String prefix) {
    this.directory = directory;
    this.onDisk = onDisk;
    this.files = Map.copyOf(files);
    this.prefix = prefix;
  }

  /// The files in a directory, as they are when they are read.
  public static ProjectFiles in(Path directory) {
    return new ProjectFiles(directory, true, Map.of(), "");
  }

  /// The files of a commit.
  ///
  /// @param directory the root of the work tree, against which a file named by its path is told
  ///     to be one of these
  /// @param commit as people know it; stands before the names, as git writes it
  /// @param files the contents by path from the root; what is not in it is not in the commit
  public static ProjectFiles of(Path directory, String commit, Map<String, byte[]> files) {
    return new ProjectFiles(directory, false, files, commit + ":");
  }

  /// The files of a project within the repository, as they are when they are read.
  ///
  /// @param within the project's directory, from the root of the work tree
  public static ProjectFiles in(Path directory, String within) {
    return new ProjectFiles(directory.resolve(within), true, Map.of(), within + "/");
  }

  /// The files of a project within the repository in a commit.
  ///
  /// @param within the project's directory, from the root of the work tree
  /// @param files the contents by name within that directory
  public static ProjectFiles of(
      Path directory, String within, String commit, Map<String, byte[]> files) {
    return new ProjectFiles(directory.resolve(within), false, files, commit + ":" + within + "/");
  }

  /// The files of a project within the repository, read before.
  ///
  /// @param within the project's directory, from the root of the work tree
  /// @param files the contents by name within that directory
  public static ProjectFiles read(Path directory, String within, Map<String, byte[]> files) {
    return new ProjectFiles(directory.resolve(within), false, files, within + "/");
  }

  /// Whether there is any file that configures this tool.
  public boolean any() {
    for (String name : NAMES) {
      if (has(name) && (!name.equals(PYPROJECT) || pyprojectConfigures())) {
        return true;
      }
    }
    return false;
  }

  /// Whether the `pyproject.toml` has our table. One that cannot be read has nothing to say here.
  boolean pyprojectConfigures() {
    try {
      return read(PYPROJECT).configures();
    } catch (UnreadableException _) {
      return false;
    }
  }

  /// Whether a file may be one that configures this tool: another's `pyproject.toml` is not.
  public static boolean mayConfigure(String name, byte[] content) {
    if (!name.equals(PYPROJECT)) {
      return true;
    }
    try {
      return ConfigFile.of(name, name, content).configures();
    } catch (UnreadableException _) {
      return Mention.isIn(new String(content, StandardCharsets.UTF_8));
    }
  }

  boolean has(String name) {
    // A link to nothing stands for a configuration all the same: without it there would be none.
    return onDisk
        ? Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)
        : files.containsKey(name);
  }

  String shown(String name) {
    return Quote.plain(prefix + name, 300);
  }

  ConfigFile read(String name) throws UnreadableException {
    String shown = shown(name);
    byte[] content = files.get(name);
    if (content != null) {
      return ConfigFile.of(name, shown, content);
    }
    Path path = directory.resolve(name);
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new UnreadableException("is a link to nothing");
    }
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new UnreadableException("is no file that can be read to its end");
    }
    return ConfigFile.read(path, shown);
  }

  /// Reads the one file that is named, wherever it is.
  ConfigFile readNamed(Path path) throws UnreadableException {
    Path whole = path.toAbsolutePath().normalize();
    Path root = directory.toAbsolutePath().normalize();
    String inside = whole.startsWith(root) ? slashed(root.relativize(whole)) : "";
    return files.containsKey(inside)
        ? read(inside)
        : ConfigFile.read(path, Quote.plain(path.toString(), 300));
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
