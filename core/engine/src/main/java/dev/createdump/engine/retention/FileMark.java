package dev.createdump.engine.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// What tells that a name still stands for the same unchanged file: a file that was written again
/// has another time, one that was put in its place another key.
///
/// @param key what the file system knows it by; null where it has no such thing
public record FileMark(boolean isFile, long size, FileTime changed, @Nullable Object key) {
  static FileMark of(BasicFileAttributes attributes) {
    return new FileMark(
        attributes.isRegularFile(),
        attributes.size(),
        attributes.lastModifiedTime(),
        attributes.fileKey());
  }

  /// Without following a link.
  static FileMark of(Path file) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }
}
