package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Makes the distribution that brings its own Java, for the platform that it is built on: `bin`,
/// `lib`, `runtime`, and the start-up caches for that runtime. The image holds the same files.
public final class SelfContained {
  private SelfContained() {}

  /// Arguments: the distribution without a runtime, the list of modules, the lists of classes, the
  /// list of dependencies, the directory to make, and the time that all files get.
  public static void main(String[] args) throws IOException {
    Path dist = Path.of(args[0]);
    List<String> sections = DependencyList.read(Path.of(args[3])).classPath();
    Path made = Path.of(args[4]);
    Instant time = Instant.parse(args[5]);

    Trees.delete(made);
    copy(dist, made);
    JavaRuntime.link(JavaRuntime.modules(Path.of(args[1])), made.resolve("runtime"));
    // The caches know the time of the jars and of the runtime's modules.
    Trees.setTime(made, time);
    Caches.make(made.toAbsolutePath().resolve("runtime"), made, sections, Path.of(args[2]));
    Trees.setTime(made, time);
  }

  private static void copy(Path dist, Path made) throws IOException {
    try (Stream<Path> files = Files.walk(dist)) {
      for (Path file : files.toList()) {
        if (!file.toString().endsWith(Caches.SUFFIX)) {
          Files.copy(
              file,
              made.resolve(dist.relativize(file).toString()),
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
