package dev.createdump.engine.central;

import dev.createdump.engine.base.CacheHome;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Ownership;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Policies that earlier runs fetched. Contents stand under their digests and are digested again
/// whenever they are read; a second kind of file says which digest a URI had when. Both appear
/// whole, by a rename, and whoever writes holds a lock.
///
/// The directory is the user's own. One of somebody else, or that others may write to, is not used:
/// what it says of a URI without a pin and a signature would be theirs to say.
final class PolicyCache {
  private static final String FORMAT = "create-dump policy cache 1";
  private static final int MAX_RECORD = 8192;

  private final @Nullable Path directory;

  private PolicyCache(@Nullable Path directory) {
    this.directory = directory;
  }

  /// What was known of a URI.
  ///
  /// @param sha256 of the policy
  /// @param signature digest of its signature; empty where none was asked for
  /// @param tag by which its place knows it; empty for none
  /// @param seen when its place last confirmed it, in seconds since 1970
  record Entry(String sha256, String signature, String tag, long seen) {}

  /// Below the directory of caches; none without one.
  static PolicyCache of(Environment environment) {
    return new PolicyCache(CacheHome.of(environment).map(d -> d.resolve("policy")).orElse(null));
  }

  /// The content with this digest.
  Optional<byte[]> content(String sha256) {
    if (directory == null || sha256.isEmpty() || !isOurs()) {
      return Optional.empty();
    }
    byte[] bytes = read(directory.resolve("sha256-" + sha256), Access.MAX_BYTES);
    return bytes != null && Digests.sha256Hex(bytes).equals(sha256)
        ? Optional.of(bytes)
        : Optional.empty();
  }

  Optional<Entry> entry(PolicyUri uri) {
    if (directory == null || !isOurs()) {
      return Optional.empty();
    }
    byte[] bytes = read(record(uri), MAX_RECORD);
    String[] lines =
        bytes == null ? new String[0] : new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    boolean whole = lines.length == 7 && lines[0].equals(FORMAT) && lines[1].equals(uri.identity());
    try {
      return whole
          ? Optional.of(new Entry(lines[2], lines[3], lines[4], Long.parseLong(lines[5])))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Keeps what was fetched and checked. A cache that cannot be written is no reason to fail.
  void keep(PolicyUri uri, Entry entry, List<byte[]> contents) {
    if (directory == null) {
      return;
    }
    try {
      Files.createDirectories(
          directory.toAbsolutePath(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!isOurs()) {
        return;
      }
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid()) {
          for (byte[] content : contents) {
            write(directory.resolve("sha256-" + Digests.sha256Hex(content)), content);
          }
          write(record(uri), text(uri, entry).getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
      // The next run asks again.
    }
  }

  private static String text(PolicyUri uri, Entry entry) {
    List<String> lines = new ArrayList<>();
    lines.add(FORMAT);
    lines.add(uri.identity());
    lines.add(entry.sha256());
    lines.add(entry.signature());
    lines.add(entry.tag());
    lines.add(String.valueOf(entry.seen()));
    return String.join("\n", lines) + "\n";
  }

  private Path record(PolicyUri uri) {
    return directory().resolve("uri-" + Digests.sha256Hex(uri.identity()));
  }

  private Path directory() {
    return java.util.Objects.requireNonNull(directory);
  }

  private void write(Path file, byte[] content) throws IOException {
    Path partial = Files.createTempFile(directory(), ".partial", "");
    try {
      Files.write(partial, content);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static byte @Nullable [] read(Path file, int max) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= max ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /// Whether it is this user's, and nobody else may write here.
  private boolean isOurs() {
    try {
      return Ownership.refusal(directory()).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
