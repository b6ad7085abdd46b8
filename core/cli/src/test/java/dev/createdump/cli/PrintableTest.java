package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the runner would take for a command.
class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        "\u00a0",
        "\u2007",
        "\u202f",
        "\u1680",
        "\u2003",
        "\u2028",
        "\u205f",
        "\u3000",
        "\u0085",
        "\ufeff",
        " \u00a0 \t"
      })
  void aCommandBehindAnyBlank(String blank) {
    // What stands visible in its place ends the blanks.
    assertThat(Printable.line(blank + "::error::x")).matches(".*(:⟦U\\+003A⟧|⟧::)error.*");
    assertThat(Printable.lines("a\n" + blank + "::error::x\n"))
        .matches("(?s)a\n.*(:⟦U\\+003A⟧|⟧::)error.*");
    assertThat(Printable.line(blank + "##[error]x")).doesNotContain("##[");
  }
}
