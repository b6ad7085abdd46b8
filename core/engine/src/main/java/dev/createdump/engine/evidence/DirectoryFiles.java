package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a dump in a directory. Symbolic links in it are not followed: they could make
/// anything of the machine a part of the evidence.
final class DirectoryFiles implements DumpFiles {
  private final Path directory;

  DirectoryFiles(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  @Override
  public String place() {
    return directory.toString();
  }

  @Override
  public String stored(String name) {
    return name;
  }

  /// @throws IOException where the directory cannot be read
  @Override
  public SortedMap<String, Entry> entries() throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        entry(path, entries);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static void entry(Path path, SortedMap<String, Entry> entries) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      // It went away meanwhile.
      return;
    }
    Kind kind =
        attributes.isRegularFile()
            ? Kind.FILE
            : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    long length = kind == Kind.FILE ? attributes.size() : 0;
    entries.put(String.valueOf(path.getFileName()), new Entry(kind, length));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public ManifestReader.Source near(String name) {
    return () -> open(name);
  }

  @Override
  public @Nullable String prefix() {
    return null;
  }

  /// The directory and, where a manifest itself was named, its file name.
  record Named(Path directory, @Nullable String manifest) {}

  /// Reads what people name: a directory, or the manifest in one.
  ///
  /// @throws Failure.Missing where there is nothing of that name
  static Named named(Path path) throws Failure {
    if (Files.isDirectory(path)) {
      return new Named(path, null);
    }
    if (!Files.exists(path)) {
      throw new Failure.Missing(
          "there is no " + path, "Name a directory with a dump, its manifest, or a URI.");
    }
    Path parent = path.getParent();
    return new Named(parent == null ? Path.of("") : parent, String.valueOf(path.getFileName()));
  }

  /// What to say where a directory cannot be read.
  static Failure unreadable(String place, IOException e) {
    String why = e instanceof NotDirectoryException ? "it is no directory" : e.getMessage();
    return new Failure.Missing("cannot read " + place + ": " + why, "Check its permissions.");
  }
}
