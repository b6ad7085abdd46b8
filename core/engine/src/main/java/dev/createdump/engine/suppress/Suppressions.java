package dev.createdump.engine.suppress;

import dev.createdump.engine.dump.Suppressed.By;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that silences findings, and what must not be silenced. Confined to one thread.
public final class Suppressions {
  private final AllowFile allow;
  private final AllowKey key;
  private final IgnoreFile ignore;
  private final List<Allowlist> allowlists;
  private final Limits limits;

  /// What the policy says.
  ///
  /// @param forbidden ids of rules whose findings nothing silences; `*` for all
  /// @param comments whether comments on the line silence
  /// @param today the day of the run, by which entries expire
  public record Limits(Set<String> forbidden, boolean comments, LocalDate today) {
    public Limits {
      forbidden = Set.copyOf(forbidden);
    }

    /// Whether nothing may silence a rule.
    public boolean forbids(String rule) {
      return forbidden.contains("*") || forbidden.contains(rule);
    }
  }

  Suppressions(
      AllowFile allow, AllowKey key, IgnoreFile ignore, List<Allowlist> allowlists, Limits limits) {
    this.allow = allow;
    this.key = key;
    this.ignore = ignore;
    this.allowlists = allowlists;
    this.limits = limits;
  }

  /// Whether a secret is reported.
  public Verdict judge(Candidate candidate) {
    if (limits.forbids(candidate.rule())) {
      return Verdict.REPORTED;
    }
    Optional<AllowEntry> entry =
        allow.isEmpty()
            ? Optional.empty()
            : allow.find(key.id(candidate.rule(), candidate.value()));
    if (entry.isPresent() && !entry.get().isExpired(limits.today())) {
      return Verdict.by(By.ALLOW_LIST, entry.get().reason());
    }
    if (limits.comments() && InlineComment.on(candidate.lines())) {
      return Verdict.by(By.COMMENT, "");
    }
    if (ignore.covers(candidate)) {
      return Verdict.by(By.IGNORE_FILE, "");
    }
    for (Allowlist allowlist : allowlists) {
      if (allowlist.covers(candidate)) {
        return Verdict.by(By.GITLEAKS_CONFIG, allowlist.description());
      }
    }
    return entry.map(expired -> new Verdict(null, "", expired)).orElse(Verdict.REPORTED);
  }
}
