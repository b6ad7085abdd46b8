package dev.createdump.testkit.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Said;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What the facts about forges share: the forge under test and short words for what they do.
interface ForgeFixture {
  String MARKER = "<!-- create-dump:contract -->";
  String BASE = "1".repeat(40);
  String HEAD = "2".repeat(40);
  Duration DEADLINE = Duration.ofMinutes(2);
  ForgeEnvironment.Change CHANGE =
      new ForgeEnvironment.Change(7, "Add `it` <b>", BASE, "eve", "fix/a&b=c#d", HEAD, true);

  /// The forge under test, for an account that may write.
  Forge forge();

  /// The server it is on.
  ForgeEnvironment place();

  static String body(String text) {
    return MARKER + "\n" + text + "\n";
  }

  default Change upsert(String text) throws ForgeException {
    return comment(text).change();
  }

  default Comment comment(String text) throws ForgeException {
    return forge().upsertComment(place().pullRequest(), new Draft(MARKER, body(text)));
  }

  default Forge open(Account account) throws Exception {
    return place().open(account, DEADLINE);
  }

  /// What our account's comments say, oldest first.
  default List<String> ours() {
    return place().said().stream().filter(Said::ours).map(Said::body).toList();
  }

  default void assertOnly(String text) {
    assertThat(ours()).containsExactly(body(text));
  }

  default void failAlways(Step step, Fault fault) {
    for (int i = 0; i < 50; i++) {
      place().fail(step, fault);
    }
  }

  /// The call fails with this code and tells no secret.
  default ForgeException assertFails(ForgeException.Code code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(ForgeException.class);
    ForgeException failure = (ForgeException) thrown;
    assertThat(failure.code()).as("code of: %s", failure.getMessage()).isEqualTo(code);
    assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n", "\u001b");
    for (Throwable t = failure; t != null; t = t.getCause()) {
      for (String secret : place().secrets()) {
        assertThat(t.toString()).as("an error that people and logs see").doesNotContain(secret);
      }
    }
    return failure;
  }
}
