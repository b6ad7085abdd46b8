package dev.createdump.engine.insight;

import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.scan.pattern.BytePattern;
import dev.createdump.engine.scan.pattern.PatternException;
import dev.createdump.engine.scan.pattern.PatternMatcher;
import dev.createdump.engine.source.LoggedCommit;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which commits a file must have been changed by. A commit must meet all that is given.
public final class CommitFilter {
  private final @Nullable Set<ObjectId> commits;
  private final Given given;
  private final @Nullable PatternMatcher author;
  private boolean anyAuthor;
  private boolean any;

  /// What was asked for.
  ///
  /// @param commit a revision or a range; empty for all
  /// @param author a text, or an expression of RE2 between slashes; empty for everyone
  /// @param since committed at or after, in seconds since 1970
  /// @param until committed at or before
  /// @param words the options as they were written
  public record Given(String commit, String author, long since, long until, String words) {
    /// Every commit.
    public static final Given ALL = new Given("", "", 0, Long.MAX_VALUE, "");

    public boolean isAll() {
      return equals(ALL);
    }
  }

  /// @param commits those that are meant; null for all
  /// @throws PatternException where the author is an expression that is not understood
  public CommitFilter(Given given, @Nullable Set<ObjectId> commits) {
    this.given = given;
    this.commits = commits;
    String text = given.author();
    boolean expression = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    this.author =
        expression ? BytePattern.compile(text.substring(1, text.length() - 1)).matcher() : null;
  }

  /// Whether what a commit changed may matter: not of those before the time, as names change only
  /// from them on.
  boolean mayNeed(LoggedCommit commit) {
    return commit.committedAt() >= given.since();
  }

  boolean test(LoggedCommit commit) {
    if (!author(commit.author() + " <" + commit.email() + ">")) {
      return false;
    }
    anyAuthor = true;
    boolean met =
        (commits == null || commits.contains(commit.id()))
            && commit.committedAt() >= given.since()
            && commit.committedAt() <= given.until();
    any |= met;
    return met;
  }

  private boolean author(String text) {
    if (author == null) {
      return text.contains(given.author());
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return author.find(bytes, 0, 0, bytes.length);
  }

  /// Whether a commit of the walk was by such an author.
  public boolean anyAuthor() {
    return anyAuthor;
  }

  /// Whether a commit of the walk met everything.
  public boolean any() {
    return any;
  }
}
