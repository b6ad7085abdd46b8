package dev.createdump.engine.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Which program it is that knows something: another may know other rules. Two builds of one
/// version differ by the file that holds them.
public final class ToolIdentity {
  private ToolIdentity() {}

  public static String of(String version) {
    String path = System.getProperty("java.class.path", "");
    int end = path.indexOf(File.pathSeparatorChar);
    try {
      Path program = Path.of(end < 0 ? path : path.substring(0, end));
      return version
          + " "
          + Files.size(program)
          + " "
          + Files.getLastModifiedTime(program).toMillis();
    } catch (IOException | InvalidPathException e) {
      return version;
    }
  }
}
