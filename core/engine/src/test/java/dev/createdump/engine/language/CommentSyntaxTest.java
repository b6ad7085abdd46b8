package dev.createdump.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.language.CommentSyntax.Block;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommentSyntaxTest {
  private final Languages languages = Languages.load();

  private CommentSyntax of(String language) {
    return languages.commentSyntax(language).orElseThrow();
  }

  @Test
  void familiesAreTold() {
    assertThat(of("Java"))
        .isEqualTo(
            new CommentSyntax(
                List.of("//"), List.of(new Block("/*", "*/")), List.of("\"\"\"", "\"", "'")));
    assertThat(of("Python").lineComments()).containsExactly("#");
    assertThat(of("Python").stringDelimiters()).startsWith("\"\"\"", "'''");
    assertThat(of("SQL").lineComments()).containsExactly("--");
    assertThat(of("Lua").blockComments()).containsExactly(new Block("--[[", "]]"));
    assertThat(of("Common Lisp").lineComments()).containsExactly(";");
    assertThat(of("HTML").blockComments()).containsExactly(new Block("<!--", "-->"));
    assertThat(of("TeX").lineComments()).containsExactly("%");
    assertThat(of("Batchfile").lineComments()).contains("::", "REM ");
    assertThat(of("INI").lineComments()).containsExactly("#", ";");
    assertThat(of("Smalltalk").blockComments()).containsExactly(new Block("\"", "\""));
  }

  @Test
  void unknownLanguagesHaveNone() {
    assertThat(languages.commentSyntax("JSON")).isEmpty();
    assertThat(languages.commentSyntax("")).isEmpty();
  }

  @Test
  void emptyDelimitersAreRefused() {
    assertThatThrownBy(() -> new Block("/*", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CommentSyntax(List.of(""), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listsAreCopied() {
    List<String> lines = new ArrayList<>(List.of("//"));
    CommentSyntax syntax = new CommentSyntax(lines, List.of(), List.of());
    lines.add("#");
    assertThat(syntax.lineComments()).containsExactly("//");
  }
}
