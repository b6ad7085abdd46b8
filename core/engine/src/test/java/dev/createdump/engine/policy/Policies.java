package dev.createdump.engine.policy;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import java.util.ArrayList;
import java.util.List;

/// Central policies for tests, without anything that fetches them.
final class Policies {
  private Policies() {}

  static PolicyFile parse(String uri, String text, int level) {
    Problems problems = new Problems();
    PolicyFile file = PolicyFile.parse(uri, text, level, problems);
    if (!problems.none()) {
      throw new AssertionError(problems.list().toString());
    }
    return file;
  }

  static List<String> problems(String text) {
    Problems problems = new Problems();
    PolicyFile.parse("p.toml", text, 0, problems);
    return problems.list().stream().map(Problem::describe).toList();
  }

  /// The farthest first.
  static Central central(Facts facts, OnViolation onViolation, String... texts) {
    List<PolicySource> sources = new ArrayList<>();
    for (String text : texts) {
      int level = sources.size();
      PolicyFile file = parse("https://policies.example/" + level + ".toml", text, level);
      sources.add(
          new PolicySource(
              file, Digests.sha256Hex(text), false, "", PolicySource.Arrival.FETCHED, 0));
    }
    return new Central(sources, facts, onViolation);
  }

  static Central central(String... texts) {
    return central(Facts.NONE, OnViolation.UNSAID, texts);
  }
}
