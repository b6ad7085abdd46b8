package dev.createdump.testkit.forge;

import static dev.createdump.testkit.forge.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.Forge.Head;
import dev.createdump.spi.PullRequestRef;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// Facts about where a forge ends: at its own server, and when it is closed.
interface EndFacts extends ForgeFixture {
  @Test
  default void closedForgeRefusesEverything() throws Exception {
    Forge closed = open(ForgeEnvironment.Account.WRITER);
    int limit = closed.commentLimit();
    closed.close();
    closed.close();
    PullRequestRef ref = place().pullRequest();
    assertThatIllegalStateException().isThrownBy(() -> closed.read(ref));
    assertThatIllegalStateException()
        .isThrownBy(() -> closed.upsertComment(ref, new Draft(MARKER, body("x"))));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> closed.pullRequestsOf(place().repository(), new Head("eve", "topic", HEAD)));
    assertThat(closed.commentLimit()).isEqualTo(limit);
    assertThat(place().exchanges()).isEmpty();
  }

  @Test
  default void anotherServersPullRequestIsAMistake() {
    URI elsewhere = URI.create("https://forge.example/api");
    PullRequestRef ref = new PullRequestRef(elsewhere, place().repository().owner(), "app", 7);
    assertThatIllegalArgumentException().isThrownBy(() -> forge().read(ref));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forge().upsertComment(ref, new Draft(MARKER, body("x"))));
  }
}
