package dev.createdump.engine.evidence;

import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.SealedManifest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where the manifests are found that others name as the ones before them.
interface ChainSource {
  /// The manifest that a link names by its key or, where there are no keys, by its digest; null
  /// where it is not there. It may have another digest than the link says.
  ///
  /// @throws IOException where it is there and cannot be read, or is no manifest
  @Nullable SealedManifest find(ManifestLink link) throws IOException;

  /// Whether every manifest should be found here. One that is missing from a bucket was taken away;
  /// a directory holds what somebody put there.
  boolean isComplete();
}
