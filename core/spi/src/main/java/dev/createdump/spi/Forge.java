package dev.createdump.spi;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The place where people talk about a change: GitHub, GitLab.
///
/// A forge obeys the host's rate limits and secondary limits, retries what is safe to retry under
/// one deadline, and never logs a token. It changes nothing but the one comment it is asked for.
///
/// All methods may be called concurrently. After {@link #close} every method but `close` and
/// `commentLimit` throws {@link IllegalStateException}. What GitHub or GitLab answers and nobody
/// can understand is `UNAVAILABLE`.
public interface Forge extends AutoCloseable {
  /// Reads what the forge says of a pull request.
  PullRequest read(PullRequestRef ref) throws ForgeException;

  /// The open pull requests that would bring a branch's tip into a repository, in the order of
  /// their numbers; at most 100 of them. This is how a trusted job learns what an untrusted one
  /// worked on: from the forge, and from nothing that the untrusted job left behind.
  ///
  /// @param repository where the pull requests are open
  /// @param head the branch, and the commit that must be its tip
  List<PullRequest> pullRequestsOf(RepositoryRef repository, Head head) throws ForgeException;

  /// Writes one comment and keeps it one: finds the oldest comment that the token's own account
  /// wrote and that has the marker as a line, over all pages, and creates, updates or leaves it.
  /// Other people's comments are never touched, whatever they contain. Of one call there is never a
  /// second comment, even where the host's answer is lost; two processes at once may leave two.
  ///
  /// What tells of one commit is written only while that commit is the pull request's head. The
  /// head is asked for directly before each attempt at writing, behind all waiting, so whoever a
  /// rate limit held up never overwrites what a newer run wrote. What is left is one request on its
  /// way, as no forge knows conditional writes.
  ///
  /// @param draft at most {@link #commentLimit} UTF-16 code units long
  /// @throws ForgeException `DENIED` where the token may only read, `OUTDATED` where the draft
  ///     tells of another commit than the head
  Comment upsertComment(PullRequestRef ref, Draft draft) throws ForgeException;

  /// The most UTF-16 code units that a comment may have on this forge.
  int commentLimit();

  /// The checks of this forge, where it has any.
  default Optional<Checks> checks() {
    return Optional.empty();
  }

  @Override
  void close();

  /// A comment as it is to stand there.
  ///
  /// @param marker a hidden line of the body that no person types
  /// @param body the whole comment
  /// @param head the commit that it tells of; empty where it holds for any
  record Draft(String marker, String body, String head) {
    /// @throws IllegalArgumentException where the marker is no line of the body, so that the
    ///     comment would not be found again
    public Draft {
      if (marker.isBlank() || body.lines().noneMatch(line -> line.strip().equals(marker))) {
        throw new IllegalArgumentException("the marker must be a line of the comment");
      }
    }

    /// One that holds for any commit.
    public Draft(String marker, String body) {
      this(marker, body, "");
    }

    /// Gives way to a newer head.
    ///
    /// @param now the pull request's head
    /// @throws ForgeException `OUTDATED` where the draft tells of another
    public void stillOf(String now) throws ForgeException {
      if (!head.isEmpty() && !head.equals(now)) {
        throw new ForgeException(
            ForgeException.Code.OUTDATED,
            "the change under review has moved on to "
                + now.substring(0, Math.min(12, now.length()))
                + ", whose own run tells of it",
            null);
      }
    }
  }

  /// What became of a comment.
  ///
  /// @param url where people read it
  /// @param change what was done
  record Comment(URI url, Change change) {
    /// What was done to the comment.
    public enum Change {
      CREATED,
      UPDATED,
      UNCHANGED
    }
  }

  /// The tip of a branch, maybe of a fork.
  ///
  /// @param owner the owner of the repository that the branch is in
  /// @param branch the branch's name, without `refs/heads/`
  /// @param sha the commit at its tip
  record Head(String owner, String branch, String sha) {}

  /// A pull request as the forge knows it. All texts are hostile.
  ///
  /// @param number its number, from 1
  /// @param url where people read it
  /// @param title the title, as its author wrote it
  /// @param baseBranch the branch it goes to
  /// @param baseSha the tip of that branch
  /// @param headBranch the branch it comes from
  /// @param headSha the tip of that branch
  /// @param open whether it is still open
  record PullRequest(
      long number,
      String url,
      String title,
      String baseBranch,
      String baseSha,
      String headBranch,
      String headSha,
      boolean open) {}
}
