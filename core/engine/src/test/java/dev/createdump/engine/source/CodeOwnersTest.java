package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who owns what.
class CodeOwnersTest {
  private static final CodeOwners OWNERS =
      CodeOwners.parse(
          """
          # everything
          *            @acme/all
          *.js         @acme/web @eve  # the front
          /build/logs/ doc@example.org
          apps/        @acme/apps
          /apps/github
          [Section]
          /deep/**/x   @acme/x
          """);

  @Test
  void theLastLineThatMatchesDecides() {
    assertThat(OWNERS.of("README.md")).containsExactly("@acme/all");
    assertThat(OWNERS.of("a/b/c.js")).containsExactly("@acme/web", "@eve");
    assertThat(OWNERS.of("build/logs/a/b")).containsExactly("doc@example.org");
    assertThat(OWNERS.of("x/apps/y.js")).containsExactly("@acme/apps");
    assertThat(OWNERS.of("apps/github/z")).as("nobody's on purpose").isEmpty();
    assertThat(OWNERS.of("deep/a/b/x")).containsExactly("@acme/x");
    assertThat(OWNERS.of("build/logs.txt")).containsExactly("@acme/all");
  }

  @Test
  void counts() {
    assertThat(OWNERS.count(List.of("a.js", "b.js", "c", "apps/github/z")))
        .isEqualTo(Map.of("@acme/web", 2, "@eve", 2, "@acme/all", 1));
    assertThat(CodeOwners.parse("").count(List.of("a"))).isEmpty();
  }

  @Test
  void aHostileFileIsBounded() {
    CodeOwners many = CodeOwners.parse("**/a*b*c*d*e*f @x\n".repeat(100_000));
    assertThat(many.of("a".repeat(200) + "/" + "abcdef".repeat(50))).hasSizeLessThan(2);
    assertThat(CodeOwners.parse("* @" + "x".repeat(5000)).of("a")).isEmpty();
  }
}
