package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Policies as lines that mean the same whatever their order, and what differs between two of them.
public final class PolicyLines {
  private PolicyLines() {}

  /// Everything that policies say, sorted; where it stands in a file is no part of it.
  public static List<String> of(Central central) {
    TreeSet<String> lines = new TreeSet<>();
    for (PolicySource source : central.sources()) {
      PolicyFile file = source.file();
      for (Key<?> key : PolicyKeys.HEADER) {
        Object value = file.header().byName().get(key.name());
        if (value != null) {
          lines.add("policy " + key.name() + " = " + TomlText.of(value));
        }
      }
      for (PolicyFile.Part part : file.parts()) {
        String when = part.condition().describe();
        for (Setting<?> setting : part.defaults()) {
          String value = TomlText.of(setting.value());
          lines.add(when + "default " + setting.key().name() + " = " + value);
        }
        for (Demand demand : part.demands()) {
          lines.add(when + "enforce " + demand.key().name() + " " + demand.describe());
        }
      }
    }
    return List.copyOf(lines);
  }

  /// Lines that start with `-` for what only the first says, with `+` for what only the second
  /// says; none where both say the same.
  public static List<String> difference(Central one, Central other) {
    List<String> before = of(one);
    List<String> after = of(other);
    TreeSet<String> both = new TreeSet<>(before);
    both.addAll(after);
    List<String> lines = new ArrayList<>();
    for (String line : both) {
      if (!after.contains(line)) {
        lines.add("- " + line);
      } else if (!before.contains(line)) {
        lines.add("+ " + line);
      }
    }
    return lines;
  }
}
