package dev.createdump.engine.suppress;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the files that silence are read from: a commit, or a work tree.
public interface RepositoryFiles {
  /// A longer file is refused.
  int MAX_BYTES = 1 << 20;

  /// A file's content, nothing where there is none or the name leads out of the repository.
  ///
  /// @param name from the top of the repository, with `/` between names
  /// @throws Failure where it is there and cannot be read
  Optional<byte[]> read(String name) throws Failure;

  /// What messages call a file.
  String shown(String name);

  /// The files below a directory. Links are not followed.
  static RepositoryFiles in(Path directory) {
    return new RepositoryFiles() {
      @Override
      public Optional<byte[]> read(String name) throws Failure {
        try {
          Path root = directory.toRealPath();
          Path file = root.resolve(name).normalize();
          if (!file.startsWith(root)
              || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              || !file.toRealPath().equals(file)) {
            return Optional.empty();
          }
          try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(MAX_BYTES + 1));
          }
        } catch (NoSuchFileException | InvalidPathException e) {
          // The directory may be one of another revision alone.
          return Optional.empty();
        } catch (IOException e) {
          throw new Failure.Policy(
              "cannot read " + name + ": " + e.getClass().getSimpleName(),
              "What it silences cannot be known.");
        }
      }

      @Override
      public String shown(String name) {
        return name;
      }
    };
  }
}
