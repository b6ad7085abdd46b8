package dev.createdump.spi;

import java.net.URI;
import java.util.List;

/// Verdicts on commits, with annotations on lines. Not every forge has them.
///
/// All texts must have passed the redactor. A forge cuts none of them: what it does not take is
/// `INVALID`.
public interface Checks {
  /// Writes a new check on a commit, with all its annotations. A check belongs to its commit, so
  /// that an older run never writes over a newer one; of several with one name on one commit the
  /// forge shows the newest. Of one call there is never a second check, nor an annotation twice,
  /// even where the host's answer is lost.
  ///
  /// @return where people read it
  /// @throws ForgeException `DENIED` where the token may not write checks
  URI publish(RepositoryRef repository, Check check) throws ForgeException;

  /// A verdict.
  ///
  /// @param name what the check is called, on every commit the same
  /// @param sha the commit
  /// @param passed the verdict
  /// @param title the verdict in a few words
  /// @param summary Markdown of at most 65,535 bytes
  /// @param annotations in the order in which they count; at most some hundred make sense
  record Check(
      String name,
      String sha,
      boolean passed,
      String title,
      String summary,
      List<Annotation> annotations) {
    public Check {
      annotations = List.copyOf(annotations);
    }
  }

  /// A remark on a line.
  ///
  /// @param path as git has it
  /// @param line from 1
  record Annotation(String path, int line, Level level, String title, String message) {}

  /// How much a remark weighs.
  enum Level {
    NOTICE,
    WARNING,
    FAILURE
  }
}
