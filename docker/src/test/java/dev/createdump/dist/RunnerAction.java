package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An action's metadata as GitHub's runner takes it: what it runs, with which arguments and
/// variables. Reads the form in which this project's files are generated.
///
/// @param defaults the inputs and their defaults
/// @param image what a Docker action runs; empty for others
/// @param variables by name, with expressions
/// @param script what the last step of a composite action runs; empty for others
record RunnerAction(
    Map<String, String> defaults,
    String image,
    List<String> arguments,
    Map<String, String> variables,
    String script) {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ ([a-z_]+)\\.([a-z_-]+) }}");

  static RunnerAction read(Path file) throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    Map<String, String> variables = new TreeMap<>();
    List<String> arguments = new ArrayList<>();
    StringBuilder script = new StringBuilder();
    String image = "";
    String section = "";
    String input = "";
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      if (!line.startsWith(" ")) {
        section = text;
      } else if (text.equals("args:") || text.equals("env:") || text.equals("run: |")) {
        section = text;
      } else if (section.equals("inputs:") && text.startsWith("default: ")) {
        defaults.put(input, text.substring("default: ".length()).replace("\"", ""));
      } else if (section.equals("inputs:") && line.matches("  [a-z-]+:")) {
        input = text.replace(":", "");
      } else if (text.startsWith("image: docker://")) {
        image = text.substring("image: docker://".length());
      } else if (section.equals("args:")) {
        arguments.add(text.substring("- ".length()));
      } else if (section.equals("env:")) {
        variables.put(text.split(": ", 2)[0], text.split(": ", 2)[1]);
      } else if (section.equals("run: |")) {
        script.append(line.substring(Math.min(line.length(), 8))).append('\n');
      }
    }
    return new RunnerAction(defaults, image, arguments, variables, script.toString());
  }

  /// The variables with their expressions replaced.
  ///
  /// @param github what `github.NAME` is
  /// @param with the inputs of the step
  Map<String, String> environment(Map<String, String> github, Map<String, String> with) {
    Map<String, String> inputs = new TreeMap<>(defaults);
    inputs.putAll(with);
    inputs.replaceAll((_, value) -> replaced(value, Map.of("github", github)));
    Map<String, String> environment = new TreeMap<>();
    variables.forEach(
        (name, value) ->
            environment.put(name, replaced(value, Map.of("github", github, "inputs", inputs))));
    inputs.forEach((name, value) -> environment.put("INPUT_" + upper(name), value));
    return environment;
  }

  /// The runner leaves hyphens as they are.
  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static String replaced(String text, Map<String, Map<String, String>> contexts) {
    Matcher matcher = EXPRESSION.matcher(text);
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(
                contexts.getOrDefault(found.group(1), Map.of()).getOrDefault(found.group(2), "")));
  }
}
