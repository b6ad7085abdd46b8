package dev.createdump.engine.render.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.HostileTexts;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/// What a CommonMark reader with GitHub's tables makes of dumps full of hostile text.
class MarkdownPropertyTest {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static String render(Dump dump) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MarkdownRenderer().render(dump, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The plain way to say what MarkdownText does.
  private static String visible(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> out.append('␊');
                case '\r' -> out.append('␍');
                case '\t' -> out.append('␉');
                default ->
                    out.append(
                        HiddenCharacters.isHidden(c)
                            ? "⟦" + HiddenCharacters.label(c) + "⟧"
                            : Character.toString(c));
              }
            });
    return out.toString();
  }

  /// Everything in a document that a text could have become.
  private static final class Seen extends AbstractVisitor {
    private final List<String> codes = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<List<List<String>>> tables = new ArrayList<>();

    static Seen in(String markdown) {
      Seen seen = new Seen();
      PARSER.parse(markdown).accept(seen);
      return seen;
    }

    @Override
    public void visit(Code code) {
      codes.add(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
      blocks.add(block.getLiteral());
      if (!List.of("", "diff").contains(block.getInfo())) {
        problems.add("info " + block.getInfo());
      }
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      problems.add("indented code " + block.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      if (!html.getLiteral().matches("<a id=\"file-\\d+\">|</a>")) {
        problems.add("HTML " + html.getLiteral());
      }
    }

    @Override
    public void visit(HtmlBlock html) {
      problems.add("HTML " + html.getLiteral());
    }

    @Override
    public void visit(Image image) {
      problems.add("image " + image.getDestination());
    }

    @Override
    public void visit(Link link) {
      if (!link.getDestination().matches("#file-\\d+")) {
        problems.add("link " + link.getDestination());
      }
      visitChildren(link);
    }

    @Override
    public void visit(Text text) {
      if (text.getLiteral().contains(HostileTexts.MARK)) {
        problems.add("live text " + text.getLiteral());
      }
    }

    @Override
    public void visit(CustomBlock block) {
      if (block instanceof TableBlock) {
        tables.add(new ArrayList<>());
      }
      visitChildren(block);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow) {
        tables.getLast().add(new ArrayList<>());
      } else if (node instanceof TableCell) {
        tables.getLast().getLast().add(lastCode(node));
      }
      visitChildren(node);
    }

    private static String lastCode(Node cell) {
      Node last = cell.getLastChild();
      return last instanceof Code code ? code.getLiteral() : last == null ? "" : "?";
    }
  }

  @Test
  void hostileTextStaysText() throws IOException {
    for (int seed = 1; seed <= 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String title = HostileTexts.next(random);
      String author = HostileTexts.next(random);
      String subject = HostileTexts.next(random);
      String note = HostileTexts.next(random);
      String reason = HostileTexts.next(random);
      List<String> paths = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      TestDumps dump = TestDumps.dump().title(title).author(author).subject(subject).note(note);
      for (int i = 0; i < 3; i++) {
        String path = HostileTexts.next(random);
        String line = HostileTexts.next(random).replace("\n", "");
        paths.add(path);
        lines.add(line);
        TestFile file =
            TestFile.file(path)
                .patch("@@ -1 +1 @@ " + line + "\n-x\n+" + line + "\n")
                .content((line + "\nend\n").getBytes(StandardCharsets.UTF_8))
                .state(FileState.REDACTED, reason);
        dump.file(i == 1 ? file.renamedFrom(HostileTexts.next(random), 60) : file);
        dump.finding(
            TestDumps.finding(
                DumpFinding.Kind.TODO, DumpFinding.Change.INTRODUCED, i, path, 3, line));
      }
      String markdown = render(dump.build());
      Seen seen = Seen.in(markdown);

      assertThat(seen.problems).as("seed %d", seed).isEmpty();
      assertThat(seen.codes)
          .as("seed %d", seed)
          .contains(visible(title), visible(author), visible(subject), visible(note))
          .contains(visible(reason))
          .containsAll(paths.stream().map(MarkdownPropertyTest::visible).toList());
      assertThat(seen.codes.stream().filter(c -> c.contains(HostileTexts.MARK)))
          .as("seed %d: nothing is cut out of a longer text", seed)
          .allMatch(code -> code.indexOf(HostileTexts.MARK) == code.lastIndexOf(HostileTexts.MARK));
      assertThat(seen.blocks).as("seed %d", seed).hasSize(6);
      for (int i = 0; i < 3; i++) {
        String shown = visibleInBlock(lines.get(i));
        assertThat(seen.blocks.get(2 * i)).as("seed %d", seed).endsWith("\n-x\n+" + shown + "\n");
        assertThat(seen.blocks.get(2 * i + 1)).as("seed %d", seed).isEqualTo(shown + "\nend\n");
      }
      List<List<String>> ledger = seen.tables.getLast();
      assertThat(ledger).as("seed %d", seed).hasSize(4);
      for (int i = 0; i < 3; i++) {
        List<String> row = ledger.get(i + 1);
        assertThat(row).as("seed %d", seed).hasSize(4);
        assertThat(row.get(1)).as("seed %d", seed).isEqualTo(visible(paths.get(i)));
        assertThat(row.get(3)).as("seed %d", seed).isEqualTo(visible(reason));
      }
      assertThat(
              markdown
                  .codePoints()
                  .filter(c -> c == '\r' || HiddenCharacters.isHidden(c))
                  .mapToObj(HiddenCharacters::label))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  /// In a block a tab is a tab, and a carriage return is shown unless every line ends with one.
  private static String visibleInBlock(String line) {
    return visible(line.replace("\t", "<<tab>>")).replace("<<tab>>", "\t");
  }

  @Test
  void textOfBlanksAndBackticksKeepsThem() {
    for (String text :
        List.of(" ", "  ", "`", " a", "a ", "` `", " `", "a``b`", "`a`", "\\", "a|b")) {
      assertThat(Seen.in("x " + MarkdownText.code(text) + " y").codes)
          .as("<%s>", text)
          .containsExactly(text);
      String table = "| a | b |\n|---|---|\n| " + MarkdownText.cell(text) + " | `z` |\n";
      assertThat(Seen.in(table).codes).as("<%s> in a table", text).containsExactly(text, "z");
    }
  }

  @Test
  void aVeryLongTextIsShortenedBetweenCharacters() {
    for (int shift = 0; shift < 2; shift++) {
      String text = "x".repeat(shift) + "\ud83d\ude00".repeat(1000);
      String code = MarkdownText.code(text);
      assertThat(code.length()).isLessThan(310);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(code)).isTrue();
      assertThat(code).contains("…");
    }
  }

  @Test
  void fencesOutgrowTheirContent() throws IOException {
    StringBuilder patch = new StringBuilder("@@ -1,40 +1,40 @@\n");
    for (int i = 1; i <= 40; i++) {
      patch.append(' ').append("`".repeat(i)).append('\n');
    }
    String markdown =
        render(TestDumps.dump().file(TestFile.file("a").patch(patch.toString())).build());
    assertThat(markdown).contains("`".repeat(41) + "diff\n");
    assertThat(Seen.in(markdown).blocks).hasSize(1);
  }

  @Test
  void carriageReturnsAreShownUnlessEveryLineHasOne() throws IOException {
    String mixed =
        render(TestDumps.dump().file(TestFile.file("a").patch("@@ -1 +1 @@\n-a\r\n+b\n")).build());
    assertThat(mixed).contains("-a␍\n+b\n").doesNotContain("Lines end with CR LF");
    String all =
        render(
            TestDumps.dump().file(TestFile.file("a").patch("@@ -1 +1 @@\n-a\r\n+b\r\n")).build());
    assertThat(all).contains("-a\n+b\n").contains("Lines end with CR LF.");
  }

  @Test
  void aChangeOfNothingSaysSo() throws IOException {
    assertThat(render(TestDumps.dump().build()))
        .contains("Nothing changed between the merge base and the head.")
        .contains("0 files");
  }
}
