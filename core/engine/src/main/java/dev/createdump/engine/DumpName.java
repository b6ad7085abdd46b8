package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.source.Revisions;
import org.jspecify.annotations.Nullable;

/// The name of a dump, the stem of all its files.
final class DumpName {
  private static final int MAX_REPOSITORY = 100;
  private static final int MAX_NAME = 200;

  private DumpName() {}

  /// `<repository>_pr<N>_<head12>` for a pull request, else `<repository>_<base12>_<head12>`.
  static String derived(
      String repository, CiContext.@Nullable Review review, Revisions.Comparison comparison) {
    String head = comparison.head().id().abbreviated();
    String middle = review != null ? "pr" + review.number() : comparison.base().id().abbreviated();
    return plain(repository) + "_" + middle + "_" + head;
  }

  /// A repository's name with everything but letters, digits, dot, dash and underscore replaced.
  private static String plain(String repository) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < repository.length() && name.length() < MAX_REPOSITORY; i++) {
      char c = repository.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean inner = c == '_' || ((c == '.' || c == '-') && !name.isEmpty());
      name.append(letter || inner ? c : '-');
    }
    String plain = name.toString().replaceAll("^-+", "");
    return plain.isEmpty() ? "repository" : plain;
  }

  /// A name somebody chose, as it is.
  ///
  /// @throws Failure.Usage where it is no plain file name
  static String chosen(String name) throws Failure {
    boolean plain =
        name.chars().allMatch(c -> c > ' ' && c != 0x7F && c != '/' && c != '\\' && c != ':');
    if (!plain || name.startsWith(".") || name.startsWith("-") || name.length() > MAX_NAME) {
      throw new Failure.Usage(
          "output.name \"" + name.replaceAll("\\p{Cntrl}", "?") + "\" is no plain file name",
          "Use at most " + MAX_NAME + " characters without spaces, slashes or a leading dot.");
    }
    return name;
  }
}
