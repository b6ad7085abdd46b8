package dev.createdump.engine.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;

/// Whether a directory is this user's alone to write to.
public final class Ownership {
  /// On Linux it belongs to whoever runs, under whatever name or none.
  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private Ownership() {}

  /// Why it is not; empty where it is. Where a system knows no owners as POSIX does, it is.
  public static String refusal(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return "";
    }
    PosixFileAttributes found =
        Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      return "it is no directory";
    }
    if (found.permissions().contains(PosixFilePermission.GROUP_WRITE)
        || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      return "others may write to it";
    }
    return found.owner().equals(user(directory)) ? "" : "it belongs to " + found.owner().getName();
  }

  private static UserPrincipal user(Path directory) throws IOException {
    return Files.exists(OWN_PROCESS)
        ? Files.getOwner(OWN_PROCESS)
        : directory
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
