package dev.createdump.engine.bucket;

import dev.createdump.spi.Payload;

/// One file of a dump on its way into a bucket.
///
/// @param name its name in the dump's directory; any text but an empty one
/// @param contentType its media type
/// @param payload its content
public record Artifact(String name, String contentType, Payload payload) {
  public Artifact {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an artifact has a name");
    }
  }
}
