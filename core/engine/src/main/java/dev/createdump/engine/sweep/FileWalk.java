package dev.createdump.engine.sweep;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Goes through a directory without following any link. git's own directory is left out unless it
/// is asked for: what is in it is scanned as history.
final class FileWalk extends SimpleFileVisitor<Path> {
  private final Sink sink;

  private final Path start;

  private FileWalk(Path start, Sink sink) {
    this.start = start;
    this.sink = sink;
  }

  /// Takes what is found.
  interface Sink {
    /// A regular file.
    void file(Path path, BasicFileAttributes attributes) throws IOException;

    /// A symbolic link.
    void link(Path path) throws IOException;

    /// A pipe, a socket or a device: reading it could block, or never end.
    void special(Path path);

    /// Something that cannot be looked at.
    void failed(Path path, IOException why);
  }

  /// Walks a directory, or looks at a single file.
  static void walk(Path start, Sink sink) throws IOException {
    Files.walkFileTree(start, new FileWalk(start, sink));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    Path name = directory.getFileName();
    boolean asked = directory.equals(start);
    return !asked && name != null && name.toString().equals(".git")
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile()) {
      sink.file(file, attributes);
    } else if (attributes.isSymbolicLink()) {
      sink.link(file);
    } else {
      sink.special(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) {
    sink.failed(file, why);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why) {
    if (why != null) {
      sink.failed(directory, why);
    }
    return FileVisitResult.CONTINUE;
  }
}
