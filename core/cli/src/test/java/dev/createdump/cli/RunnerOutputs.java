package dev.createdump.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the file of `GITHUB_OUTPUT` as the runner does: `name=value`, or `name<<delimiter`, lines,
/// and the delimiter on a line of its own.
final class RunnerOutputs {
  private RunnerOutputs() {}

  static Map<String, String> parse(String text) {
    Map<String, String> outputs = new TreeMap<>();
    Deque<String> lines = new ArrayDeque<>(List.of(text.split("\r\n|\r|\n", -1)));
    while (!lines.isEmpty()) {
      String line = lines.pop();
      int equals = line.indexOf('=');
      int heredoc = line.indexOf("<<");
      if (line.isEmpty()) {
        continue;
      }
      if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
        StringBuilder value = new StringBuilder();
        String delimiter = line.substring(heredoc + 2);
        for (String next = lines.pop(); !next.equals(delimiter); next = lines.pop()) {
          value.append(value.isEmpty() ? "" : "\n").append(next);
        }
        outputs.put(line.substring(0, heredoc), value.toString());
      } else if (equals >= 0) {
        outputs.put(line.substring(0, equals), line.substring(equals + 1));
      } else {
        throw new IllegalArgumentException("the runner refuses: " + line);
      }
    }
    return outputs;
  }
}
