package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineNumbersTest {
  private final LineNumbers numbers = new LineNumbers();

  @Test
  void countsOverEveryCarry() {
    StringBuilder expected = new StringBuilder();
    numbers.startAt(1);
    for (int i = 1; i <= 12_345; i++) {
      numbers.numbered();
      expected.append(i).append('\n');
    }
    assertThat(text()).isEqualTo(expected.toString());
  }

  @Test
  void blankLinesAreNotCountedAndClearingGoesOn() {
    numbers.startAt(9);
    numbers.numbered();
    numbers.blank();
    numbers.numbered();
    assertThat(text()).isEqualTo("9\n\n10\n");
    numbers.clear();
    numbers.numbered();
    assertThat(text()).isEqualTo("11\n");
  }

  @Test
  void theLargestNumberHasASuccessor() {
    numbers.startAt(Integer.MAX_VALUE);
    numbers.numbered();
    numbers.numbered();
    assertThat(text()).isEqualTo("2147483647\n2147483648\n");
  }

  private String text() {
    return new String(numbers.bytes(), 0, numbers.size(), StandardCharsets.US_ASCII);
  }
}
