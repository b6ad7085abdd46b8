package dev.createdump.engine.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why a file cannot be used, as a message says it.
public final class Reasons {
  private Reasons() {}

  /// Never the path alone, which is all that some of Java's exceptions say.
  public static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case NoSuchFileException _ -> "no such file or directory";
      case NotDirectoryException f -> f.getFile() + " is not a directory";
      case FileAlreadyExistsException f -> f.getFile() + " is there already";
      case DirectoryNotEmptyException f -> f.getFile() + " is not empty";
      case FileSystemException f -> f.getClass().getSimpleName();
      default -> String.valueOf(e.getMessage());
    };
  }
}
