package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A forge's server with one repository, and the ways around the forge that its tests need: to say
/// what stands there, to look at what became of it, and to let requests go wrong.
public interface ForgeEnvironment extends AutoCloseable {
  /// Whom the forge speaks for.
  enum Account {
    /// May read and write.
    WRITER,
    /// The same account with a token that may only read.
    READER,
    /// A token that the server does not know.
    STRANGER
  }

  /// The requests that a forge makes of its server, in whatever way the server wants them.
  enum Step {
    /// Reads {@link #pullRequest}.
    READ,
    /// Reads a page of its comments.
    LIST,
    CREATE,
    UPDATE
  }

  /// A pull request of {@link #repository} to its branch `main`.
  ///
  /// @param owner the owner of the repository that it comes from
  /// @param branch the branch that it comes from
  record Change(
      long number,
      String title,
      String baseSha,
      String owner,
      String branch,
      String headSha,
      boolean open) {
    /// The same with another tip.
    public Change at(String sha) {
      return new Change(number, title, baseSha, owner, branch, sha, open);
    }
  }

  /// A comment on {@link #pullRequest}.
  ///
  /// @param ours whether the forge's own account wrote it
  record Said(long id, boolean ours, String body) {}

  /// Opens a forge on the server whose time is {@link #pace}.
  ///
  /// @param deadline the longest that one call may take
  Forge open(Account account, Duration deadline) throws Exception;

  FakePace pace();

  RepositoryRef repository();

  /// The pull request whose comments the facts are about: number 7. {@link #change} says what it
  /// brings.
  default PullRequestRef pullRequest() {
    return new PullRequestRef(repository().apiUrl(), repository().owner(), repository().name(), 7);
  }

  /// Adds a pull request, or replaces the one with its number.
  void change(Change change);

  /// Adds a comment as if the forge's own account, or somebody else, had written it.
  ///
  /// @return its id
  long say(boolean ours, String body);

  void delete(long comment);

  /// The comments, oldest first.
  List<Said> said();

  /// Lets the next request of a step go wrong; several take effect one after another.
  void fail(Step step, Fault fault);

  /// How many requests of a step there were.
  long requests(Step step);

  /// Every request so far.
  List<Exchange> exchanges();

  /// What no message may hold.
  Set<String> secrets();

  @Override
  void close();
}
