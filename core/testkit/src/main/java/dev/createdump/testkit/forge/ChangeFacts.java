package dev.createdump.testkit.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.Forge.Head;
import dev.createdump.spi.Forge.PullRequest;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.testkit.forge.ForgeEnvironment.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Facts about pull requests: what the forge says of them is what its server says now.
interface ChangeFacts extends ForgeFixture {
  @Test
  default void pullRequestIsReadAsItIs() throws Exception {
    PullRequest read = forge().read(place().pullRequest());
    assertThat(read.url()).startsWith("http").contains("/app/");
    assertThat(read)
        .isEqualTo(
            new PullRequest(
                7, read.url(), CHANGE.title(), "main", BASE, CHANGE.branch(), HEAD, true));
  }

  /// Whoever asks twice wants to know whether the head has moved on.
  @Test
  default void pullRequestIsReadAnew() throws Exception {
    forge().read(place().pullRequest());
    String newer = "3".repeat(40);
    place().change(new Change(7, "t", BASE, "eve", CHANGE.branch(), newer, false));
    PullRequest read = forge().read(place().pullRequest());
    assertThat(read.headSha()).isEqualTo(newer);
    assertThat(read.title()).isEqualTo("t");
    assertThat(read.open()).isFalse();
  }

  @Test
  default void whatIsNotThereIsNotFound() {
    RepositoryRef here = place().repository();
    for (PullRequestRef none :
        List.of(
            new PullRequestRef(here.apiUrl(), here.owner(), here.name(), 8),
            new PullRequestRef(here.apiUrl(), here.owner(), "none", 7))) {
      assertFails(Code.NOT_FOUND, () -> forge().read(none));
      assertFails(Code.NOT_FOUND, () -> forge().upsertComment(none, new Draft(MARKER, MARKER)));
    }
  }

  /// Names of commits go on to git.
  @Test
  default void onlyCommitsPassForCommits() {
    for (String odd : List.of("--upload-pack=x", "", "main", HEAD + "0")) {
      place().change(CHANGE.at(odd));
      assertFails(Code.UNAVAILABLE, () -> forge().read(place().pullRequest()));
    }
  }

  @Test
  default void pullRequestsAreFoundByTheirHead() throws Exception {
    Change same = CHANGE;
    change(9, same.owner(), same.branch(), HEAD, true);
    change(8, same.owner(), same.branch(), HEAD, true);
    change(10, same.owner(), same.branch(), BASE, true);
    change(11, same.owner(), "other", HEAD, true);
    change(12, same.owner(), same.branch(), HEAD, false);
    assertThat(found(new Head("eve", same.branch(), HEAD))).containsExactly(7L, 8L, 9L);
    assertThat(found(new Head("eve", same.branch(), BASE))).containsExactly(10L);
    assertThat(found(new Head("eve", "gone", HEAD))).isEmpty();
  }

  private void change(long number, String owner, String branch, String sha, boolean open) {
    place().change(new Change(number, "t", BASE, owner, branch, sha, open));
  }

  private List<Long> found(Head head) throws Exception {
    return forge().pullRequestsOf(place().repository(), head).stream()
        .map(PullRequest::number)
        .toList();
  }
}
