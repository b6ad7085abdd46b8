package dev.createdump.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.dump.HostileTexts;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class MarkdownCutTest {
  private static final Pattern NOTE =
      Pattern.compile("\n\\*\\*Shown (\\d+) of (\\d+) lines\\.\\*\\* Look there\\.\n$");

  private static String document(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int block = 0; block < 30; block++) {
      String fence = List.of("```", "````", "~~~", "`````````").get(random.nextInt(4));
      text.append("## ").append(block).append("\n\n").append(fence).append("diff\n");
      for (int line = random.nextInt(20); line > 0; line--) {
        // As in a dump: no line of a block has a run as long as its fence.
        String content = HostileTexts.next(random).replaceAll("[\r\n]", "").replace("`", "'");
        text.append(" +-".charAt(random.nextInt(3))).append(content.replace("~", "-"));
        text.append('\n');
      }
      text.append(fence).append("\n\n");
    }
    return text.toString();
  }

  @Test
  void theBeginningWithinTheLimitWithEveryFenceClosed() {
    for (int seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String whole = document(random);
      int limit = 200 + random.nextInt(whole.length() - 200);
      String cut = MarkdownCut.to(whole, limit, "Look there.");

      assertThat(cut.length()).as("seed %d", seed).isLessThanOrEqualTo(limit);
      Matcher note = NOTE.matcher(cut);
      assertThat(note.find()).as("seed %d: the note is not within a block", seed).isTrue();
      int shown = Integer.parseInt(note.group(1));
      List<String> lines = whole.lines().toList();
      assertThat(Integer.parseInt(note.group(2))).isEqualTo(lines.size());
      assertThat(cut.lines().limit(shown)).as("seed %d", seed).isEqualTo(lines.subList(0, shown));

      Node last = Parser.builder().build().parse(cut).getLastChild();
      assertThat(last)
          .as("seed %d: the note is a paragraph of its own", seed)
          .isInstanceOf(Paragraph.class);
      assertThat(last.getParent()).isInstanceOf(Document.class);
      for (Node node = last; node != null; node = node.getPrevious()) {
        if (node instanceof FencedCodeBlock block) {
          assertThat(block.getLiteral()).as("seed %d", seed).doesNotContain("**Shown");
        }
      }
    }
  }

  @Test
  void asMuchAsFits() {
    String whole = "line\n".repeat(10_000);
    String cut = MarkdownCut.to(whole, 20_000, "Look there.");
    assertThat(cut.length()).isBetween(19_990, 20_000);
  }

  @Test
  void whatFitsIsLeftAlone() {
    assertThat(MarkdownCut.to("a\n", 2, "x")).isEqualTo("a\n");
  }

  @Test
  void oneEndlessLineIsNotCutInTheMiddle() {
    String cut = MarkdownCut.to("\ud83d\ude00".repeat(5000), 1000, "Look there.");
    assertThat(cut).isEqualTo("\n**Shown 0 of 1 lines.** Look there.\n");
  }

  @Test
  void aFenceLongerThanTheLimitIsNotBegun() {
    String fence = "`".repeat(900);
    String cut = MarkdownCut.to("# t\n\n" + fence + "\nx\n" + fence + "\n", 1000, "Look there.");
    assertThat(cut).startsWith("# t\n\n\n**Shown 2 of 5 lines.**");
  }
}
