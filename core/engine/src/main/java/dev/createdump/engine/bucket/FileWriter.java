package dev.createdump.engine.bucket;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes objects into a directory so that each appears whole or not at all, and stays after a
/// power failure.
///
/// The bytes go to a file of their own beside the objects, are verified and forced to the disk, and
/// only then get their name: with a hard link, which fails where the name is taken, or with an
/// atomic rename, which replaces. Both need one file system; what cannot do them is refused.
final class FileWriter {
  /// Holds files that are not complete. No key can name it, since none has a segment that ends with
  /// a dot; so it neither collides with an object nor is listed. What a crash leaves in it may be
  /// removed whenever nothing writes.
  static final String PARTIAL = ".partial.";

  private static final int BUFFER = 64 * 1024;

  private final Path root;

  FileWriter(Path root) {
    this.root = root;
  }

  void write(ObjectKey key, Payload payload, PutOptions.Precondition precondition)
      throws IOException {
    Path target = root.resolve(key.value());
    if (precondition == PutOptions.Precondition.ABSENT
        && Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(key.value());
    }
    Path partial = directory(root, PARTIAL).resolve(UUID.randomUUID().toString());
    try {
      copy(payload, partial);
      Path parent = parents(key);
      name(partial, target, precondition);
      force(parent);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void copy(Payload payload, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = payload.openVerified();
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      out.force(true);
    }
  }

  private void name(Path partial, Path target, PutOptions.Precondition precondition)
      throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw invalid(target, "there are objects below this key, and a file system cannot hold both");
    }
    switch (precondition) {
      case NONE -> Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      case ABSENT -> link(partial, target);
    }
  }

  private static void link(Path partial, Path target) throws IOException {
    try {
      Files.createLink(target, partial);
    } catch (FileSystemException e) {
      if (FileErrors.meansNoLinks(e)) {
        throw new UnsupportedOperationException(
            "no hard links here, and so no exclusive create", e);
      }
      throw e;
    }
  }

  /// Creates the directories above an object, each checked before the next.
  private Path parents(ObjectKey key) throws IOException {
    Path parent = root;
    String[] segments = key.value().split("/", -1);
    for (int i = 0; i < segments.length - 1; i++) {
      parent = directory(parent, segments[i]);
    }
    return parent;
  }

  private Path directory(Path parent, String name) throws IOException {
    Path directory = parent.resolve(name);
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(directory);
        force(parent);
      } catch (FileAlreadyExistsException e) {
        // Another writer may have created it meanwhile.
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          throw invalid(directory, "is an object or a link, and a directory is needed");
        }
      }
    }
    return directory;
  }

  private StoreException invalid(Path path, String message) {
    return new StoreException(
        StoreException.Code.INVALID, root.relativize(path).toString(), message);
  }

  /// Makes new names in a directory survive a power failure, where the system lets directories be
  /// opened; others (Windows) journal them.
  private static void force(Path directory) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException | UnsupportedOperationException e) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }
}
