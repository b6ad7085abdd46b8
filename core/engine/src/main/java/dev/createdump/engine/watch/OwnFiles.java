package dev.createdump.engine.watch;

import java.nio.file.Path;

/// The files that a run writes itself, also under the names they have until they are whole.
///
/// @param directory a real path
/// @param name that of the dump; empty where there is none yet
public record OwnFiles(Path directory, String name) {
  public boolean has(Path in, String file) {
    return !name.isEmpty()
        && in.equals(directory)
        && (file.startsWith(name + ".") || file.startsWith("." + name + "."));
  }
}
