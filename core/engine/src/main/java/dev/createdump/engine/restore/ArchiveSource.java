package dev.createdump.engine.restore;

import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.archive.ArchiveReader;
import dev.createdump.engine.archive.StoredEntry;
import dev.createdump.engine.archive.Volumes;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.source.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An archive, alone or in volumes, with what lies beside it and tells what must be in it.
final class ArchiveSource implements AutoCloseable {
  /// What an entry is shown as that has no name, or that of the top of the tree. No other entry has
  /// a path with a slash behind it.
  static final RepoPath TOP = RepoPath.of("./");

  private final Volumes volumes;
  private final ArchiveFormat format;
  private final @Nullable TreeLedger ledger;

  private ArchiveSource(Volumes volumes, ArchiveFormat format, @Nullable TreeLedger ledger) {
    this.volumes = volumes;
    this.format = format;
    this.ledger = ledger;
  }

  /// Takes entries.
  interface Sink {
    /// @param line what the ledger says of it; null where there is no ledger
    /// @param content may be read once
    void entry(
        RepoPath path, StoredEntry entry, TreeLedger.@Nullable Line line, InputStream content)
        throws IOException, Failure;
  }

  /// Whether a name stands for an archive: by what it starts with.
  static boolean isArchive(Path named) throws IOException {
    try (Volumes volumes = Volumes.open(Volumes.of(named))) {
      ArchiveReader.formatOf(volumes);
      return true;
    } catch (Failure.Missing | MalformedException e) {
      return Volumes.isVolume(String.valueOf(named.getFileName()));
    }
  }

  /// Opens an archive, and compares its files with the digests that lie beside it.
  ///
  /// @throws Failure.Missing where there is none
  /// @throws MalformedException where it is none, or not what those digests say
  static ArchiveSource open(Path named) throws IOException, Failure {
    List<Path> files = Volumes.of(named);
    Volumes volumes = Volumes.open(files);
    try {
      TreeLedger ledger = ledger(files);
      sums(files, ledger);
      return new ArchiveSource(volumes, ArchiveReader.formatOf(volumes), ledger);
    } catch (IOException | RuntimeException e) {
      volumes.close();
      throw e;
    }
  }

  /// The name of the dump that an archive belongs to; null where its name is of no dump.
  private static @Nullable String stem(Path file) {
    String whole = Volumes.whole(String.valueOf(file.getFileName()));
    ArchiveFormat format = ArchiveFormat.ofName(whole);
    return format == null || !whole.endsWith("." + format.suffix())
        ? null
        : whole.substring(0, whole.length() - format.suffix().length() - 1);
  }

  private static @Nullable TreeLedger ledger(List<Path> files) throws IOException {
    String stem = stem(files.getFirst());
    Path manifest = files.getFirst().resolveSibling(stem + ".manifest.json");
    if (stem == null || !Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    TreeLedger ledger;
    try {
      ledger = TreeLedger.read(manifest);
    } catch (MalformedException e) {
      throw new MalformedException("has a manifest beside it that " + e.getMessage());
    }
    // That of another dump says nothing.
    boolean known = false;
    for (Path file : files) {
      known |= ledger.artifact(String.valueOf(file.getFileName())) != null;
    }
    return known ? ledger : null;
  }

  /// The digests of the manifest and of the file for `sha256sum` must hold.
  private static void sums(List<Path> files, @Nullable TreeLedger ledger) throws IOException {
    String stem = stem(files.getFirst());
    Path sums = files.getFirst().resolveSibling(stem + ".sha256");
    boolean listed = stem != null && Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS);
    List<String> lines = listed ? Files.readAllLines(sums) : List.of();
    if (ledger == null) {
      Volumes.requireNoGap(files);
    }
    if (ledger == null && lines.isEmpty()) {
      return;
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      SealedFile sealed = ledger == null ? null : ledger.artifact(name);
      String digest = sha256(file);
      if (ledger != null && (sealed == null || !sealed.sha256().equals(digest))) {
        throw new MalformedException("is not what its manifest says: " + name + " differs");
      }
      for (String line : lines) {
        if (line.endsWith("  " + name) && !line.startsWith(digest)) {
          throw new MalformedException("is not what " + sums.getFileName() + " says");
        }
      }
    }
    if (ledger != null) {
      requireAll(files, ledger);
    }
  }

  /// No volume that the manifest names is missing.
  private static void requireAll(List<Path> files, TreeLedger ledger) throws MalformedException {
    String whole = Volumes.whole(String.valueOf(files.getFirst().getFileName()));
    int wanted = 0;
    for (SealedFile artifact : ledger.artifacts()) {
      wanted +=
          Volumes.isVolume(artifact.name()) && Volumes.whole(artifact.name()).equals(whole) ? 1 : 0;
    }
    if (wanted > files.size()) {
      throw new MalformedException(
          "breaks off: " + Volumes.name(whole, files.size() + 1) + " is missing");
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Digests.newSha256();
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  ArchiveFormat format() {
    return format;
  }

  Volumes volumes() {
    return volumes;
  }

  /// What the manifest beside it says; null where none is there.
  @Nullable TreeLedger ledger() {
    return ledger;
  }

  /// Reads all entries to the end of the archive.
  ///
  /// @throws MalformedException where it is damaged, or holds what the ledger does not know
  void read(Sink sink) throws IOException, Failure {
    try (ArchiveReader reader = ArchiveReader.open(volumes)) {
      for (StoredEntry entry = reader.next(); entry != null; entry = reader.next()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new Failure.Cancelled();
        }
        boolean top = entry.name().length == 0;
        if (top && entry.kind() == StoredEntry.Kind.DIRECTORY && entry.size() == 0) {
          continue;
        }
        RepoPath path = top ? TOP : RepoPath.of(entry.name());
        TreeLedger.Line line = ledger == null ? null : ledger.lines().get(path);
        if (ledger != null && line == null) {
          throw new MalformedException("holds a path that its manifest does not know");
        }
        sink.entry(path, entry, line, reader.content());
      }
    }
  }

  @Override
  public void close() throws IOException {
    volumes.close();
  }
}
