package dev.createdump.testkit.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A document in Markdown, and the examples in it that people paste: what stands between fences. A
/// test that follows a guide takes the text from here, so that what is wrong there fails the build.
///
/// @param examples in their order
public record Guide(List<Example> examples) {
  private static final String FENCE = "```";

  /// A fenced block.
  ///
  /// @param place the heading above it; ` 2` and so on at the end where it is not the first there
  /// @param language what the fence names, or empty
  /// @param text without the fence's own indentation
  public record Example(String place, String language, String text) {
    /// The commands of a shell's block: a line, or several joined by backslashes, without comments.
    public List<String> commands() {
      List<String> commands = new ArrayList<>();
      StringBuilder command = new StringBuilder();
      for (String line : text.lines().toList()) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        command.append((comment < 0 ? line : line.substring(0, comment)).strip());
        if (!command.isEmpty() && command.charAt(command.length() - 1) == '\\') {
          command.setCharAt(command.length() - 1, ' ');
        } else if (!command.isEmpty()) {
          commands.add(command.toString());
          command.setLength(0);
        }
      }
      return commands;
    }

    @Override
    public String toString() {
      return place + " (" + language + ")";
    }
  }

  public Guide {
    examples = List.copyOf(examples);
  }

  public static Guide read(Path file) throws IOException {
    List<Example> examples = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    String heading = "";
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ ", "");
      } else if (line.strip().startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).strip().equals(FENCE)) {
          end++;
        }
        int number = seen.merge(heading, 1, Integer::sum);
        examples.add(
            new Example(
                number == 1 ? heading : heading + " " + number,
                line.strip().substring(FENCE.length()),
                String.join("\n", lines.subList(i + 1, end)).stripIndent() + "\n"));
        i = end;
      }
    }
    return new Guide(examples);
  }

  /// The example at a place.
  public Example at(String place) {
    return examples.stream()
        .filter(one -> one.place().equals(place))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no example under " + place));
  }
}
