package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.suppress.RepositoryFiles;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remembers what was read of some files, so that a later run can tell whether it would read the
/// same.
final class ReadFiles implements RepositoryFiles {
  private final RepositoryFiles files;
  private final Map<String, String> read = new TreeMap<>();

  ReadFiles(RepositoryFiles files) {
    this.files = files;
  }

  @Override
  public Optional<byte[]> read(String name) throws Failure {
    Optional<byte[]> content = files.read(name);
    read.put(name, content.isPresent() ? Digests.sha256Hex(content.get()) : "");
    return content;
  }

  @Override
  public String shown(String name) {
    return files.shown(name);
  }

  /// Whether any of them is there.
  boolean any() {
    for (String digest : read.values()) {
      if (!digest.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// The digest of their names and contents.
  String digest() {
    StringBuilder text = new StringBuilder();
    read.forEach((name, digest) -> text.append(digest).append(' ').append(name).append('\n'));
    return Digests.sha256Hex(text.toString());
  }
}
