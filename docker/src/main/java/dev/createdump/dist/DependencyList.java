package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What others wrote and we ship, as `group:artifact:version`, sorted.
record DependencyList(List<String> coordinates) {
  private static final String OURS = "dev.createdump:";

  /// A line of `dependency:list`, such as `   org.slf4j:slf4j-api:jar:2.0.18:runtime -- module x`.
  private static final Pattern LINE =
      Pattern.compile("\\s+([^:\\s]+:[^:\\s]+):jar:([^:\\s]+):[a-z]+(?:\\s.*)?");

  /// @param report the file that `dependency:list` wrote
  static DependencyList of(Path report) throws IOException {
    return new DependencyList(
        Files.readAllLines(report).stream()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1) + ":" + line.group(2))
            .filter(coordinate -> !coordinate.startsWith(OURS))
            .sorted()
            .toList());
  }

  /// Fails, with what to write, where the list that is checked in says otherwise.
  void mustEqual(Path checkedIn) throws IOException {
    if (!Files.readAllLines(checkedIn).equals(coordinates)) {
      throw new IllegalStateException(
          checkedIn
              + " does not list what is shipped. If the change is meant, it must say:\n"
              + String.join("\n", coordinates));
    }
  }
}
