package dev.createdump.engine.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What messages say, by the rules of conventionalcommits.org and of the forges.
class MessageFactsTest {
  @ParameterizedTest
  @CsvSource({
    "'feat: a', feat, '', false",
    "'feat(core)!: a', feat, core, true",
    "'Fix(a/b): c', fix, a/b, false",
    "'fix:a', '', '', false",
    "'fix a: b', '', '', false",
    "'chore(deps): bump x from 1 to 2', chore, deps, false",
    "'feat(): a', '', '', false",
    "'feat: a\n\nBREAKING CHANGE: b', feat, '', true",
    "'feat: a\n\nBREAKING-CHANGE: b', feat, '', true",
    "'says BREAKING CHANGE: b in a line', '', '', false",
    "'Merge branch x', '', '', false",
    "'', '', '', false",
  })
  void typesAreThoseOfConventionalCommits(
      String message, String type, String scope, boolean breaking) {
    MessageFacts facts = MessageFacts.of(message, false);
    assertThat(facts.type()).isEqualTo(type);
    assertThat(facts.scope()).isEqualTo(scope);
    assertThat(facts.breaking()).isEqualTo(breaking);
  }

  /// What closes an issue stands before a plus sign here.
  @ParameterizedTest
  @CsvSource({
    "'a (#12)', '#12'",
    "'Fixes #12', '+#12'",
    "'Closes: #1, #2 and #3, see #4', '+#1 +#2 +#3 #4'",
    "'resolves o/r#7', '+o/r#7'",
    "'Closes SPR-1234', '+SPR-1234'",
    "'Implements issue #9', '+#9'",
    "'Merge !45, GH-8', '!45 GH-8'",
    "'ABC-1 ABC-1 fix ABC-1', '+ABC-1'",
    "'UTF-8 SHA-256 ISO-8859 CVE-2024-1 ABC-12-x', ''",
    "'a#1 http://x/#12 &#39; #0 ##5 x-#6', ''",
    "'prefix #12', '#12'",
  })
  void issuesAreFoundAsForgesFindThem(String message, String expected) {
    StringBuilder found = new StringBuilder();
    for (MessageFacts.Issue issue : MessageFacts.of(message, false).issues()) {
      found.append(found.isEmpty() ? "" : " ").append(issue.closes() ? "+" : "").append(issue.id());
    }
    assertThat(found.toString()).isEqualTo(expected);
  }

  @Test
  void revertsMergesAndCoAuthors() {
    MessageFacts revert =
        MessageFacts.of(
            """
            Revert "feat: a"

            This reverts commit 0123456789abcdef.

            Co-authored-by: Ann A <a@example.org>
            co-authored-by:  B
            """,
            false);
    assertThat(revert.type()).isEqualTo("revert");
    assertThat(revert.reverts()).containsExactly("0123456789abcdef");
    assertThat(revert.coAuthors()).containsExactly("Ann A", "B");
    assertThat(MessageFacts.of("Merge pull request #1 from a/b", true).type()).isEqualTo("merge");
    assertThat(MessageFacts.of("one\r\ntwo\n\nbody", false).subject()).isEqualTo("one two");
  }

  @Test
  void longMessagesTakeTimeByTheirLength() {
    for (String piece : new String[] {"a/", "Closes ", "A", "#1,", "A-", "(", "Co-authored-by: "}) {
      String message = piece.repeat(1_000_000 / piece.length());
      assertTimeout(Duration.ofSeconds(10), () -> MessageFacts.of("feat(" + message, false));
      assertTimeout(Duration.ofSeconds(10), () -> MessageFacts.of(message, false));
    }
  }
}
