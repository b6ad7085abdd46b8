package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One command line as people type it, run in process with its streams captured.
final class Invocation {
  private final Map<String, String> variables = new TreeMap<>();
  private byte[] input = {};
  private boolean terminal;

  private Invocation() {
    // Where git is and where temporary files go; nothing else of the machine.
    variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }

  static Invocation in() {
    return new Invocation();
  }

  Invocation with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /// What stands on standard input.
  Invocation input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  Invocation onTerminal() {
    terminal = true;
    return this;
  }

  /// What came of it.
  record Result(int code, String out, String err) {
    /// The lines of standard output.
    List<String> lines() {
      return out.lines().toList();
    }

    /// The file with this ending among those that standard output names.
    Path file(String ending) {
      return lines().stream()
          .filter(l -> l.endsWith(ending))
          .map(Path::of)
          .findFirst()
          .orElseThrow();
    }
  }

  /// A command line. Lists and arrays among the words stand for their own words.
  static List<String> line(Object... words) {
    List<String> line = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof Object[] some) {
        line.addAll(line(some));
      } else if (word instanceof List<?> some) {
        line.addAll(line(some.toArray()));
      } else {
        line.add(word.toString());
      }
    }
    return line;
  }

  /// @param words as {@link #line} takes them
  Result run(Object... words) {
    List<String> args = line(words);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment = new Environment(variables);
    Console console = new Console(new ByteArrayInputStream(input), out, err, terminal, environment);
    int code = new Cli(console, environment).run(args.toArray(String[]::new));
    console.flush();
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
