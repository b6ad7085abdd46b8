package dev.createdump.engine.evidence;

import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedManifest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The manifests in some directories, by their digests.
final class DirectoryChain implements ChainSource {
  private final Map<String, SealedManifest> manifests = new HashMap<>();

  /// Adds a manifest; one that cannot be read is found by nobody, and its own verdict says why.
  void add(DumpFiles files, String manifestFile) {
    try {
      SealedManifest manifest = ManifestReader.read(files.near(manifestFile));
      manifests.put(manifest.computed().sha256(), manifest);
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public @Nullable SealedManifest find(ManifestLink link) {
    return manifests.get(link.sha256());
  }

  @Override
  public boolean isComplete() {
    return false;
  }
}
