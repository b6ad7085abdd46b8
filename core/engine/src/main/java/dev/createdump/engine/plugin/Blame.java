package dev.createdump.engine.plugin;

/// Says what went wrong in a plugin without repeating what it says: that may hold what it read.
final class Blame {
  private Blame() {}

  /// The kind of failure, and the line of the plugin where it happened.
  static String told(Throwable problem, ClassLoader plugin) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what = root.getClass().getName();
    if (root instanceof LinkageError && root.getMessage() != null) {
      // The name of a class.
      what += ": " + root.getMessage();
    }
    for (StackTraceElement at : root.getStackTrace()) {
      if (isOf(at.getClassName(), plugin)) {
        return what + " at " + at.getClassName() + " line " + at.getLineNumber();
      }
    }
    return what;
  }

  private static boolean isOf(String name, ClassLoader plugin) {
    try {
      return Class.forName(name, false, plugin).getClassLoader() == plugin;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
