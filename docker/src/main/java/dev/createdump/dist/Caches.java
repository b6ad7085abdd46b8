package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The start-up caches of a distribution: which there are, and what class path each is for.
final class Caches {
  /// The one for what only prints, which no cloud belongs to.
  static final String PRINT = "print";

  /// How the names of caches end.
  static final String SUFFIX = ".aot";

  private static final String CLASSES = ".classes";

  private Caches() {}

  /// Makes a cache for every list of classes, beside the jars.
  ///
  /// @param java the home of the Java that will use them
  /// @param sections the names of the jars, in the order of the class path
  static void make(Path java, Path dist, List<String> sections, Path lists) throws IOException {
    for (Path list : Trees.list(lists)) {
      String name = list.getFileName().toString().replace(CLASSES, "");
      StartUpCache.make(
          java.resolve("bin/java"),
          dist,
          classPathOf(name, classPath(sections)),
          list.toAbsolutePath(),
          dist.resolve("lib").resolve(name + SUFFIX).toAbsolutePath());
    }
  }

  static List<String> classPath(List<String> sections) {
    return sections.stream().map(section -> "lib/" + section + ".jar").toList();
  }

  static List<String> classPathOf(String cache, List<String> jars) {
    return cache.equals(PRINT) ? jars.subList(0, 1) : jars;
  }
}
