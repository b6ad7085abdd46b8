package dev.createdump.engine.evidence;

import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a dump in a bucket. What is near is a copy in a file of our own, which goes when
/// this is closed.
final class BucketFiles implements DumpFiles, AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Bucket bucket;
  private final String prefix;
  private final SortedMap<String, Path> copies = new TreeMap<>();

  /// @param prefix the prefix of the dump's keys, with its slash
  BucketFiles(Bucket bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  public String place() {
    return bucket.uri() + "/" + prefix;
  }

  @Override
  public String stored(String name) {
    return KeyLayout.file(prefix, name).value().substring(prefix.length());
  }

  @Override
  public SortedMap<String, Entry> entries() throws IOException {
    SortedMap<String, Entry> entries = new TreeMap<>();
    bucket.walk(
        prefix,
        object -> {
          String name = object.key().value().substring(prefix.length());
          Kind kind = name.contains("/") ? Kind.OTHER : Kind.FILE;
          entries.put(name, new Entry(kind, object.length()));
          return true;
        });
    return entries;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return bucket.open(KeyLayout.file(prefix, name));
  }

  @Override
  public ManifestReader.Source near(String name) throws IOException {
    Path copy = copies.get(name);
    if (copy == null) {
      copy = Files.createTempFile("create-dump-", ".manifest");
      copies.put(name, copy);
      try (InputStream in = open(name);
          OutputStream out = Files.newOutputStream(copy)) {
        copy(in, out);
      }
    }
    Path file = copy;
    return () -> Files.newInputStream(file);
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = Verifier.MAX_MANIFEST;
    int read;
    while ((read = in.read(buffer)) >= 0) {
      left -= read;
      if (left < 0) {
        throw new IOException("it is larger than its listing says");
      }
      out.write(buffer, 0, read);
    }
  }

  @Override
  public String prefix() {
    return prefix;
  }

  @Override
  public void close() throws IOException {
    for (Path copy : copies.values()) {
      Files.deleteIfExists(copy);
    }
    copies.clear();
  }
}
