package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Java that has only the modules that create-dump uses.
final class JavaRuntime {
  private JavaRuntime() {}

  /// The modules that a list names, without those it leaves out.
  ///
  /// @param list `docker/modules.txt`: a name and a reason a line; `-` before what is left out
  static List<String> modules(Path list) throws IOException {
    return Files.readAllLines(list).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("-"))
        .map(line -> line.split(" ", 2)[0])
        .toList();
  }

  /// Links it from the JDK that runs this.
  ///
  /// Classes stay uncompressed, as they are read faster and archives compress them anyway.
  static void link(List<String> modules, Path target) throws IOException {
    String jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
    Programs.run(
        Path.of("."),
        List.of(
            jlink,
            "--add-modules",
            String.join(",", modules),
            "--output",
            target.toAbsolutePath().toString(),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages"));
  }
}
