package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.List;

/// A rule that found something.
///
/// @param id as findings name it
/// @param about what it finds, in a sentence for people
/// @param severity how bad it is when such a secret gets out
public record RuleInfo(String id, SafeText about, Severity severity) {
  /// How bad a find is, the worst first.
  public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM
  }

  /// How bad a find by a rule is; high where the rule is not among those given.
  public static Severity severityOf(String id, List<RuleInfo> rules) {
    for (RuleInfo rule : rules) {
      if (rule.id().equals(id)) {
        return rule.severity();
      }
    }
    return Severity.HIGH;
  }
}
