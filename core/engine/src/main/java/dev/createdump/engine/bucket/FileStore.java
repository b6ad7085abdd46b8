package dev.createdump.engine.bucket;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreArguments;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A directory as a store: an object is a file, and its key is the path to it.
///
/// Symbolic links below the directory are not objects and are never followed, so that nothing
/// outside of it is read or written. Files whose path is no valid key are not objects either.
/// What a writer needs before an object is complete lies in {@link FileWriter#PARTIAL}.
final class FileStore implements Store {
  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.PUT_IF_ABSENT, Capability.SERVER_CHECKSUM);

  private final URI uri;
  private final Path root;
  private final FileWriter writer;
  private final FileListing.Directories directories;

  /// The listing that was last begun and is not at its end: who goes on with its token finds the
  /// directories read. One is enough, as every other goes on by its token alone.
  private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

  private volatile boolean closed;

  private record Held(String token, FileListing listing) {}

  private FileStore(URI uri, Path root, FileListing.Directories directories) {
    this.uri = uri;
    this.root = root;
    this.writer = new FileWriter(root);
    this.directories = directories;
  }

  /// Opens a directory, which may itself be reached through symbolic links.
  ///
  /// @throws StoreException `NOT_FOUND` where there is no such directory
  static FileStore open(Path directory) throws StoreException {
    Path absolute = directory.toAbsolutePath().normalize();
    URI uri = URI.create("file://" + absolute.toUri().getRawPath().replaceFirst("/+$", ""));
    return open(uri, absolute);
  }

  /// Opens a directory of any file system under a URI of the caller's choice.
  static FileStore open(URI uri, Path directory) throws StoreException {
    return open(uri, directory, Files::newDirectoryStream);
  }

  /// @param directories reads directories, for a test that counts
  static FileStore open(URI uri, Path directory, FileListing.Directories directories)
      throws StoreException {
    try {
      Path root = directory.toRealPath();
      if (!Files.isDirectory(root)) {
        throw new StoreException(StoreException.Code.INVALID, uri.toString(), "not a directory");
      }
      return new FileStore(uri, root, directories);
    } catch (NoSuchFileException e) {
      throw new StoreException(
          StoreException.Code.NOT_FOUND, uri.toString(), "no such directory; create it first", e);
    } catch (IOException e) {
      throw FileErrors.of(uri.toString(), e);
    }
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException {
    requireOpen();
    String subject = subject(key);
    options.require(CAPABILITIES, subject);
    try {
      writer.write(key, payload, options.precondition());
    } catch (IOException | RuntimeException e) {
      throw FileErrors.of(subject, e);
    }
    String sha256 = payload.sha256();
    return new Receipt(
        key.under(uri), payload.length(), sha256, true, null, null, "sha256:" + sha256);
  }

  @Override
  public InputStream open(ObjectKey key) throws StoreException {
    requireOpen();
    try {
      if (attributes(key) == null) {
        throw new StoreException(StoreException.Code.NOT_FOUND, subject(key), "no such object");
      }
      return Files.newInputStream(root.resolve(key.value()), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | RuntimeException e) {
      throw FileErrors.of(subject(key), e);
    }
  }

  @Override
  public InputStream open(ObjectKey key, long offset) throws StoreException {
    requireOpen();
    StoreArguments.checkOffset(offset);
    try {
      if (attributes(key) == null) {
        throw new StoreException(StoreException.Code.NOT_FOUND, subject(key), "no such object");
      }
      SeekableByteChannel file =
          Files.newByteChannel(
              root.resolve(key.value()), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      return Channels.newInputStream(file.position(offset));
    } catch (IOException | RuntimeException e) {
      throw FileErrors.of(subject(key), e);
    }
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws StoreException {
    requireOpen();
    try {
      BasicFileAttributes attributes = attributes(key);
      return attributes == null
          ? Optional.empty()
          : Optional.of(new ObjectStat(key, attributes.size(), Map.of(), null, null));
    } catch (IOException | RuntimeException e) {
      throw FileErrors.of(subject(key), e);
    }
  }

  /// The attributes of an object's file; null where there is none: nothing, a directory, a link, or
  /// something behind a link.
  private @Nullable BasicFileAttributes attributes(ObjectKey key) throws IOException {
    Path path = root;
    BasicFileAttributes attributes = read(path);
    for (String segment : key.value().split("/", -1)) {
      if (!attributes.isDirectory()) {
        return null;
      }
      path = path.resolve(segment);
      try {
        attributes = read(path);
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    return attributes.isRegularFile() ? attributes : null;
  }

  private static BasicFileAttributes read(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException {
    requireOpen();
    StoreArguments.checkPage(max);
    String subject = uri.toString();
    ObjectKey after = tokenOrNull == null ? null : FileToken.read(tokenOrNull, prefix, subject);
    try {
      Held before = tokenOrNull == null ? null : held.getAndSet(null);
      FileListing listing =
          before != null && before.token().equals(tokenOrNull)
              ? before.listing()
              : new FileListing(directories, root, prefix, after);
      ListPage page = listing.page(max);
      if (page.nextOrNull() != null) {
        held.set(new Held(page.nextOrNull(), listing));
      }
      return page;
    } catch (IOException | RuntimeException e) {
      throw FileErrors.of(subject, e);
    }
  }

  @Override
  public URI signedUrl(ObjectKey key, Duration validity) throws StoreException {
    requireOpen();
    throw new StoreException(
        StoreException.Code.UNSUPPORTED, subject(key), "a directory has no URLs to sign");
  }

  private String subject(ObjectKey key) {
    return key.under(uri).toString();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store " + uri + " is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    held.set(null);
  }
}
