package dev.createdump.engine.restore;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.FileTree;
import dev.createdump.engine.base.Reasons;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Where restored files are gathered until all are there, and how they come to their target.
///
/// A target that is missing is gathered beside its place, and gets its name at once. One that is
/// there stays what it is, with its owner, its permissions and what is mounted on it: what is
/// gathered in a hidden directory within it is moved up, and back where not all of it can be.
final class Gathering {
  private final Path target;
  private final Path directory;
  private final boolean within;
  private final List<Path> parents;

  private Gathering(Path target, Path directory, boolean within, List<Path> parents) {
    this.target = target;
    this.directory = directory;
    this.within = within;
    this.parents = parents;
  }

  /// @throws Failure.Output where the target is anything but absent or an empty directory
  static Gathering of(Path named) throws Failure {
    Path target = named.toAbsolutePath().normalize();
    boolean there = isThere(target);
    Path parent = target.getParent();
    if (parent == null) {
      throw new Failure.Usage("cannot restore to " + named, "Name a directory with --to.");
    }
    Path place = there ? target : parent;
    List<Path> made = new ArrayList<>();
    try {
      create(place, made);
      return new Gathering(target, reserve(place, target), there, made);
    } catch (IOException e) {
      remove(made);
      throw new Failure.Output("cannot write below " + place + ": " + Reasons.of(e), "", e);
    }
  }

  /// Whether it is there, and empty.
  private static boolean isThere(Path target) throws Failure {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> any = Files.newDirectoryStream(target)) {
        if (!any.iterator().hasNext()) {
          return true;
        }
      } catch (IOException e) {
        throw new Failure.Output("cannot look into " + target + ": " + Reasons.of(e), "", e);
      }
    }
    throw new Failure.Output(
        target + " is there already",
        "Name a directory with --to that is not there yet, or is empty; nothing was changed.",
        new FileAlreadyExistsException(target.toString()));
  }

  /// Makes a directory and those above it.
  ///
  /// @param made gets those that were not there, the outermost first
  private static void create(Path directory, List<Path> made) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.getParent();
    if (above != null) {
      create(above, made);
    }
    try {
      Files.createDirectory(directory);
      made.add(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new NotDirectoryException(directory.toString());
      }
    }
  }

  private static Path reserve(Path place, Path target) throws IOException {
    for (long unique = ProcessHandle.current().pid(); ; unique++) {
      try {
        String name = "." + target.getFileName() + "." + Long.toHexString(unique) + ".tmp";
        return Files.createDirectory(place.resolve(name));
      } catch (FileAlreadyExistsException e) {
        // Another rollback, or what a killed one left behind.
      }
    }
  }

  Path target() {
    return target;
  }

  /// What is gathered lies here.
  Path directory() {
    return directory;
  }

  /// Brings everything to its place.
  ///
  /// @throws Failure.Output where that cannot be; all is gathered here as before
  void commit() throws Failure {
    if (within) {
      moveUp();
      return;
    }
    try {
      Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot give the restored files the name " + target + ": " + Reasons.of(e),
          "Nothing was restored.",
          e);
    }
  }

  private void moveUp() throws Failure {
    List<Path> moved = new ArrayList<>();
    Path current = directory;
    try {
      for (Path child : children()) {
        current = child;
        // Never over what came there in the meantime.
        Files.move(child, target.resolve(child.getFileName()));
        moved.add(child);
      }
      current = directory;
      Files.delete(directory);
    } catch (IOException e) {
      List<Path> left = moveBack(moved);
      throw new Failure.Output(
          "cannot move " + current.getFileName() + " into " + target + ": " + Reasons.of(e),
          left.isEmpty() ? "Nothing was restored." : "Delete what stayed there: " + left,
          e);
    }
  }

  private List<Path> children() throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }

  /// @return what could not be moved
  private List<Path> moveBack(List<Path> moved) {
    List<Path> left = new ArrayList<>();
    for (Path child : moved) {
      Path there = target.resolve(child.getFileName());
      try {
        Files.move(there, child);
      } catch (IOException e) {
        left.add(there);
      }
    }
    return left;
  }

  /// Takes away what was gathered, and the directories above the target that were made for it.
  void discard() throws IOException {
    FileTree.delete(directory);
    remove(parents);
  }

  private static void remove(List<Path> made) {
    for (Path directory : made.reversed()) {
      try {
        Files.delete(directory);
      } catch (IOException e) {
        // Somebody else uses it now.
        return;
      }
    }
  }
}
