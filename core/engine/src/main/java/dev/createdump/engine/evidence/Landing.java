package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A directory in which verified files appear under their names, and nothing else does. What is on
/// its way lies in `.create-dump-<digest>.part`, so that another run finds it by what it will be.
final class Landing implements AutoCloseable {
  /// How many files are on their way at a time.
  static final int PARALLEL = 8;

  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final FileChannel lockFile;

  private Landing(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /// Makes the directory where it is missing, and keeps other fetches out of it.
  static Landing open(Path directory) throws Failure, IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new Failure.Output(
          directory + " is a file, not a directory", "Name another with --out.", e);
    }
    FileChannel lockFile =
        FileChannel.open(
            directory.resolve(".create-dump-fetch.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new Failure.Usage(
          "another fetch into " + directory + " is running", "Wait for it, or use another --out.");
    }
    return new Landing(directory, lockFile);
  }

  /// Fetches one file, or finds that it is there.
  ///
  /// @return the bytes transferred
  /// @throws Failure.Corrupt where the bucket holds something else
  long load(Wanted wanted, Bucket bucket, ObjectKey key) throws Failure, IOException {
    Path target = directory.resolve(wanted.name());
    if (isThere(target, wanted)) {
      return 0;
    }
    Path part = directory.resolve(partName(wanted));
    long kept = Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS) ? Files.size(part) : 0;
    if (kept > wanted.size()) {
      Files.delete(part);
      kept = 0;
    }
    long loaded = append(wanted, bucket, key, part, kept);
    String problem = problem(wanted, part);
    if (problem != null && kept > 0) {
      // What was left from before may be what is wrong.
      Files.delete(part);
      loaded += append(wanted, bucket, key, part, 0);
      problem = problem(wanted, part);
    }
    if (problem != null) {
      Files.delete(part);
      throw new Failure.Corrupt(
          key.under(bucket.uri()) + " " + problem,
          "The file was not kept. What else is verified stays; the dump is not whole.");
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return loaded;
  }

  /// Of the name and the content: two files may have the same content.
  private static String partName(Wanted wanted) {
    String digest = Digests.sha256Hex(wanted.sha256() + wanted.name());
    return ".create-dump-" + digest.substring(0, 32) + ".part";
  }

  private static boolean isThere(Path target, Wanted wanted) throws Failure, IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && problem(wanted, target) == null) {
      return true;
    }
    throw new Failure.Stored(
        new StoreException(
            StoreException.Code.ALREADY_EXISTS, target.toString(), "is there with other content"),
        "Name another directory with --out.");
  }

  private static @Nullable String problem(Wanted wanted, Path file) throws IOException {
    long size = Files.size(file);
    if (size != wanted.size()) {
      return "has " + size + " bytes instead of " + wanted.size();
    }
    String sha256 = digest(file);
    return sha256.equals(wanted.sha256())
        ? null
        : "has the SHA-256 " + sha256 + " instead of " + wanted.sha256();
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = Digests.newSha256();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        DigestInputStream digested = new DigestInputStream(in, digest)) {
      byte[] buffer = new byte[BUFFER];
      int read = 0;
      while (read >= 0) {
        read = digested.read(buffer);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Appends what the bucket has from the kept bytes on; one byte too many is enough to know that
  /// it has too much.
  private static long append(Wanted wanted, Bucket bucket, ObjectKey key, Path part, long kept)
      throws IOException {
    try (InputStream in = bucket.open(key, kept);
        FileChannel out =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[BUFFER];
      long left = wanted.size() - kept + 1;
      long loaded = 0;
      int read;
      while (left > 0 && (read = read(in, buffer, left, bucket, key)) >= 0) {
        out.write(ByteBuffer.wrap(buffer, 0, read));
        loaded += read;
        left -= read;
      }
      out.force(true);
      return loaded;
    }
  }

  /// Tells a store that broke off from a disk that is full.
  private static int read(InputStream in, byte[] buffer, long most, Bucket bucket, ObjectKey key)
      throws StoreException {
    try {
      return in.read(buffer, 0, (int) Math.min(buffer.length, most));
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNAVAILABLE, key.under(bucket.uri()).toString(), "broke off", e);
    }
  }

  /// Gives the manifest its name, after everything it seals has its own.
  Path keep(String name, ManifestReader.Source manifest, SealedManifest.Computed computed)
      throws Failure, IOException {
    Path target = directory.resolve(name);
    Wanted wanted = new Wanted(name, computed.size(), computed.sha256());
    if (!isThere(target, wanted)) {
      Path part = Files.createTempFile(directory, ".create-dump-", ".part");
      try (InputStream in = manifest.open()) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
    return target;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
    Files.deleteIfExists(directory.resolve(".create-dump-fetch.lock"));
  }
}
