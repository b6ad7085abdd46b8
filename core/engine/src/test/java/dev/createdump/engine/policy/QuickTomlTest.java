package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick parser against the whole one: what it takes, both understand alike.
class QuickTomlTest {
  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "[[",
          "]]",
          "{",
          "}",
          "=",
          " = ",
          ".",
          ",",
          ", ",
          "\n",
          "\r\n",
          "\r",
          " ",
          "\t",
          "#",
          "# c\n",
          "\"",
          "'",
          "\"\"\"",
          "'''",
          "a",
          "b",
          "a.b",
          "c-d",
          "\"q k\"",
          "'l'",
          "1",
          "-7",
          "+7",
          "007",
          "1_0",
          "1.5",
          "0x1f",
          "true",
          "false",
          "2027-06-30",
          "\\",
          "\\n",
          "\\\"",
          "ü",
          "\u0000",
          "\u0085",
          "[a]\n",
          "[a.b]\n",
          "[[r]]\n",
          "[[r.s]]\n",
          "a = 1\n",
          "b.c = 'x'\n",
          "a.b.c = [1, 2]\n",
          "t = { x = 1, y = 'z' }\n",
          "l = [\n 1, # one\n 2,\n]\n",
          "s = \"a\\\"b\"\n",
          "[r.t]\n",
          "x = [{ a = 1 }, { a = 2 }]\n",
          "\u2028",
          "👍",
          "\"\"",
          "''",
          "e = \"\"\n",
          "k = ''\n",
          "[x]\n",
          "[y]\n");

  private static TomlReader.Parsed whole(String text) {
    return WholeToml.parse(text);
  }

  private static boolean agrees(String text) {
    TomlNode.Table quick = QuickToml.parse(text);
    if (quick == null) {
      return false;
    }
    TomlReader.Parsed parsed = whole(text);
    assertThat(parsed.errors()).as(text).isEmpty();
    assertThat(quick).as(text).isEqualTo(parsed.root());
    assertThat(quick.toString()).as("order of %s", text).isEqualTo(parsed.root().toString());
    return true;
  }

  @Test
  void nobodysSoupOfPiecesIsTakenForSomethingElse() {
    int taken = 0;
    for (int seed = 0; seed < 60_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 14); n > 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      taken += agrees(text.toString()) ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(1000);
  }

  @Test
  void randomLinesInRandomOrder() {
    List<String> lines = PIECES.stream().filter(piece -> piece.endsWith("\n")).toList();
    int taken = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 9); n > 0; n--) {
        text.append(lines.get(random.nextInt(lines.size())));
      }
      taken += agrees(text.toString()) ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(5000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1 b = 2",
        "a = 1\na = 2",
        "[a]\n[a]",
        "[a]\nb = 1\n[a.b]",
        "a.b = 1\n[a]",
        "a = {}\n[a.b]",
        "a = []\n[[a]]",
        "a = { b = 1, }",
        "a = { b = 1\n}",
        "a = [1,,2]",
        "a = 01",
        "a = 1.",
        "a = '''x'''",
        "a = \"\\x\"",
        "a =",
        "= 1",
        "a",
        "[a",
        "[]",
        "[a]b = 1",
        "a.b = 1\na.b.c = 2",
        "a = \"x\ny\"",
        "a = 99999999999999999999",
        "a = tru",
        "a = truex"
      })
  void whatIsWrongOrRareIsLeftToTheOther(String text) {
    assertThat(QuickToml.parse(text)).isNull();
  }

  @Test
  void whatPeopleWriteIsTaken() {
    assertThat(agrees(ConfigInit.text())).isTrue();
    assertThat(
            agrees(
                """
                # Ours – with a dash
                [policy]
                version = "2026.11"
                message = "Fragen? \\"#platform\\""
                extends = ["org.toml#sha256=00"]

                [enforce.output]
                formats = { must_include = ["md", "json"] }

                [[when]]
                repository = [
                  "acme/*",  # all
                  'acme/**',
                ]
                enforce.scan.secrets = true
                [when.defaults.scan]
                todos = false
                [[when]]
                fork = true
                [when.enforce]
                output.max_file_size = { max = 1048576 }
                """))
        .isTrue();
  }
}
