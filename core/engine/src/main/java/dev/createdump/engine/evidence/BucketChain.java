package dev.createdump.engine.evidence;

import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The manifests of a bucket. Each is read once, whatever number of later ones name it.
final class BucketChain implements ChainSource {
  private final Bucket bucket;
  private final Map<String, SealedManifest> read = new HashMap<>();

  BucketChain(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public @Nullable SealedManifest find(ManifestLink link) throws IOException {
    SealedManifest known = read.get(link.key());
    if (known != null) {
      return known;
    }
    if (!link.key().startsWith("v1/host=") || !ObjectKey.isValid(link.key())) {
      throw new MalformedException("is no key of a manifest");
    }
    ObjectKey key = new ObjectKey(link.key());
    var there = bucket.stat(key);
    if (there.isEmpty()) {
      return null;
    }
    if (there.get().length() > Verifier.MAX_MANIFEST) {
      throw new MalformedException("is larger than any manifest");
    }
    SealedManifest manifest = read(key);
    read.put(link.key(), manifest);
    return manifest;
  }

  private SealedManifest read(ObjectKey key) throws IOException {
    Path copy = Files.createTempFile("create-dump-", ".manifest");
    try (InputStream in = bucket.open(key)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return ManifestReader.read(() -> Files.newInputStream(copy));
    } catch (StoreException | MalformedException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNAVAILABLE, key.under(bucket.uri()).toString(), "broke off", e);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
