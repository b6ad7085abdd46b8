package dev.createdump.engine.bucket;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/// Opens directories as stores: `file:///directory`. The directory must exist; like a bucket it is
/// its owner's to create, and an unmounted volume must not be mistaken for an empty one.
public final class FileStoreProvider implements StoreProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public Store open(URI uri, StoreContext context) throws StoreException {
    if (uri.getRawAuthority() != null) {
      throw invalid(uri, "a file URI has no host and no user: file:///directory");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getPath() == null) {
      throw invalid(uri, "a file URI is a path alone: file:///directory");
    }
    context.require(Set.of(), "file:");
    Path root;
    try {
      root = Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw invalid(uri, "not the URI of a directory: " + e.getMessage());
    }
    if (root.getParent() == null) {
      throw invalid(uri, "the root of the file system is not a store; name a directory in it");
    }
    return FileStore.open(root);
  }

  private static StoreException invalid(URI uri, String message) {
    return new StoreException(StoreException.Code.INVALID, Stores.shown(uri), message);
  }
}
