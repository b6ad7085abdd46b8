package dev.createdump.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is no comment stays, whatever it looks like; `\n` in a row is the end of a line.
class StripperTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¬',
      textBlock =
          """
          JavaScript ¦ let r = /[/*]/;\\nkeepA();\\nlet q = "*/";
          JavaScript ¦ let t = `${f(`a`)} // text`; // c
          TSX ¦ let t = <p>see // this</p>;
          Shell ¦ cat > conf <<EOF\\n# a line of the file\\nEOF
          Shell ¦ echo ${#list[@]} # c
          Shell ¦ awk '\\n# of awk\\n' f
          Shell ¦ x="$(echo "a # b")"
          Dockerfile ¦ RUN <<EOF\\n# a line\\nEOF
          Dockerfile ¦ # c\\nFROM a\\n  ENV COLOR #fff
          C ¦ int a; // c \\\\n keep();
          C++ ¦ // c \\  \\nkeep();
          Makefile ¦ # c \\\\nkeep = 1
          Ruby ¦ a = <<~EOF\\n# a line\\nEOF
          Ruby ¦ a = %q(# no)
          PHP ¦ <?php $a = <<<EOF\\n# a line\\nEOF;
          PHP ¦ <?php\\n#[Route("x")]\\nfunction a() {}
          Perl ¦ print <<EOF;\\n# a line\\nEOF
          Perl ¦ my $a = q(it # no);
          YAML ¦ run: |\\n  #!/bin/bash\\n  # keep\\n
          YAML ¦ run: >-  # c\\n  # keep\\n
          C# ¦ var a = \"""\\n// keep\\n\""";
          C# ¦ var a = @"c:\\"; var b = "// x"; // c
          C# ¦ var a = $@"\\n// keep\\n";
          Lua ¦ a = [[ -- in ]]
          Lua ¦ a = [==[\\n-- in ]==]
          Swift ¦ let a = #"\\"# // c
          Kotlin ¦ val a = \"""\\\"""; val b = "// x" // c
          Rust ¦ let a = r#"" // in "#;
          Rust ¦ let a = '"'; f("a // b");
          C++ ¦ auto a = R"(\\n// keep\\n)";
          Go ¦ var a = `\\`; var b = "` // x"
          Go ¦ a := '"' // c
          OCaml ¦ let a = 1 (* a (* b *) c *)
          Haskell ¦ {-# LANGUAGE GADTs #-}
          SQL ¦ select 'a\\n-- keep\\n';
          SQL ¦ select '\\' + '-- x' -- c
          INI ¦ colour = #fff
          Vim script ¦ let a = "b"
          Assembly ¦ mov r0, #1
          SCSS ¦ a { b: url(//c/d.png) }
          """)
  void inDoubtAllStays(String language, String text) {
    String real = text.replace("\\n", "\n");
    assertThat(scan(language).isUnsure(bytes(real))).isTrue();
    assertThat(stripped(language, real)).isEqualTo(real);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¬',
      textBlock =
          """
          Java ¦ /* a */\\nint a = 4 / 2; // b\\nc = "// d"; ¦ int a = 4 / 2;\\nc = "// d";
          JavaScript ¦ // a\\nb = 'http://c'; /* d */\\ne = `f`; ¦ b = 'http://c';\\ne = `f`;
          Python ¦ # a\\nb = "#c" # d ¦ b = "#c"
          Shell ¦ #!/bin/sh\\n# a\\necho "$b" # it's c ¦ #!/bin/sh\\necho "$b"
          YAML ¦ a: b # c\\n# d\\ne: [f] ¦ a: b\\ne: [f]
          Go ¦ // a\\nb := `c` // d ¦ b := `c`
          Rust ¦ fn a<'b>(c: &'b str) {} // d ¦ fn a<'b>(c: &'b str) {}
          C# ¦ // a\\nvar b = $"{c} d"; // e ¦ var b = $"{c} d";
          Kotlin ¦ val a = "${b} c" // d ¦ val a = "${b} c"
          SQL ¦ select 'it''s' -- a ¦ select 'it''s'
          Lua ¦ --[[ a ]]\\nb = c[d] -- e ¦ b = c[d]
          Dockerfile ¦ # a # b\\nRUN ["b"]\\n  # c; d\\nRUN e; f ¦ RUN ["b"]\\nRUN e; f
          C ¦ a = '\\\\'; // \\ b\\nc(); ¦ a = '\\\\';\\nc();
          """)
  void commentsGoWhereTheyAreOnesForSure(String language, String text, String left) {
    assertThat(stripped(language, text.replace("\\n", "\n"))).isEqualTo(left.replace("\\n", "\n"));
  }

  @Test
  void doubtsNameLanguagesThatHaveComments() {
    TreeSet<String> unknown = new TreeSet<>();
    for (List<String> row : Resources.rows("doubts.tsv")) {
      unknown.addAll(row.subList(2, row.size()));
    }
    unknown.removeIf(language -> Languages.load().commentSyntax(language).isPresent());
    assertThat(unknown).isEmpty();
  }

  private static CommentScan scan(String language) {
    return Languages.load().commentScan(language).orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String stripped(String language, String text) {
    StringBuilder left = new StringBuilder();
    for (int[] kept : new Stripper(scan(language), false).kept(bytes(text))) {
      left.append(text, kept[0], kept[1]);
    }
    return left.toString();
  }
}
