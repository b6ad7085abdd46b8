package dev.createdump.engine.patch;

/// The six-digit octal modes of git's tree entries.
public final class FileMode {
  /// No entry on this side.
  public static final int ABSENT = 0;
  public static final int REGULAR = 0100644;
  public static final int EXECUTABLE = 0100755;
  public static final int SYMLINK = 0120000;
  public static final int SUBMODULE = 0160000;

  private static final int TYPE_MASK = 0170000;

  private FileMode() {}

  /// Six octal digits, as git prints a mode.
  public static String text(int mode) {
    // One text for all files of a large tree.
    return switch (mode) {
      case ABSENT -> "000000";
      case REGULAR -> "100644";
      case EXECUTABLE -> "100755";
      default -> octal(mode);
    };
  }

  private static String octal(int mode) {
    String octal = Integer.toOctalString(mode);
    return "0".repeat(6 - octal.length()) + octal;
  }

  /// Whether both modes are of one type, so that a change between them is one patch section.
  public static boolean sameType(int a, int b) {
    return (a & TYPE_MASK) == (b & TYPE_MASK);
  }
}
