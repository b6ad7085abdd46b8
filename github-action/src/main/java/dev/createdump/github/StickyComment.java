package dev.createdump.github;

import dev.createdump.spi.Forge.Comment;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.UnclearException;
import dev.createdump.spi.support.forge.Budget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHPullRequest;

/// Keeps one comment on a pull request: looks, writes, and looks again where it cannot know what
/// became of the writing.
final class StickyComment {
  private static final int PAGE = 100; // the most that GitHub gives

  /// GitHub lists from replicas: a comment just made may take a moment to show.
  private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);

  private final GHPullRequest pullRequest;
  private final String login;
  private final Draft draft;
  private final RetryingConnector connector;
  private final Budget budget;
  private final Set<Long> deleted = new HashSet<>();

  /// @param login the account the token speaks for
  StickyComment(Session session, GHPullRequest pullRequest, String login, Draft draft) {
    this.connector = session.connector();
    this.budget = session.budget();
    this.pullRequest = pullRequest;
    this.login = login;
    this.draft = draft;
  }

  Comment upsert() throws IOException {
    Change change = Change.UNCHANGED;
    for (int attempt = 1; ; attempt++) {
      Optional<GHIssueComment> ours = find();
      if (ours.isPresent() && normalised(ours.get().getBody()).equals(normalised(draft.body()))) {
        return new Comment(address(ours.get()), change);
      }
      change = ours.isPresent() ? Change.UPDATED : Change.CREATED;
      giveWay();
      try {
        GHIssueComment written =
            ours.isPresent() ? update(ours.get()) : pullRequest.comment(draft.body());
        if (written != null) {
          return new Comment(address(written), change);
        }
      } catch (IOException | RuntimeException e) {
        UnclearException unclear = Session.unlessUnclear(e, "writing the comment");
        if (!budget.pause(attempt, unclear.wait(BEFORE_LOOKING))) {
          throw unclear.failure();
        }
      }
    }
  }

  /// The last that is asked before each attempt at writing, as every question may have to wait.
  private void giveWay() throws IOException {
    if (!draft.head().isEmpty()) {
      GHPullRequest now = pullRequest.getRepository().getPullRequest(pullRequest.getNumber());
      draft.stillOf(GitHubForge.commit(now.getHead().getSha()));
    }
  }

  /// The oldest comment of ours. GitHub lists comments in ascending order of their ids, so pages
  /// behind the first match need not be read.
  ///
  /// github-api takes an empty page for the end, even one that links to the next: GitHub hides
  /// comments of flagged accounts after it has cut the pages. Asking again goes on; only where
  /// asking makes no request is the end reached.
  private Optional<GHIssueComment> find() throws IOException {
    Iterator<GHIssueComment> comments = pullRequest.listComments().withPageSize(PAGE).iterator();
    int requests;
    do {
      requests = connector.requests();
      while (comments.hasNext()) {
        GHIssueComment comment = comments.next();
        if (!deleted.contains(comment.getId()) && hasMarker(comment) && isOurs(comment)) {
          return Optional.of(comment);
        }
      }
    } while (connector.requests() > requests);
    return Optional.empty();
  }

  /// Whether the marker stands in a line of its own, as we write it. Somebody's words that a bot
  /// repeats in a quotation or a sentence are not ours.
  private boolean hasMarker(GHIssueComment comment) {
    @Nullable String text = comment.getBody();
    return text != null && text.lines().anyMatch(line -> line.strip().equals(draft.marker()));
  }

  @SuppressWarnings("deprecation") // getUser() would ask GitHub for every author's profile
  private boolean isOurs(GHIssueComment comment) {
    try {
      return login.equalsIgnoreCase(comment.getUserName());
    } catch (NullPointerException e) {
      return false; // github-api does not expect an author whose account is gone
    }
  }

  /// @return the comment, or null where somebody deleted it in the meantime
  private @Nullable GHIssueComment update(GHIssueComment comment) throws IOException {
    try {
      comment.update(draft.body());
      return comment;
    } catch (IOException e) {
      Optional<ForgeException> refusal = Session.forgeException(e);
      if (refusal.isEmpty() || refusal.get().code() != Code.NOT_FOUND) {
        throw e;
      }
      deleted.add(comment.getId());
      return null;
    }
  }

  private static URI address(GHIssueComment comment) {
    return URI.create(comment.getHtmlUrl().toString());
  }

  /// GitHub may answer with other line ends and without those at the end.
  private static String normalised(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
  }
}
