package dev.createdump.engine.retention;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import org.jspecify.annotations.Nullable;

/// A directory that is held open while files in it are renamed and deleted, so that they are those
/// of this directory whatever takes its place meanwhile. Where the system cannot do that, its path
/// is used. Names are single names; no link is followed.
final class OpenDirectory implements AutoCloseable {
  private final Path path;
  private final DirectoryStream<Path> stream;

  private OpenDirectory(Path path, DirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
  }

  /// @param top a directory, which may be named through a link
  /// @param place itself, or a directory in it, which must not be a link
  @SuppressWarnings("StreamResourceLeak") // Closed with what is returned.
  static OpenDirectory open(Path top, Path place) throws IOException {
    if (top.equals(place)) {
      return new OpenDirectory(place, Files.newDirectoryStream(top));
    }
    try (DirectoryStream<Path> outer = Files.newDirectoryStream(top)) {
      Path name = top.relativize(place);
      if (outer instanceof SecureDirectoryStream<Path> held) {
        return new OpenDirectory(place, held.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
      }
      if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(place.toString());
      }
      return new OpenDirectory(place, Files.newDirectoryStream(place));
    }
  }

  private @Nullable SecureDirectoryStream<Path> held() {
    return stream instanceof SecureDirectoryStream<Path> held ? held : null;
  }

  Path path() {
    return path;
  }

  FileMark mark(String name) throws IOException {
    SecureDirectoryStream<Path> held = held();
    return held == null
        ? FileMark.of(path.resolve(name))
        : FileMark.of(
            held.getFileAttributeView(
                    Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes());
  }

  /// Gives a file another name, which nothing may have.
  void rename(String name, String other) throws IOException {
    if (Files.exists(path.resolve(other), LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(other);
    }
    SecureDirectoryStream<Path> held = held();
    if (held == null) {
      Files.move(path.resolve(name), path.resolve(other));
    } else {
      held.move(Path.of(name), held, Path.of(other));
    }
  }

  void delete(String name) throws IOException {
    SecureDirectoryStream<Path> held = held();
    if (held == null) {
      Files.delete(path.resolve(name));
    } else {
      held.deleteFile(Path.of(name));
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
