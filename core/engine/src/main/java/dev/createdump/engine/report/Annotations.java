package dev.createdump.engine.report;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.render.text.HiddenCharacters;
import java.util.ArrayList;
import java.util.List;

/// Findings as GitHub's workflow commands, which the runner turns into annotations on lines.
public final class Annotations {
  /// GitHub keeps ten errors and ten warnings of a step.
  private static final int MAX_PER_LEVEL = 10;

  private Annotations() {}

  /// The commands, secrets as errors and introduced to-dos as warnings, at most ten each.
  public static List<String> of(DumpHeader header) {
    List<String> commands = new ArrayList<>();
    commands.addAll(level(header, DumpFinding.Kind.SECRET, "error", "Secret"));
    commands.addAll(level(header, DumpFinding.Kind.TODO, "warning", "To-do"));
    return commands;
  }

  private static List<String> level(
      DumpHeader header, DumpFinding.Kind kind, String level, String title) {
    return header.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .filter(DumpFinding::isBrought)
        .filter(finding -> finding.fileIndex() >= 0)
        .limit(MAX_PER_LEVEL)
        .map(finding -> command(finding, level, title))
        .toList();
  }

  private static String command(DumpFinding finding, String level, String title) {
    return "::"
        + level
        + " file="
        + property(finding.path().value())
        + ",line="
        + Math.max(1, finding.line())
        + ",title="
        + property(title + ": " + finding.rule())
        + "::"
        + data(finding.text().value());
  }

  /// Escapes as the runner's documentation of workflow commands asks for message data. The command
  /// stands in a log as well, where a hidden character could steer a terminal.
  private static String data(String text) {
    return HiddenCharacters.reveal(text)
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  /// Escapes as it asks for property values.
  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
