package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.sign.Signing;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of an older dump of the same name that the new one does not write, as it has other
/// formats or fewer parts. Left where they are, they would be taken for parts of the new one. Only
/// what the older manifest names, and is still as it says, is meant; whatever else bears
/// such a name is somebody's own.
final class Superseded {
  private static final String MANIFEST = ".manifest.json";

  private Superseded() {}

  /// @param manifest the file name of the manifest that is about to be replaced
  /// @param written the names of the new files
  static List<Path> of(Path directory, String manifest, Collection<String> written)
      throws IOException {
    Path older = directory.resolve(manifest);
    if (!manifest.endsWith(MANIFEST) || !Files.isRegularFile(older, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    String stem = manifest.substring(0, manifest.length() - MANIFEST.length());
    Map<String, Path> others = others(directory, stem, written);
    // Nearly always; then the manifest need not be read.
    return others.isEmpty() ? List.of() : named(older, stem, others);
  }

  private static Map<String, Path> others(Path directory, String stem, Collection<String> written)
      throws IOException {
    Map<String, Path> others = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.startsWith(stem + ".")
            && !written.contains(name)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          others.put(name, file);
        }
      }
    }
    return others;
  }

  private static List<Path> named(Path manifest, String stem, Map<String, Path> others)
      throws IOException {
    SealedManifest older;
    try {
      older = ManifestReader.read(() -> Files.newInputStream(manifest));
    } catch (IOException e) {
      // Whatever it is, it names nothing of ours.
      return List.of();
    }
    List<Path> superseded = new ArrayList<>();
    for (SealedFile file : older.artifacts()) {
      Path other = others.get(file.name());
      if (other != null
          && Files.size(other) == file.size()
          && Digests.sha256Hex(other).equals(file.sha256())) {
        superseded.add(other);
      }
    }
    Path signature = others.get(stem + Signing.SUFFIX);
    if (signature != null) {
      superseded.add(signature);
    }
    return superseded;
  }
}
