package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When a part of a policy holds: where all that it asks does.
///
/// @param repository patterns, of which one must match; empty asks nothing, as below
/// @param fork null asks nothing
record Condition(
    List<String> repository, List<String> branch, List<String> event, @Nullable Boolean fork) {
  /// Holds always.
  static final Condition ALWAYS = new Condition(List.of(), List.of(), List.of(), null);

  /// Whether it holds. Where that is not known, what is enforced under it counts, as not knowing
  /// must not be a way out, and what is merely preset does not.
  enum Answer {
    YES,
    NO,
    UNKNOWN;

    private Answer and(Answer other) {
      if (this == NO || other == NO) {
        return NO;
      }
      return this == YES ? other : UNKNOWN;
    }
  }

  Answer under(Facts facts) {
    return forked(facts.fork())
        .and(any(event, facts.event(), false))
        .and(any(repository, facts.repository(), true))
        .and(any(branch, facts.branch(), false));
  }

  /// Before what holds under it; empty where it asks nothing.
  String describe() {
    List<String> asked = new ArrayList<>();
    describe(asked, "repository", repository);
    describe(asked, "branch", branch);
    describe(asked, "event", event);
    if (fork != null) {
      asked.add("fork = " + fork);
    }
    return asked.isEmpty() ? "" : "when " + String.join(" and ", asked) + ": ";
  }

  private static void describe(List<String> asked, String name, List<String> patterns) {
    if (!patterns.isEmpty()) {
      asked.add(name + " = " + TomlText.of(patterns));
    }
  }

  private Answer forked(@Nullable Boolean is) {
    if (fork == null || fork.equals(is)) {
      return Answer.YES;
    }
    return is == null ? Answer.UNKNOWN : Answer.NO;
  }

  private static Answer any(List<String> patterns, @Nullable String text, boolean anyCase) {
    if (patterns.isEmpty()) {
      return Answer.YES;
    }
    if (text == null) {
      return Answer.UNKNOWN;
    }
    for (String pattern : patterns) {
      boolean matches =
          anyCase
              ? Glob.matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))
              : Glob.matches(pattern, text);
      if (matches) {
        return Answer.YES;
      }
    }
    return Answer.NO;
  }
}
