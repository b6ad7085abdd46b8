package dev.createdump.engine.bucket;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// An object that says something of a manifest, and is therefore stored after it: its place in the
/// chain, its signature.
///
/// @param payload its content; made when it turns out not to be there yet
/// @param mayDiffer whether one that is there stays, whatever its content: two signatures of one
///     manifest differ and are as good as one another
public record Companion(ObjectKey key, String contentType, Content payload, boolean mayDiffer) {
  /// Makes a content.
  @FunctionalInterface
  public interface Content {
    Payload make() throws IOException;
  }

  /// Opens the manifest that the bucket holds.
  @FunctionalInterface
  public interface Manifest {
    InputStream open() throws IOException;
  }

  /// Makes the companions of the manifest that the bucket holds, which may be that of another run
  /// over the same change.
  @FunctionalInterface
  public interface Maker {
    /// Makes none.
    Maker NONE = _ -> List.of();

    List<Companion> of(Manifest manifest) throws IOException;
  }
}
