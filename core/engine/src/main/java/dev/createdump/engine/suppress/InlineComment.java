package dev.createdump.engine.suppress;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// `gitleaks:allow` or `create-dump:allow` on a line of the secret, in whatever way its language
/// writes comments.
final class InlineComment {
  private static final List<String> MARKERS = List.of("create-dump:allow", "gitleaks:allow");

  private InlineComment() {}

  static boolean on(List<Candidate.Line> lines) {
    for (Candidate.Line line : lines) {
      String text = new String(line.bytes(), StandardCharsets.ISO_8859_1);
      // Within the secret it would be a part of it.
      String around = text.substring(0, line.from()) + "\n" + text.substring(line.to());
      for (String marker : MARKERS) {
        if (around.contains(marker)) {
          return true;
        }
      }
    }
    return false;
  }
}
