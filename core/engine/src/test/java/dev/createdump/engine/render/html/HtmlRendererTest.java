package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpFile.Entry;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class HtmlRendererTest {
  private final Dump everything = Pages.everything();
  private final Document page = parse(everything);

  @Test
  void theSameDumpGivesTheSameBytes() {
    assertThat(Pages.render(everything)).isEqualTo(Pages.render(Pages.everything()));
  }

  @Test
  void thePageIsWellFormed() {
    for (Dump dump : List.of(everything, Pages.hostile(), TestDumps.dump().build())) {
      Parser parser = Parser.htmlParser().setTrackErrors(50);
      parser.parseInput(Pages.text(dump), "");
      assertThat(parser.getErrors()).isEmpty();
    }
  }

  @Test
  void everyPathStandsInLedgerListAndFiles() {
    assertThat(page.select("#ledger tbody tr")).hasSize(everything.header().ledger().size());
    for (Entry entry : everything.header().ledger()) {
      Element row = page.select("#ledger tbody tr").get(entry.index());
      assertThat(row.select("a").attr("href")).isEqualTo("#f" + entry.index());
      assertThat(last(row, "a bdi").text()).isEqualTo(entry.path().value());
      assertThat(row.child(1).text()).isEqualTo(entry.status().label());
      assertThat(row.child(2).text()).isEqualTo(entry.state().label());
      assertThat(row.child(3).text()).isEqualTo(entry.reason().value());
      Element file = page.expectFirst("#f" + entry.index());
      assertThat(last(file, "summary h3 bdi").text()).isEqualTo(entry.path().value());
      assertThat(file.attr("data-t")).isEqualTo(entry.state().label());
      assertThat(page.select("#list a[href=#f" + entry.index() + "]")).hasSize(1);
    }
  }

  @Test
  void whatIsNotShownSaysWhyAndThatThePatchHasIt() {
    assertThat(note("logo.png"))
        .isEqualTo("Binary: not shown as text. The patch carries it: 12,345 bytes there.");
    assertThat(note("big.json")).contains("limit", "Too large", "The patch carries it: 99 bytes");
    assertThat(note("x.lock")).contains("rule *.lock of create-dump.toml").doesNotContain("patch");
    assertThat(note("odd.bin")).contains("known encoding", "The patch carries it");
    assertThat(note("moved.txt")).isEqualTo("The content is unchanged.");
    assertThat(note("empty.txt")).isEqualTo("The file is new and empty.");
    assertThat(note("app.yml")).isEqualTo("1 secret hidden");
  }

  @Test
  void aFileSaysWhatHappenedToIt() {
    Element summary = file("src/b.sh").child(0);
    assertThat(summary.text())
        .isEqualTo("R src/a.sh \u2192 src/b.sh mode 100644 \u2192 100755 90% similar +1 \u22121");
    assertThat(summary.select("abbr").attr("title")).isEqualTo("renamed");
    assertThat(file("app.yml").select(".tag").eachText()).containsExactly("2 secrets", "redacted");
  }

  @Test
  void hunksHaveTheirLinesAndNumbers() {
    Element file = file("src/Edited.java");
    assertThat(file.select("> .h").eachText())
        .containsExactly("@@ -9,3 +9,4 @@ class Edited {", "@@ -40,1 +41,1 @@");
    Element chunk = file.expectFirst("> .c");
    assertThat(chunk.child(0).html())
        .isEqualTo(" int a;\n<del>-int b = 1;\n</del><ins>+int b = 2;\n+int c;\n</ins> int d;\n");
    assertThat(chunk.child(1).wholeText()).isEqualTo("9\n10\n\n\n11\n");
    assertThat(chunk.child(2).wholeText()).isEqualTo("9\n\n10\n11\n12\n");
    assertThat(last(file, "> .c").wholeText())
        .isEqualTo("-old\n\\ No newline at end of file\n+new\n40\n\n\n\n\n41\n");
  }

  @Test
  void theWholeTextIsThereWhereItWasAskedFor() {
    Element whole = file("src/Edited.java").expectFirst("details.whole .c");
    assertThat(whole.child(0).wholeText()).isEqualTo(" class Edited {\n \n }\n");
    assertThat(whole.child(2).wholeText()).isEqualTo("1\n2\n3\n");
    assertThat(page.select("details.whole")).hasSize(1);
  }

  @Test
  void findingsPutSecretsAndWhatIsNewFirst() {
    assertThat(page.select("#findings h3").eachText())
        .containsExactly(
            "Secrets introduced",
            "Secrets already present",
            "To-dos introduced",
            "To-dos resolved");
    Element introduced = page.expectFirst("#findings a");
    assertThat(introduced.attr("href")).isEqualTo("#f11");
    assertThat(introduced.attr("data-l")).isEqualTo("R1");
    assertThat(last(page, "#findings a").attr("data-l")).isEqualTo("L10");
  }

  @Test
  void linesThatEndOtherwiseThanTheFirstAreMarked() {
    Document mixed =
        parse(
            TestDumps.dump()
                .file(TestFile.file("lf").patch("@@ -1,2 +1,3 @@\n a\n-b\n+b\r\n+c\r\n"))
                .file(TestFile.file("crlf").patch("@@ -1,2 +1,2 @@\n a\r\n-b\r\n+b\n"))
                .file(TestFile.file("all").patch("@@ -1 +1 @@\n-a\r\n+b\r\n"))
                .file(
                    TestFile.file("unfinished")
                        .patch("@@ -1 +1,2 @@\n a\r\n+b\n\\ No newline at end of file\n"))
                .build());
    assertThat(mixed.select("#f0 .c u").eachText()).containsExactly("CR", "CR");
    assertThat(mixed.select("#f1 .c u").eachText()).containsExactly("LF");
    assertThat(mixed.select("#f2 .c u, #f3 .c u")).isEmpty();
    assertThat(mixed.wholeText()).doesNotContain("\r");
  }

  @Test
  void aChangeOfEncodingIsReadLineByLine() {
    byte[] patch = "@@ -1 +1 @@\n-caf?\n+caf\u00E9\n".getBytes(StandardCharsets.UTF_8);
    patch[16] = (byte) 0xE9;
    Document page =
        parse(
            TestDumps.dump()
                .file(TestFile.file("a").charset(StandardCharsets.ISO_8859_1).patch(patch))
                .build());
    assertThat(page.select("#f0 del, #f0 ins").eachText())
        .containsExactly("-caf\u00E9", "+caf\u00E9");
  }

  @Test
  void anEscapedPathSaysSo() {
    Document page =
        parse(TestDumps.dump().file(TestFile.added("a\\xFF", "x").pathsEscaped()).build());
    assertThat(page.select("#f0 .m").text()).isEqualTo("path escaped");
  }

  @Test
  void longFilesAreCutIntoChunksThatLoseNothing() {
    Document large = parse(Pages.large(1));
    assertThat(large.select("#f0 .c.big")).hasSizeGreaterThan(1);
    StringBuilder numbers = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    for (Element chunk : large.select("#f0 > .c")) {
      lines.append(chunk.child(0).wholeText());
      numbers.append(chunk.child(2).wholeText());
    }
    assertThat(numbers.toString().lines()).hasSize(2020).endsWith("2020");
    assertThat(lines.toString().lines())
        .hasSize(2020)
        .allMatch(line -> line.startsWith("+    call(\"some text\", "));
    assertThat(large.expectFirst("#f0").hasAttr("open")).as("long files start closed").isFalse();
  }

  @Test
  void thePolicyAllowsTheTwoAssetsAndNothingElse() throws Exception {
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy.split("; "))
        .containsExactly(
            "default-src 'none'",
            "style-src 'sha256-" + sha256(page.expectFirst("style").data()) + "'",
            "script-src 'sha256-" + sha256(page.expectFirst("script").data()) + "'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");
  }

  @Test
  void hostileTextStaysText() {
    Document hostile = parse(Pages.hostile());
    assertThat(hostile.select("script")).hasSize(1);
    assertThat(hostile.select("style")).hasSize(1);
    assertThat(hostile.select("img, base, iframe, object, embed, form, textarea")).isEmpty();
    assertThat(hostile.select("link")).hasSize(1);
    for (Element element : hostile.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
      }
      assertThat(element.childNodes()).noneMatch(Comment.class::isInstance);
    }
    assertThat(hostile.select("h1").text()).startsWith("</title><script>");
    assertThat(hostile.title()).contains("</title><script>", "[U+202E]title");
    assertThat(hostile.select("#f1 u").eachText())
        .contains("U+202E", "U+2066", "U+2069", "U+0000", "U+001B", "U+0008");
    assertThat(Pages.text(Pages.hostile()))
        .doesNotContainPattern("[\u202A-\u202E\u2066-\u2069\u200B\u0000]");
  }

  @Test
  void onlyAWebAddressOfThePullRequestIsALinkOutside() {
    assertThat(parse(Pages.hostile()).select("[href]:not([href^=#]):not([href='data:,'])"))
        .isEmpty();
    Element link = page.expectFirst("[href]:not([href^=#]):not([href='data:,'])");
    assertThat(link.attr("href")).isEqualTo("https://github.com/acme/tool/pull/42");
    assertThat(link.attr("rel")).isEqualTo("noopener noreferrer");
    assertThat(page.select("[src]")).isEmpty();
  }

  @Test
  void everyAnchorLeadsSomewhereAndNoIdStandsTwice() {
    for (Element link : page.select("a[href^=#]")) {
      assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
    }
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    for (Element labelled : page.select("[aria-labelledby]")) {
      assertThat(ids).contains(labelled.attr("aria-labelledby"));
    }
  }

  @Test
  void statisticsNameLanguagesDirectoriesAndLargestFiles() {
    assertThat(page.select("#statistics h3").eachText())
        .containsExactly("Languages", "Directories", "Largest changes");
    assertThat(page.expectFirst("#statistics .shares").text()).contains("Java 1 file +3 \u22122");
    assertThat(page.select(".tiles").text()).startsWith("12 files +");
    assertThat(page.select("#ledger summary .tag").eachText())
        .contains("1 binary", "1 excluded", included() + " included", "secrets hidden in 1 patch");
  }

  @Test
  void aDumpWithoutPullRequestOrFilesIsAPageToo() {
    Document empty = parse(TestDumps.dump().withoutPullRequest().build());
    assertThat(empty.select(".repo").text()).isEqualTo("github.com / acme/tool");
    assertThat(empty.select(".f")).isEmpty();
    assertThat(empty.select("#findings").text()).contains("Nothing found.");
  }

  private int included() {
    return everything.header().statistics().byState().getOrDefault(FileState.INCLUDED, 0);
  }

  private Element file(String path) {
    for (Element file : page.select(".f")) {
      if (last(file, "h3 bdi").text().equals(path)) {
        return file;
      }
    }
    throw new AssertionError("no file " + path);
  }

  private String note(String path) {
    return String.join(" ", file(path).select("> .note").eachText());
  }

  private static Element last(Element element, String query) {
    List<Element> found = element.select(query);
    return found.get(found.size() - 1);
  }

  private static Document parse(Dump dump) {
    Document document = Jsoup.parse(Pages.text(dump));
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static String sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
