package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.GitDumps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages of what the real git writes about real changes.
class HtmlOfRealDiffTest {
  private static final long SEED = 20_261_121;

  @TempDir Path repository;

  @Test
  void everyLineOfEveryHunkStandsOnThePage() throws IOException {
    Dump dump = randomChange();
    Document page = Jsoup.parse(Pages.text(dump));
    List<String> shown = new ArrayList<>();
    for (Element file : page.select(".f")) {
      for (Element part : file.select("> .h, > .c")) {
        shown.addAll((part.hasClass("h") ? part : part.child(0)).wholeText().lines().toList());
      }
    }
    List<String> expected = new ArrayList<>();
    dump.forEachFile(file -> expected.addAll(hunkLines(file.patch().bytes())));
    assertThat(shown).as("seed " + SEED).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void namesThatGitQuotesAreShownAsTheyAre() throws IOException {
    List<String> names =
        List.of("a \"b\" \\c.txt", "-dash", "\u65E5\u672C.txt", "tab\there", "<i>");
    GitDumps.git(repository, "init", "-q");
    String base = GitDumps.commitAll(repository, "nothing");
    for (String name : names) {
      Files.writeString(repository.resolve(name), "text of " + name + "\n");
    }
    Files.write(repository.resolve("data.bin"), new byte[] {0, 1, 2, 3});
    String head = GitDumps.commitAll(repository, "odd names");
    Dump dump = GitDumps.between(repository, base, head).build();
    Document page = Jsoup.parse(Pages.text(dump));
    assertThat(page.select(".f h3 bdi").stream().map(Element::wholeText))
        .containsExactlyInAnyOrder(
            "a \"b\" \\c.txt", "-dash", "\u65E5\u672C.txt", "tab\there", "<i>", "data.bin");
    assertThat(page.select(".f[data-t=binary]")).hasSize(1);
    assertThat(dump.header().statistics().byState().get(FileState.BINARY)).isEqualTo(1);
  }

  /// Many files with lines taken out, put in and changed, most of them in the middle.
  private Dump randomChange() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    GitDumps.git(repository, "init", "-q");
    List<List<String>> files = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      List<String> lines = new ArrayList<>();
      for (int n = random.nextInt(900); n > 0; n--) {
        lines.add("line " + random.nextInt(1000) + " <&> \"caf\u00E9\" \t end");
      }
      files.add(lines);
    }
    String base = commit(files);
    for (List<String> lines : files) {
      for (int edits = random.nextInt(20); edits > 0; edits--) {
        edit(lines, random);
      }
    }
    return GitDumps.between(repository, base, commit(files)).build();
  }

  private static void edit(List<String> lines, SplittableRandom random) {
    int at = random.nextInt(lines.size() + 1);
    switch (random.nextInt(3)) {
      case 0 -> lines.add(at, "new line " + random.nextInt());
      case 1 -> lines.subList(at, Math.min(lines.size(), at + random.nextInt(400))).clear();
      default -> lines.replaceAll(line -> random.nextInt(200) == 0 ? line + " changed" : line);
    }
  }

  private String commit(List<List<String>> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      String end = i % 3 == 0 ? "" : "\n";
      Files.writeString(
          repository.resolve("file" + i + ".txt"), String.join("\n", files.get(i)) + end);
    }
    return GitDumps.commitAll(repository, "state");
  }

  /// The lines from the first `@@` on, with its counts spelled out and without trailing space.
  private static List<String> hunkLines(byte[] patch) {
    List<String> lines = new ArrayList<>();
    boolean inHunks = false;
    for (String line : new String(patch, StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("@@ ")) {
        inHunks = true;
        lines.add(spelledOut(line));
      } else if (inHunks) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String spelledOut(String heading) {
    String full =
        heading
            .replaceFirst("^@@ -(\\d+) ", "@@ -$1,1 ")
            .replaceFirst(" \\+(\\d+) @@", " +$1,1 @@");
    return full.endsWith("@@") ? full + " " : full;
  }
}
