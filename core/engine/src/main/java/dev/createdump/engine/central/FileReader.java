package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads files of this machine.
final class FileReader implements PolicyReader {
  @Override
  public Optional<Answer> read(PolicyUri uri, String tag) throws Failure.Policy {
    try {
      Path path = Path.of(uri.asUri());
      // A device or a pipe may never end.
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new Failure.Policy("the policy " + uri.shown() + " is no file", "");
      }
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(Access.MAX_BYTES + 1);
        if (bytes.length > Access.MAX_BYTES) {
          throw PolicyReader.tooLarge(uri);
        }
        return Optional.of(new Answer(bytes, ""));
      }
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure.Policy(
          "the policy " + uri.shown() + " cannot be read: " + Shown.of(String.valueOf(e)), "");
    }
  }
}
