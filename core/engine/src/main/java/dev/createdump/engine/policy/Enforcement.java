package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ResolvedValue.Overridden;
import java.util.ArrayList;
import java.util.List;

/// Holds values against what is enforced. Presets are lifted to it; what somebody wrote must hold
/// by itself, or is replaced where that was asked for, and said.
final class Enforcement {
  private final Central central;
  private final Enforced enforced;
  private final Problems problems;
  private final List<String> notes = new ArrayList<>();

  Enforcement(Central central, Problems problems) {
    this.central = central;
    this.enforced = central.enforced();
    this.problems = problems;
  }

  Central central() {
    return central;
  }

  /// The notes with those about what was replaced.
  List<String> noted(List<String> others) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(others);
    return all;
  }

  ResolvedValue of(ResolvedValue value) {
    List<Demand> demands = enforced.on(value.key());
    if (demands.isEmpty()) {
      return value;
    }
    List<Demand> broken = enforced.broken(value.key(), value.value());
    if (broken.isEmpty()) {
      return value.locked(value.value(), value.origin(), value.overridden(), demands);
    }
    Object lifted = enforced.lift(value.key(), value.value());
    boolean preset =
        value.origin() instanceof Origin.Default || value.origin() instanceof Origin.InPolicy;
    if (lifted == null) {
      refuse(value, preset ? demands : broken, preset);
      return value.locked(value.value(), value.origin(), value.overridden(), demands);
    }
    if (!preset) {
      if (!central.applies()) {
        refuse(value, broken, false);
      } else {
        notes.add(replaced(value, lifted, broken.getFirst()));
      }
    }
    List<Overridden> below = new ArrayList<>();
    below.add(new Overridden(value.value(), value.origin()));
    below.addAll(value.overridden());
    return value.locked(lifted, broken.getFirst().origin(), below, demands);
  }

  private void refuse(ResolvedValue value, List<Demand> broken, boolean preset) {
    StringBuilder wrong = new StringBuilder(preset ? "has no value that is allowed: " : "is ");
    if (!preset) {
      wrong.append(TomlText.of(value.value())).append(", against what is enforced: ");
    }
    for (int i = 0; i < broken.size(); i++) {
      Demand demand = broken.get(i);
      wrong.append(i == 0 ? "it " : ", and it ").append(demand.describe());
      wrong.append(" (").append(demand.origin().describe()).append(')');
    }
    Origin origin = preset ? broken.getFirst().origin() : value.origin();
    problems.addViolation(
        new Problem(origin, value.key().name(), wrong.toString(), "", ""), central.messages());
  }

  private static String replaced(ResolvedValue value, Object lifted, Demand demand) {
    return value.key().name()
        + " is "
        + TomlText.of(lifted)
        + ", as "
        + demand.origin().describe()
        + " enforces, instead of "
        + TomlText.of(value.value())
        + " from "
        + value.origin().describe()
        + ".";
  }
}
