package dev.createdump.testkit.repo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a tree holds at one path.
///
/// @param mode the octal mode as git writes it: `100644`, `100755`, `120000` or `160000`
/// @param content the bytes; for a link its target; for a submodule its commit's id in ASCII
public record TreeEntry(String mode, byte[] content) {
  public static TreeEntry file(byte[] content) {
    return new TreeEntry("100644", content);
  }

  /// A file with the UTF-8 form of a text.
  public static TreeEntry file(String text) {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  public static TreeEntry executable(String text) {
    return new TreeEntry("100755", text.getBytes(StandardCharsets.UTF_8));
  }

  public static TreeEntry symlink(String target) {
    return new TreeEntry("120000", target.getBytes(StandardCharsets.UTF_8));
  }

  /// @param commit a whole object id in the format of the repository; need not exist
  public static TreeEntry submodule(String commit) {
    return new TreeEntry("160000", commit.getBytes(StandardCharsets.US_ASCII));
  }

  boolean isSubmodule() {
    return mode.equals("160000");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeEntry entry
        && mode.equals(entry.mode)
        && Arrays.equals(content, entry.content);
  }

  @Override
  public int hashCode() {
    return mode.hashCode() * 31 + Arrays.hashCode(content);
  }
}
