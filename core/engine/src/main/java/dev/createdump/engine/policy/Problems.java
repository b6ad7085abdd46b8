package dev.createdump.engine.policy;

import dev.createdump.engine.base.Failure;
import java.util.ArrayList;
import java.util.List;

/// What is wrong, collected so that people see all of it at once.
final class Problems {
  /// A message stays readable, and a hostile file cannot flood a log.
  private static final int SHOWN = 30;

  private final List<Problem> all = new ArrayList<>();
  private boolean violated;
  private String message = "";

  void add(Problem problem) {
    all.add(problem);
  }

  void add(Origin origin, String key, String wrong) {
    all.add(new Problem(origin, key, wrong, "", ""));
  }

  /// Adds a value that a central policy does not allow.
  ///
  /// @param policyMessage what the policy tells people then; may be empty
  void addViolation(Problem problem, String policyMessage) {
    all.add(problem);
    violated = true;
    message = policyMessage;
  }

  void addAll(List<Problem> problems) {
    all.addAll(problems);
  }

  List<Problem> list() {
    return List.copyOf(all);
  }

  int size() {
    return all.size();
  }

  boolean none() {
    return all.isEmpty();
  }

  /// Fails where something is wrong: as usage where only flags are, as policy otherwise.
  void failIfAny() throws Failure.Policy, Failure.Usage {
    if (all.isEmpty()) {
      return;
    }
    if (violated) {
      throw new Failure.Policy(message(), violationHint());
    }
    for (Problem problem : all) {
      if (!(problem.origin() instanceof Origin.Flag)) {
        throw new Failure.Policy(
            message(), "Every key is explained by `create-dump config init` and `config schema`.");
      }
    }
    throw new Failure.Usage(message(), "See `create-dump --help`.");
  }

  /// Fails where something is wrong with a central policy.
  void failAsPolicy() throws Failure.Policy {
    if (!all.isEmpty()) {
      throw new Failure.Policy(
          message(), "Its owner can check it with `create-dump policy check FILE`.");
    }
  }

  private String violationHint() {
    String usual =
        "Change the value where it stands, or take what is enforced with `--on-violation apply`;"
            + " `create-dump config explain KEY` tells all about a key.";
    return message.isEmpty() ? usual : Quote.plain(message, 600) + "\n" + usual;
  }

  private String message() {
    if (all.size() == 1) {
      return all.getFirst().describe();
    }
    StringBuilder text = new StringBuilder("the configuration has " + all.size() + " problems:");
    for (Problem problem : all.subList(0, Math.min(SHOWN, all.size()))) {
      text.append("\n  ").append(problem.describe());
    }
    if (all.size() > SHOWN) {
      text.append("\n  and ").append(all.size() - SHOWN).append(" more");
    }
    return text.toString();
  }
}
