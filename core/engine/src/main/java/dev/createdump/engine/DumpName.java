package dev.createdump.engine;

import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.source.Revisions;
import org.jspecify.annotations.Nullable;

/// The name of a dump, the stem of all its files.
final class DumpName {
  private static final int MAX_REPOSITORY = 100;

  private DumpName() {}

  /// `<repository>_pr<N>_<head12>` for a pull request, else `<repository>_<base12>_<head12>`.
  static String derived(
      String repository, CiContext.@Nullable Review review, Revisions.Comparison comparison) {
    String head = comparison.head().id().abbreviated();
    String middle = review != null ? "pr" + review.number() : comparison.base().id().abbreviated();
    return plain(repository) + "_" + middle + "_" + head;
  }

  /// A name without that of the repository, in which a secret was found.
  static String withoutRepository(String name, String repository) {
    String plain = plain(repository);
    return name.startsWith(plain) ? "repository" + name.substring(plain.length()) : name;
  }

  /// A repository's name with everything but letters, digits, dot, dash and underscore replaced.
  static String plain(String repository) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < repository.length() && name.length() < MAX_REPOSITORY; i++) {
      char c = repository.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean inner = c == '_' || ((c == '.' || c == '-') && !name.isEmpty());
      name.append(letter || inner ? c : '-');
    }
    String plain = name.toString().replaceAll("^[.-]+", "");
    return plain.isEmpty() ? "repository" : plain;
  }
}
