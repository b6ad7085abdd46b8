package dev.createdump.engine.dump;

import java.util.List;
import java.util.SplittableRandom;

/// Texts that try to be more than text in Markdown, HTML, JSON, a terminal or a log.
public final class HostileTexts {
  /// Stands in every one of them, so that it can be found again.
  public static final String MARK = "Zq7";

  private static final List<String> PIECES =
      List.of(
          "`",
          "``",
          "```",
          "~~~",
          "\\",
          "\\`",
          "|",
          "\\|",
          "\\\\|",
          " ",
          "  ",
          "*",
          "_",
          "#",
          "@octocat",
          "<script>",
          "</details>",
          "<!--",
          "-->",
          "<a id=\"file-1\">",
          "]",
          "[x](http://e.vil)",
          "](#file-9)",
          "![i](x)",
          "&lt;",
          "&",
          "http://e.vil",
          "#12",
          "\n",
          "\r\n",
          "\r",
          "\t",
          "\u0000",
          "\u001b[31m",
          "\u202e",
          "\u2066",
          "\u200b",
          "\u2028",
          "\u0085",
          "\ufeff",
          "\ud83d\ude00",
          "\udb40\udc41",
          "日本",
          "é",
          "a",
          "b.java",
          "/",
          "::error::",
          "##[group]",
          "\n```\n",
          "\n| a | b |\n|---|---|\n",
          "\n# h\n",
          "\n- [ ] x\n",
          "$x$",
          "{{x}}",
          "%0A");

  private HostileTexts() {}

  /// A text of a few pieces with the mark in it.
  public static String next(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int mark = random.nextInt(6);
    for (int i = 0; i < 6; i++) {
      text.append(i == mark ? MARK : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
