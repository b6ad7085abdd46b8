package dev.createdump.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.HostileTexts;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a JSON reader gets back out of a dump.
class JsonRendererTest {
  /// Every scalar by its path, such as `files.path`, in the order of the document.
  private static Map<String, List<String>> read(Dump dump) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonRenderer().render(dump, out);
    Map<String, List<String>> values = new TreeMap<>();
    try (JsonParser parser = Json.factory().createParser(out.toByteArray())) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        if (t.isScalarValue()) {
          String path = parser.getParsingContext().pathAsPointer().toString();
          String plain = path.replaceAll("/\\d+", "").substring(1);
          values.computeIfAbsent(plain, _ -> new ArrayList<>()).add(parser.getText());
        }
      }
    }
    return values;
  }

  @Test
  void hostileTextComesBackAsItWas() throws IOException {
    for (int seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String title = HostileTexts.next(random);
      String author = HostileTexts.next(random);
      String line = HostileTexts.next(random).replace("\n", "");
      List<String> paths = List.of(HostileTexts.next(random), HostileTexts.next(random));
      String old = HostileTexts.next(random);
      Dump dump =
          TestDumps.dump()
              .title(title)
              .author(author)
              .file(
                  TestFile.file(paths.get(0))
                      .renamedFrom(old, 70)
                      .patch("@@ -3 +4 @@ " + line + "\n-a\n+" + line + "\n")
                      .content((line + "\n").getBytes(StandardCharsets.UTF_8)))
              .file(TestFile.file(paths.get(1)).state(FileState.BINARY, "").patch("x"))
              .build();
      Map<String, List<String>> json = read(dump);
      assertThat(json).as("seed %d", seed).containsEntry("title", List.of(title));
      assertThat(json).as("seed %d", seed).containsEntry("authors/name", List.of(author));
      assertThat(json).as("seed %d", seed).containsEntry("files/path", paths);
      assertThat(json).as("seed %d", seed).containsEntry("files/oldPath", List.of(old));
      assertThat(json)
          .as("seed %d", seed)
          .containsEntry("files/hunks/lines", List.of("-a", "+" + line));
      assertThat(json).as("seed %d", seed).containsEntry("files/hunks/section", List.of(line));
      assertThat(json).as("seed %d", seed).containsEntry("files/content", List.of(line + "\n"));
    }
  }

  @Test
  void linesOfOtherEncodingsBecomeUnicode() throws IOException {
    Charset latin1 = StandardCharsets.ISO_8859_1;
    Dump dump =
        TestDumps.dump()
            .file(TestFile.file("a").charset(latin1).patch("@@ -0,0 +1 @@\n+caf\u00e9\n"))
            .build();
    assertThat(read(dump)).containsEntry("files/hunks/lines", List.of("+caf\u00e9"));
  }

  @Test
  void sameInputSameBytes() throws IOException {
    TestDumps dump = TestDumps.dump().file(TestFile.added("a", "b"));
    assertThat(read(dump.build())).isEqualTo(read(dump.build()));
  }
}
