package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A file that is to be fetched, and what it must be.
///
/// @param name its name, which is safe
/// @param size its length in bytes
/// @param sha256 its digest
record Wanted(String name, long size, String sha256) {
  /// All files of a dump but the manifest. What the manifest does not seal follows from it.
  static List<Wanted> of(SealedManifest manifest) {
    List<Wanted> wanted = new ArrayList<>();
    for (SealedFile artifact : manifest.artifacts()) {
      wanted.add(new Wanted(artifact.name(), artifact.size(), artifact.sha256()));
    }
    byte[] checksums = checksums(manifest);
    wanted.add(
        new Wanted(
            manifest.name() + DumpNames.CHECKSUMS, checksums.length, Digests.sha256Hex(checksums)));
    return wanted;
  }

  /// The checksum file follows from the manifest to the byte.
  static byte[] checksums(SealedManifest manifest) {
    StringBuilder lines = new StringBuilder();
    for (SealedFile artifact : manifest.artifacts()) {
      lines.append(artifact.sha256()).append("  ").append(artifact.name()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
