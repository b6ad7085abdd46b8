package dev.createdump.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.HostileTexts;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.redact.SafeTexts;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static Summary.Links links(String name) {
    List<SealedFile> files = new ArrayList<>();
    for (String ending : List.of(".html", ".json", ".md", ".patch", ".sha256")) {
      files.add(new SealedFile(name + ending, "text/plain", 12, "ab".repeat(32)));
    }
    return new Summary.Links(
        files,
        "cd".repeat(32),
        List.of("file:///srv/evidence/v1/" + name + ".manifest.json", "file:///" + "x".repeat(900)),
        "https://github.com/acme/tool/actions/runs/1");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static TestDumps hostile(SplittableRandom random, int files) {
    TestDumps dump = TestDumps.dump().title(HostileTexts.next(random));
    for (int i = 0; i < 8; i++) {
      dump.note(HostileTexts.next(random).repeat(30));
    }
    for (int i = 0; i < files; i++) {
      String path = HostileTexts.next(random).repeat(1 + random.nextInt(9));
      dump.file(TestFile.file(path).patch("@@ -1 +1 @@\n-x\n+y\n"));
      DumpFinding.Kind kind =
          random.nextBoolean() ? DumpFinding.Kind.SECRET : DumpFinding.Kind.TODO;
      DumpFinding.Change change =
          random.nextBoolean() ? DumpFinding.Change.INTRODUCED : DumpFinding.Change.RESOLVED;
      dump.finding(TestDumps.finding(kind, change, i, path, i, HostileTexts.next(random)));
    }
    return dump;
  }

  private static void checkIsHarmless(String markdown, int seed) {
    List<String> problems = new ArrayList<>();
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlInline html) {
                problems.add(html.getLiteral());
              }

              @Override
              public void visit(HtmlBlock html) {
                String ours = "(</?details>|<details><summary>[A-Za-z0-9 ,()-]*</summary>)";
                if (!html.getLiteral().matches(ours)) {
                  problems.add(html.getLiteral());
                }
              }

              @Override
              public void visit(Image image) {
                problems.add("image " + image.getDestination());
              }

              @Override
              public void visit(Link link) {
                if (!link.getDestination().startsWith("https://github.com/acme/tool/actions/")) {
                  problems.add("link " + link.getDestination());
                }
              }

              @Override
              public void visit(Text text) {
                if (text.getLiteral().contains(HostileTexts.MARK)) {
                  problems.add("live text " + text.getLiteral());
                }
              }
            });
    assertThat(problems).as("seed %d", seed).isEmpty();
    assertThat(markdown.codePoints().filter(HiddenCharacters::isHidden))
        .as("seed %d", seed)
        .isEmpty();
  }

  /// How many rows a list says it shows, and of how many.
  private static void checkCounts(String markdown, String title, String row, int seed) {
    Matcher said = Pattern.compile(title + " \\((?:shown (\\d+) of )?(\\d+)\\)").matcher(markdown);
    if (!said.find()) {
      return;
    }
    int shown = Integer.parseInt(said.group(1) == null ? said.group(2) : said.group(1));
    String list = markdown.substring(said.end());
    Matcher end =
        Pattern.compile("\n\n(\\*\\*|<details>|</details>|Stored)|\n</details>").matcher(list);
    String own = end.find() ? list.substring(0, end.start() + 1) : list;
    assertThat(own.lines().filter(line -> line.matches(row)))
        .as("seed %d: %s", seed, said.group())
        .hasSize(shown);
  }

  @Test
  void staysWithinAnyLimitAndSaysWhatIsMissing() {
    for (int seed = 1; seed <= 120; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int limit = Summary.MIN_LIMIT + random.nextInt(seed % 2 == 0 ? 4_000 : 60_000);
      String name = "n".repeat(1 + random.nextInt(200));
      var header = hostile(random, random.nextInt(120)).build().header();
      String text = Summary.of(header, links(name), limit);
      assertThat(bytes(text)).as("seed %d", seed).isLessThanOrEqualTo(limit);
      checkIsHarmless(text, seed);
      checkCounts(text, "\\*\\*Secrets\\*\\*", "- (introduced|resolved) .*", seed);
      checkCounts(text, "\\*\\*To-dos\\*\\*", "- (introduced|resolved) .*", seed);
      checkCounts(text, "Files", "\\| [A-Z] \\| .*", seed);
      checkCounts(text, "SHA-256", "- `(ab){32}` .*", seed);
    }
  }

  @Test
  void namesWhatMattersFirst() {
    TestDumps dump = TestDumps.dump().file(TestFile.added("a.txt", "x"));
    var resolved = DumpFinding.Change.RESOLVED;
    var introduced = DumpFinding.Change.INTRODUCED;
    dump.finding(TestDumps.finding(DumpFinding.Kind.TODO, resolved, 0, "a.txt", 1, "old"));
    dump.finding(TestDumps.finding(DumpFinding.Kind.TODO, introduced, 0, "a.txt", 2, "new"));
    dump.finding(TestDumps.finding(DumpFinding.Kind.SECRET, introduced, 0, "a.txt", 3, "k=[x]"));
    String text = Summary.of(dump.build().header(), links("n"), 60_000);
    assertThat(text)
        .startsWith("### ")
        .contains("1 file, +1 −0")
        .contains("| Secrets | 1 introduced |")
        .contains("| To-dos | 1 introduced, 1 resolved |")
        .contains("**Secrets** (1)")
        .contains("Stored at `file:///srv/evidence/v1/n.manifest.json`")
        .contains("[this run](https://github.com/acme/tool/actions/runs/1)");
    assertThat(text.indexOf("github-token")).isLessThan(text.indexOf(": `new`"));
    assertThat(text.indexOf(": `new`")).isLessThan(text.indexOf(": `old`"));
  }

  @Test
  void aSecretsMarkIsNoReferenceToAnIssue() {
    var finding =
        new DumpFinding(
            DumpFinding.Kind.SECRET,
            "private-key",
            DumpFinding.Change.INTRODUCED,
            0,
            SafeTexts.text("a.bin"),
            0,
            0,
            SafeText.EMPTY,
            "#2");
    TestDumps dump = TestDumps.dump().file(TestFile.file("a.bin")).finding(finding);
    String text = Summary.of(dump.build().header(), links("n"), 60_000);
    assertThat(text).contains("- introduced `private-key` in `a.bin`: `#2`\n");
  }

  @Test
  void theBaseIsNamedWhereItIsNotTheMergeBase() {
    var header = TestDumps.dump().build().header();
    assertThat(Summary.of(header, links("n"), 60_000))
        .contains("| Base | `" + header.base().id().hex() + "` |");
  }

  @Test
  void anAddressThatIsNoPlainUrlIsNoLink() {
    var header = TestDumps.dump().build().header();
    for (String url : List.of("javascript:alert(1)", "https://x/) [y](z", "https://x/ y", "")) {
      Summary.Links links = new Summary.Links(List.of(), "", List.of(), url);
      assertThat(Summary.of(header, links, 60_000)).doesNotContain("](");
    }
  }
}
