package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which tests may be skipped: `docker/allowed-skips.txt`. A line is
///
/// ```text
/// needs-tool | always   package.Class or package.Class#method   the reason
/// ```
///
/// A name may hold `*`. What needs a tool may be skipped where the tool is missing, but not in CI,
/// which installs it.
record AllowedSkips(List<Line> lines) {
  /// @param name matches the whole name of a test
  record Line(boolean needsTool, Pattern name) {}

  static AllowedSkips read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(parse(line));
      }
    }
    return new AllowedSkips(lines);
  }

  private static Line parse(String line) {
    String[] parts = line.split("\\s+", 3);
    if (parts.length < 3 || !parts[0].matches("needs-tool|always")) {
      throw new IllegalArgumentException(
          "expected `needs-tool` or `always`, a name and a reason: " + line);
    }
    String name = parts[1].contains("#") ? parts[1] : parts[1] + "#*";
    return new Line(parts[0].equals("needs-tool"), glob(name));
  }

  private static Pattern glob(String name) {
    return Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
  }

  /// @param name `package.Class#method`
  /// @param ci whether every tool must be there
  boolean allows(String name, boolean ci) {
    for (Line line : lines) {
      if (line.name().matcher(name).matches() && !(ci && line.needsTool())) {
        return true;
      }
    }
    return false;
  }
}
