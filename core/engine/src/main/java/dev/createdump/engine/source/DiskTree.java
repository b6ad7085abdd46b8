package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.FileMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Files on disk: those that git tracks in a work tree, or all of a directory. No link is followed,
/// neither the last name of a path nor one before it.
final class DiskTree implements TreeSource {
  private final Kind kind;
  private final Path root;
  private final List<TreeEntry> entries;
  private final Set<RepoPath> untracked;
  private final Set<RepoPath> conflicts;

  /// @param root an existing directory
  /// @param untracked paths among them that git does not track
  /// @param conflicts paths among them of which the index holds several versions
  DiskTree(
      Kind kind,
      Path root,
      List<TreeEntry> entries,
      Set<RepoPath> untracked,
      Set<RepoPath> conflicts) {
    this.kind = kind;
    this.root = root;
    this.entries = List.copyOf(entries);
    this.untracked = Set.copyOf(untracked);
    this.conflicts = Set.copyOf(conflicts);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Set<RepoPath> untracked() {
    return untracked;
  }

  @Override
  public Set<RepoPath> conflicts() {
    return conflicts;
  }

  @Override
  public Reader reader() {
    return new DiskReader();
  }

  @Override
  public void close() {}

  /// Looks at each directory once, whether it is one.
  private final class DiskReader implements Reader {
    private final Map<String, Path> directories = new HashMap<>();

    DiskReader() {
      directories.put("", root);
    }

    @Override
    public void announce(List<TreeEntry> next) {}

    @Override
    public Mark mark(TreeEntry entry) throws IOException {
      try {
        return Mark.of(locate(entry));
      } catch (FileSystemException e) {
        throw unreadable(e);
      }
    }

    @Override
    public Content read(TreeEntry entry, int max) throws IOException {
      Path file = locate(entry);
      try {
        PosixFileAttributes now =
            Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (now.isSymbolicLink()) {
          return link(Files.readSymbolicLink(file).toString());
        }
        if (now.isDirectory()) {
          throw insteadOfFile(entry, file);
        }
        if (!now.isRegularFile()) {
          throw new Unreadable("neither a file nor a link, and therefore not read", true);
        }
        int mode =
            now.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
                ? FileMode.EXECUTABLE
                : FileMode.REGULAR;
        return now.size() > max
            ? new Content(mode, now.size(), null)
            : content(mode, file, (int) now.size());
      } catch (FileSystemException e) {
        throw unreadable(e);
      }
    }

    /// Why a directory stands in the list of files.
    private Unreadable insteadOfFile(TreeEntry entry, Path directory) {
      if (kind == Kind.WORK_TREE && !untracked.contains(entry.path())) {
        return new Unreadable("there is a directory where git tracks a file", true);
      }
      if (Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return new Unreadable(
            "a repository of its own, in which git looks for no files; --all-files takes them",
            true);
      }
      return new Unreadable(
          "cannot be listed" + (Files.isReadable(directory) ? "" : ": permission denied"), false);
    }

    private static Content link(String target) throws Unreadable {
      if (target.indexOf('\uFFFD') >= 0) {
        throw new Unreadable("a link whose target is no UTF-8, which Java cannot read", false);
      }
      byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
      return new Content(FileMode.SYMLINK, bytes.length, bytes);
    }

    private static Content content(int mode, Path file, int expected) throws IOException {
      byte[] bytes = new byte[expected];
      int size = 0;
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        while (size < expected) {
          int count = channel.read(ByteBuffer.wrap(bytes, size, expected - size));
          if (count < 0) {
            break;
          }
          size += count;
        }
      }
      return new Content(mode, size, size == expected ? bytes : Arrays.copyOf(bytes, size));
    }

    @Override
    public InputStream open(TreeEntry entry) throws IOException {
      try {
        return Channels.newInputStream(
            FileChannel.open(locate(entry), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      } catch (FileSystemException e) {
        throw unreadable(e);
      }
    }

    private static Unreadable unreadable(FileSystemException e) {
      return switch (e) {
        case NoSuchFileException _ -> new Unreadable("not in the work tree", true);
        case AccessDeniedException _ -> new Unreadable("cannot be read: permission denied", false);
        default -> new Unreadable("cannot be read: " + e.getReason(), false);
      };
    }

    private Path locate(TreeEntry entry) throws IOException {
      if (!entry.path().isText()) {
        throw new Unreadable(
            "cannot be read: its name is no UTF-8, and Java opens no such file", false);
      }
      String path = entry.path().text();
      int slash = path.lastIndexOf('/');
      try {
        Path directory = directory(slash < 0 ? "" : path.substring(0, slash));
        return directory.resolve(path.substring(slash + 1));
      } catch (InvalidPathException e) {
        throw new Unreadable("cannot be read: this system has no such name", false);
      }
    }

    private Path directory(String path) throws IOException {
      Path known = directories.get(path);
      if (known != null) {
        return known;
      }
      int slash = path.lastIndexOf('/');
      Path parent = directory(slash < 0 ? "" : path.substring(0, slash));
      Path directory = parent.resolve(path.substring(slash + 1));
      if (Files.isSymbolicLink(directory)) {
        throw new Unreadable("not in the work tree: a link stands in the place of " + path, true);
      }
      directories.put(path, directory);
      return directory;
    }

    @Override
    public void close() {}
  }

  /// Everything below a directory, without git's own directories.
  static DiskTree walk(Path root) throws Failure {
    return new DiskTree(Kind.DIRECTORY, root, DirectoryWalk.of(root), Set.of(), Set.of());
  }
}
