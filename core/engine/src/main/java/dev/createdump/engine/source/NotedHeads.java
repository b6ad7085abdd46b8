package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.nio.file.Path;

/// The commits that git's commands noted beside HEAD, such as what was fetched last (FETCH_HEAD,
/// ORIG_HEAD and others of gitrevisions(7)). A quarantine has none of these files, so what stands
/// in the repository's own is read as data.
final class NotedHeads {
  /// The name of a commit, and what git says of it behind a tab or a line feed.
  private static final int LONGEST = 65;

  private NotedHeads() {}

  /// The revision with the commit in the place of such a name; as it is where it has none.
  static String spelledOut(GitDirectory repository, String revision) {
    int end = end(revision);
    String name = revision.substring(0, end);
    if (!name.endsWith("_HEAD") || !isPlain(name)) {
      return revision;
    }
    String id = start(repository.gitDir().resolve(name));
    return ObjectId.isValid(id) ? id + revision.substring(end) : revision;
  }

  /// Where what leads on from a name begins, such as `~1`.
  private static int end(String revision) {
    int end = 0;
    while (end < revision.length() && revision.charAt(end) != '~' && revision.charAt(end) != '^') {
      end++;
    }
    return end;
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'A' || c > 'Z') && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static String start(Path file) {
    String text = GitDirectory.start(file, LONGEST);
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\t' && text.charAt(end) != '\n') {
      end++;
    }
    return text.substring(0, end);
  }
}
