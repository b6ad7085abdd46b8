package dev.createdump.engine.evidence;

import dev.createdump.engine.manifest.PolicyEvidence;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.Demand;
import dev.createdump.engine.policy.Facts;
import dev.createdump.engine.policy.PolicySource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether a dump was made under a central policy: under these very bytes, or under others whose
/// recorded values satisfy it. What the manifest does not show does not count as held.
final class CentralPolicyCheck {
  private static final String CHECK = "central-policy";
  private static final int DATE_LENGTH = 10;

  private final SealedManifest manifest;
  private final PolicyEvidence stated;
  private final Central policy;
  private final Findings findings;
  private final Set<String> told = new HashSet<>();

  CentralPolicyCheck(SealedManifest manifest, Central policy, Findings findings) {
    this.manifest = manifest;
    this.stated = manifest.policy();
    this.policy = policy;
    this.findings = findings;
  }

  void run() {
    if (policy.isEmpty()) {
      if (!stated.documents().isEmpty()) {
        findings.absent(CHECK, named(stated.documents()) + ", nothing to compare with");
      }
      return;
    }
    PolicySource own = policy.sources().getLast();
    if (stated.documents().isEmpty()) {
      findings.problem(
          CHECK, "policy-absent", own.uri(), "the dump was made under no central policy");
      findings.checked(CHECK, "");
      return;
    }
    List<String> digests = new ArrayList<>();
    policy.sources().forEach(source -> digests.add(source.sha256()));
    boolean same = stated.holdsAll(digests);
    int held = demands(same);
    if (!same) {
      policy.sources().forEach(this::terms);
    }
    findings.checked(
        CHECK,
        same
            ? "made under it" + version(own.file().version())
            : "made under another ("
                + named(stated.documents())
                + "), and satisfies all "
                + held
                + " demands of it"
                + version(own.file().version()));
  }

  private static String version(String version) {
    return version.isEmpty() ? "" : ", version " + version;
  }

  private static String named(List<PolicyEvidence.Stated> documents) {
    PolicyEvidence.Stated own = documents.getLast();
    return own.uri() + version(own.version()) + ", sha256 " + own.sha256();
  }

  /// Holds what the policy demands against what is recorded.
  ///
  /// @param same whether the dump was made under these very bytes
  /// @return how many demands were held against it
  private int demands(boolean same) {
    PolicyEvidence.Conditions conditions = stated.conditions();
    if (conditions == null) {
      if (!same) {
        findings.problem(
            CHECK,
            "policy-not-shown",
            manifest.name(),
            "it is not recorded what the conditions of the policies were judged by");
      }
      return 0;
    }
    Facts facts =
        new Facts(
            conditions.repository(), conditions.branch(), conditions.event(), conditions.fork());
    List<Demand> demands = policy.under(facts).enforced().all();
    for (Demand demand : demands) {
      String key = demand.key().name();
      String asked = " (it " + demand.describe() + ", says " + demand.origin().describe() + ")";
      boolean shown = false;
      for (PolicyEvidence.Rule rule : stated.rules()) {
        String value = rule.key().equals(key) ? rule.value() : null;
        if (value != null) {
          shown |= rule.project().isEmpty();
          String where = rule.project().isEmpty() ? "" : " in " + rule.project();
          violations(demand, value, "was " + value + where + asked);
        }
      }
      if (!shown) {
        findings.problem(CHECK, "policy-not-shown", key, "was not recorded" + asked);
      }
    }
    return demands.size();
  }

  /// Names a value once, however many demands were on its key when it was recorded.
  private void violations(Demand demand, String value, String message) {
    if (!demand.allowsWritten(value) && told.add(message)) {
      findings.problem(CHECK, "policy-violated", demand.key().name(), message);
    }
  }

  /// What the policy says of itself that the run had to meet.
  private void terms(PolicySource source) {
    if (!source.file().admits(manifest.tool())) {
      findings.problem(
          CHECK,
          "policy-tool",
          source.uri(),
          "asks for create-dump "
              + source.file().minimumToolVersion()
              + ", and the dump was made by "
              + manifest.tool());
    }
    LocalDate made = LocalDate.parse(manifest.run().startedAt().substring(0, DATE_LENGTH));
    if (made.isAfter(source.file().expires())) {
      findings.problem(
          CHECK,
          "policy-expired",
          source.uri(),
          "expired on " + source.file().expires() + ", before the dump was made on " + made);
    }
  }
}
