package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.File;
import java.nio.file.Path;

/// The files in which a repository keeps its refs. git opens whatever lies there and waits for ever
/// for somebody to write into a pipe.
final class RefFiles {
  /// Where git looks for a name, by gitrevisions(7).
  private static final String[] PLACES = {
    "", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"
  };

  private RefFiles() {}

  /// Looks at the files that may hold a revision's ref.
  ///
  /// @throws Failure.Source where one is neither a file nor a directory
  static void check(GitDirectory repository, String revision) throws Failure {
    String head = repository.head();
    if (head.startsWith("ref: ")) {
      check(repository.commonDir(), head.substring("ref: ".length()).strip());
    }
    check(repository.commonDir(), name(revision));
  }

  private static void check(Path commonDir, String name) throws Failure.Source {
    if (name.isEmpty()) {
      return;
    }
    for (String place : PLACES) {
      mustBeFile(new File(commonDir.toFile(), place + name));
    }
  }

  /// The name before what leads on from it, such as `~1` or `^{commit}`.
  private static String name(String revision) {
    for (int i = 0; i < revision.length(); i++) {
      if ("~^:@".indexOf(revision.charAt(i)) >= 0) {
        return revision.substring(0, i);
      }
    }
    return revision;
  }

  /// @throws Failure.Source where there is something that is neither a file nor a directory
  static void mustBeFile(Path path) throws Failure.Source {
    mustBeFile(path.toFile());
  }

  private static void mustBeFile(File file) throws Failure.Source {
    if (file.exists() && !file.isFile() && !file.isDirectory()) {
      throw new Failure.Source(
          file + " is no file that git would write", "Remove it, or check out again.");
    }
  }
}
