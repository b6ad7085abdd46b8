package dev.createdump.engine.bucket;

import dev.createdump.spi.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A whole dump on its way into a bucket.
///
/// @param location where it belongs
/// @param artifacts everything but the manifest, in the order to store it
/// @param manifest the manifest, which names the artifacts
/// @param companions what is stored after the manifest, of the manifest that is then there
/// @param indexLine the line for the index, with its line feed
/// @param sameDump tells whether a manifest that is there with other bytes is of the same dump
public record SealedDump(
    KeyLayout.Location location,
    List<Artifact> artifacts,
    Artifact manifest,
    Companion.Maker companions,
    Payload indexLine,
    SameDump sameDump) {

  /// A dump whose manifest has no companions.
  public SealedDump(
      KeyLayout.Location location,
      List<Artifact> artifacts,
      Artifact manifest,
      Payload indexLine,
      SameDump sameDump) {
    this(location, artifacts, manifest, Companion.Maker.NONE, indexLine, sameDump);
  }

  public SealedDump {
    artifacts = List.copyOf(artifacts);
    Set<String> names = new HashSet<>(Set.of(manifest.name()));
    for (Artifact artifact : artifacts) {
      if (!names.add(artifact.name())) {
        throw new IllegalArgumentException("two artifacts have the name " + artifact.name());
      }
    }
  }

  /// Compares manifests by what they say of the dump, leaving out the run that made them.
  @FunctionalInterface
  public interface SameDump {
    /// @param existing the manifest that is in the bucket: hostile, and of any length
    boolean test(InputStream existing) throws IOException;
  }
}
