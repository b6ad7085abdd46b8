package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.FileMode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists everything below a directory without following a link. What is named `.git` is left out: a
/// repository, or of a linked work tree and of a submodule the file that says where it lies. A
/// directory that holds nothing is listed itself.
final class DirectoryWalk extends SimpleFileVisitor<Path> {
  /// What Java shows of a byte that is no UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private final Path root;
  private final List<TreeEntry> entries = new ArrayList<>();

  /// How much was listed when each open directory was entered.
  private final Deque<Integer> before = new ArrayDeque<>();

  private DirectoryWalk(Path root) {
    this.root = root;
  }

  /// @throws Failure.Source where the directory itself cannot be read
  static List<TreeEntry> of(Path root) throws Failure {
    DirectoryWalk walk = new DirectoryWalk(root);
    try {
      Files.walkFileTree(root, walk);
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot list " + root + ": " + e.getMessage(), "Check who may read it.", e);
    }
    Collections.sort(walk.entries);
    return walk.entries;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    if (!directory.equals(root) && isGit(directory)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    before.push(entries.size());
    return FileVisitResult.CONTINUE;
  }

  private static boolean isGit(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().equals(".git");
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (isGit(file)) {
      return FileVisitResult.CONTINUE;
    }
    // The reader looks again, and finds out whether it may be executed.
    int mode =
        attributes.isSymbolicLink()
            ? FileMode.SYMLINK
            : attributes.isRegularFile() ? FileMode.REGULAR : TreeEntry.UNKNOWN;
    add(file, mode);
    return FileVisitResult.CONTINUE;
  }

  /// Listed all the same: the reader will say why it cannot be read.
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
    if (file.equals(root)) {
      throw why;
    }
    add(file, FileMode.REGULAR);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why)
      throws IOException {
    boolean empty = before.pop() == entries.size();
    if (why != null) {
      if (directory.equals(root)) {
        throw why;
      }
      add(directory, FileMode.REGULAR);
    } else if (empty && !directory.equals(root)) {
      add(directory, TreeEntry.DIRECTORY);
    }
    return FileVisitResult.CONTINUE;
  }

  private void add(Path path, int mode) {
    String name = root.relativize(path).toString().replace(File.separatorChar, '/');
    boolean text = name.indexOf(REPLACEMENT) < 0;
    entries.add(new TreeEntry(text ? RepoPath.of(name) : raw(path), mode, null));
  }

  /// A name that is no UTF-8 may look like another's as text; as a URI each has its own bytes.
  private RepoPath raw(Path path) {
    String top = root.toUri().getRawPath();
    String whole = path.toUri().getRawPath();
    int from = top.endsWith("/") ? top.length() : top.length() + 1;
    int to = whole.endsWith("/") ? whole.length() - 1 : whole.length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      boolean escape = whole.charAt(i) == '%';
      bytes.write(escape ? Integer.parseInt(whole, i + 1, i + 3, 16) : whole.charAt(i));
      i += escape ? 2 : 0;
    }
    return RepoPath.of(bytes.toByteArray());
  }
}
