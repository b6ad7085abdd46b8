package dev.createdump.engine.source;

import dev.createdump.engine.base.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A directory as one text: every name with its time, its size and the digest of its content.
final class Listing {
  private Listing() {}

  static String of(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(directory)) {
      paths = all.sorted().toList();
    }
    StringBuilder text = new StringBuilder();
    for (Path path : paths) {
      text.append(directory.relativize(path)).append(' ');
      text.append(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        text.append(' ').append(Digests.sha256Hex(Files.readAllBytes(path)));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
