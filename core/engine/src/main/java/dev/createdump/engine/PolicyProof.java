package dev.createdump.engine;

import dev.createdump.engine.manifest.PolicyRecord;
import dev.createdump.engine.policy.Demand;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.redact.Redactor;
import java.util.ArrayList;
import java.util.List;

/// What a manifest says of the configuration.
final class PolicyProof {
  private PolicyProof() {}

  static PolicyRecord of(String settingsDigest, Resolved config, Redactor redactor) {
    if (config.central().isEmpty()) {
      return new PolicyRecord(settingsDigest);
    }
    List<PolicyRecord.Document> documents = new ArrayList<>();
    for (PolicySource source : config.central().sources()) {
      documents.add(
          new PolicyRecord.Document(
              redactor.text(source.uri()),
              source.sha256(),
              redactor.text(source.file().version()),
              redactor.text(source.file().owner()),
              source.pinned(),
              redactor.text(source.signer()),
              source.arrival().id(),
              source.ageSeconds()));
    }
    List<PolicyRecord.Rule> rules = new ArrayList<>();
    for (Demand demand : config.central().enforced().all()) {
      rules.add(
          new PolicyRecord.Rule(
              demand.key().name(),
              redactor.text(demand.describe()),
              redactor.text(demand.origin().describe())));
    }
    return new PolicyRecord(settingsDigest, documents, rules);
  }
}
