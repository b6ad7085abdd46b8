package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Companion;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.evidence.Chain;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.sign.Signing;
import dev.createdump.spi.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored after a manifest: its place in the chain of the pull request, and its signature.
/// Both are of the manifest that the store holds, be it this run's or an earlier one's over the
/// same change.
record Companions(
    DumpHeader header,
    KeyLayout.Location location,
    Path directory,
    DumpWriter.Written written,
    @Nullable Signing signing)
    implements Companion.Maker {

  @Override
  public List<Companion> of(Companion.Manifest stored) throws IOException {
    if (header.pullRequest() == null && signing == null) {
      return List.of();
    }
    SealedManifest manifest = ManifestReader.read(stored::open);
    List<Companion> companions = new ArrayList<>();
    if (header.pullRequest() != null) {
      companions.addAll(Chain.companions(location, manifest));
    }
    SealedFile own = written.signature();
    if (signing != null && own != null) {
      companions.add(
          new Companion(
              KeyLayout.file(location, own.name()),
              Signing.MEDIA_TYPE,
              () -> signature(stored, manifest, own, signing),
              true));
    }
    return companions;
  }

  private Payload signature(
      Companion.Manifest stored, SealedManifest manifest, SealedFile own, Signing signing)
      throws IOException {
    if (manifest.computed().sha256().equals(written.manifest().sha256())) {
      return Payload.of(directory.resolve(own.name()), own.size(), own.sha256());
    }
    try {
      return Payload.of(signing.sign(stored::open));
    } catch (Failure e) {
      throw new IOException("the stored manifest cannot be signed: " + e.getMessage(), e);
    }
  }
}
