package dev.createdump.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A jar's files, by name, as one version of Java sees them.
///
/// @param files content by name; of a multi-release jar the files that this Java would load
record Jar(SortedMap<String, byte[]> files) {
  private static final String VERSIONS = "META-INF/versions/";

  /// 1980-01-01T00:00, the earliest time that the format of zip files knows, in its own local time.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  static Jar read(Path path) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (JarFile jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, Runtime.version());
        Stream<JarEntry> entries = jar.versionedStream()) {
      for (JarEntry entry : (Iterable<JarEntry>) entries::iterator) {
        if (!entry.isDirectory() && !entry.getName().startsWith(VERSIONS)) {
          try (InputStream in = jar.getInputStream(entry)) {
            files.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return new Jar(files);
  }

  /// Writes the jar; the same files give the same bytes.
  ///
  /// Files are stored as they are: archives and the image's layers, which compress many small
  /// classes together, become a fifth smaller than of what was compressed one by one.
  void write(Path path) throws IOException {
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      byte[] manifest = files.get(JarFile.MANIFEST_NAME);
      if (manifest != null) {
        add(zip, JarFile.MANIFEST_NAME, manifest);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (!file.getKey().equals(JarFile.MANIFEST_NAME)) {
          add(zip, file.getKey(), file.getValue());
        }
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
