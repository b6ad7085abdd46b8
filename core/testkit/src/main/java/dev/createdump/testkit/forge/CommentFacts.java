package dev.createdump.testkit.forge;

import static dev.createdump.testkit.forge.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.createdump.spi.Forge.Comment;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.testkit.forge.ForgeEnvironment.Said;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Facts about the comment: there is one, it is ours, and it is written only where it changes.
interface CommentFacts extends ForgeFixture {
  @Test
  default void oneCommentIsCreatedUpdatedAndLeft() throws Exception {
    Comment created = comment("one");
    Comment updated = comment("two");
    Comment same = comment("two");
    assertThat(List.of(created.change(), updated.change(), same.change()))
        .containsExactly(Change.CREATED, Change.UPDATED, Change.UNCHANGED);
    assertThat(created.url().toString()).startsWith("http").contains("7#");
    assertThat(updated.url()).isEqualTo(created.url()).isEqualTo(same.url());
    assertOnly("two");
    assertThat(place().requests(Step.CREATE)).isEqualTo(1);
    assertThat(place().requests(Step.UPDATE)).isEqualTo(1);
  }

  @Test
  default void otherLineEndsAreNoChange() throws Exception {
    place().say(true, body("a\nb").replace("\n", "\r\n").strip());
    assertThat(upsert("a\nb")).isEqualTo(Change.UNCHANGED);
  }

  @Test
  default void textArrivesAsItIs() throws Exception {
    String text = "\"\\ \u0007 \t &amp; <b> @all \u2028 \ud83c\udf08 ${x} %s";
    upsert(text);
    assertOnly(text);
  }

  @Test
  default void somebodyElsesCommentIsNeverTouched() throws Exception {
    place().say(false, body("mine now"));
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertThat(upsert("y")).isEqualTo(Change.UPDATED);
    assertThat(place().said()).extracting(Said::body).containsExactly(body("mine now"), body("y"));
  }

  @Test
  default void ourOtherCommentsAreNotTaken() throws Exception {
    place().say(true, "> " + MARKER + "\nsomebody said that");
    place().say(true, "see " + MARKER);
    place().say(true, "<!-- create-dump:other -->\nanother job's");
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertThat(ours()).hasSize(4).endsWith(body("x"));
  }

  @Test
  default void theOldestOfOursIsKept() throws Exception {
    place().say(true, body("first"));
    place().say(true, body("second"));
    assertThat(upsert("x")).isEqualTo(Change.UPDATED);
    assertThat(ours()).containsExactly(body("x"), body("second"));
  }

  @Test
  default void theCommentIsFoundOnWhicheverPage() throws Exception {
    for (int i = 0; i < 1_234; i++) {
      place().say(false, i % 10 == 0 ? body("copied") : "chatter");
    }
    place().say(true, body("old"));
    assertThat(upsert("x")).isEqualTo(Change.UPDATED);
    assertOnly("x");
    assertThat(place().requests(Step.LIST)).as("pages of the largest size").isLessThan(15);
  }

  @Test
  default void pagesBehindTheCommentAreNotRead() throws Exception {
    place().say(true, body("old"));
    for (int i = 0; i < 500; i++) {
      place().say(false, "chatter");
    }
    upsert("x");
    assertThat(place().requests(Step.LIST)).isEqualTo(1);
  }

  @Test
  default void commentDeletedMeanwhileIsMadeAnew() throws Exception {
    long old = place().say(true, body("old"));
    place().fail(Step.UPDATE, new Fault.Meanwhile(() -> place().delete(old)));
    assertThat(upsert("x")).isEqualTo(Change.CREATED);
    assertOnly("x");
  }

  @Test
  default void threadsMakeOneComment() throws Exception {
    // Whoever creates first waits a moment for another who has looked and found nothing too.
    CountDownLatch creating = new CountDownLatch(2);
    Fault together = new Fault.Meanwhile(() -> meet(creating));
    place().fail(Step.CREATE, together);
    place().fail(Step.CREATE, together);
    List<Future<Comment>> writing = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String text = "from " + i;
        writing.add(threads.submit(() -> comment(text)));
      }
    }
    for (Future<Comment> one : writing) {
      assertThat(one.get().url()).isEqualTo(writing.getFirst().get().url());
    }
    assertThat(ours()).hasSize(1);
  }

  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      boolean _ = all.await(200, TimeUnit.MILLISECONDS); // the comments tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  default void theLargestCommentIsTakenAndNoLargerOne() throws Exception {
    int room = forge().commentLimit() - body("").length();
    assertThat(forge().commentLimit()).as("what a summary needs").isGreaterThan(10_000);
    assertFails(Code.INVALID, () -> upsert("\u20ac".repeat(room + 1)));
    assertFails(Code.INVALID, () -> upsert("half of a pair: \ud83d"));
    assertThat(place().exchanges()).as("checked before anything is sent").isEmpty();
    String largest = "\u20ac".repeat(room);
    assertThat(upsert(largest)).isEqualTo(Change.CREATED);
    assertOnly(largest);
  }

  @Test
  default void theMarkerIsALineOfTheBody() {
    for (String body : List.of("none", "see " + MARKER, "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> forge().upsertComment(place().pullRequest(), new Draft(MARKER, body)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forge().upsertComment(place().pullRequest(), new Draft(" ", " \n")));
    assertThat(place().said()).isEmpty();
  }
}
