package dev.createdump.engine.policy;

import dev.createdump.engine.policy.Condition.Answer;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import java.util.ArrayList;
import java.util.List;

/// The central policies of a run, and what they are asked about.
///
/// @param sources the policies, each behind those it extends
/// @param facts what their conditions are judged by
/// @param onViolation what the run itself asks for on a violation
public record Central(List<PolicySource> sources, Facts facts, OnViolation onViolation) {
  /// There is no central policy.
  public static final Central NONE = new Central(List.of(), Facts.NONE, OnViolation.UNSAID);

  public Central {
    sources = List.copyOf(sources);
  }

  /// The same policies under other facts.
  public Central under(Facts others) {
    return new Central(sources, others, onViolation);
  }

  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /// What is preset here and now.
  List<Setting<?>> defaults() {
    List<Setting<?>> defaults = new ArrayList<>();
    for (PolicySource source : sources) {
      for (PolicyFile.Part part : source.file().parts()) {
        if (part.condition().under(facts) == Answer.YES) {
          defaults.addAll(part.defaults());
        }
      }
    }
    return defaults;
  }

  /// What is enforced here and now.
  public Enforced enforced() {
    List<Demand> demands = new ArrayList<>();
    for (PolicySource source : sources) {
      for (PolicyFile.Part part : source.file().parts()) {
        if (part.condition().under(facts) != Answer.NO) {
          demands.addAll(part.demands());
        }
      }
    }
    return Enforced.of(demands);
  }

  /// Whether a condition asks for a repository that is not known.
  public boolean asksForTheRepository() {
    if (facts.repository() != null) {
      return false;
    }
    for (PolicySource source : sources) {
      for (PolicyFile.Part part : source.file().parts()) {
        if (!part.condition().repository().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether weaker values are replaced. A policy that says `fail` is not talked out of it; else
  /// the run decides, then the nearest policy that says anything.
  boolean applies() {
    OnViolation said = OnViolation.UNSAID;
    for (PolicySource source : sources) {
      OnViolation here = source.file().onViolation();
      if (here == OnViolation.FAIL) {
        return false;
      }
      said = here == OnViolation.UNSAID ? said : here;
    }
    return (onViolation == OnViolation.UNSAID ? said : onViolation) == OnViolation.APPLY;
  }

  /// Whether a policy lets the summary mention code owners, which notifies them.
  public boolean mentions() {
    return sources.stream().anyMatch(source -> source.file().mentions());
  }

  /// What the policies tell those who are against them, each once.
  String messages() {
    List<String> messages = new ArrayList<>();
    for (PolicySource source : sources.reversed()) {
      String message = source.file().message();
      if (!message.isEmpty() && !messages.contains(message)) {
        messages.add(message);
      }
    }
    return String.join(" ", messages);
  }
}
