package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageStyleTest {
  private static final String CSS = text("base.css", "page.css");
  private static final String TREE_CSS = text("base.css", "tree.css");
  private static final String JS = text("page.js");
  private static final Pattern PAIR =
      Pattern.compile("--([a-z-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)");

  /// WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text, in both themes.
  @ParameterizedTest
  @CsvSource({
    "ink,ground",
    "ink,raised",
    "ink,here",
    "ink,add-line",
    "ink,del-line",
    "ink,add-edge",
    "ink,del-edge",
    "ink,add-word",
    "ink,del-word",
    "ink,warn-ground",
    "mute,ground",
    "mute,raised",
    "mute,here",
    "link,ground",
    "link,raised",
    "link,here",
    "add,ground",
    "add,raised",
    "add,here",
    "del,ground",
    "del,raised",
    "del,here",
    "del,del-line",
    "warn,warn-ground",
    "warn,raised",
    "seen,seen-ground"
  })
  void textStandsOut(String text, String ground) {
    Map<String, int[]> pairs = pairs();
    for (int theme = 0; theme < 2; theme++) {
      double a = luminance(colour(pairs, text, theme));
      double b = luminance(colour(pairs, ground, theme));
      double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      assertThat(contrast)
          .as("%s on %s, %s", text, ground, theme == 0 ? "light" : "dark")
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void assetsCannotEndTheirElementsAndAskForNothing() {
    for (String css : List.of(CSS, TREE_CSS)) {
      assertThat(css).doesNotContain("</", "url(", "@import", "\r");
    }
    assertThat(JS).doesNotContain("</", "<!--", "\r");
    assertThat(JS)
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("fetch(", "XMLHttpRequest", "import(", "WebSocket", "sendBeacon");
  }

  private static int colour(Map<String, int[]> pairs, String name, int theme) {
    return Objects.requireNonNull(pairs.get(name), name)[theme];
  }

  private static Map<String, int[]> pairs() {
    Map<String, int[]> pairs = new HashMap<>();
    Matcher matcher = PAIR.matcher(CSS);
    while (matcher.find()) {
      pairs.put(
          matcher.group(1),
          new int[] {
            Integer.parseInt(matcher.group(2), 16), Integer.parseInt(matcher.group(3), 16)
          });
    }
    return pairs;
  }

  /// Relative luminance as WCAG defines it.
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String text(String... names) {
    return new String(PageAsset.load(names).bytes(), StandardCharsets.UTF_8);
  }
}
