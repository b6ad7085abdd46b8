package dev.createdump.engine;

import dev.createdump.engine.manifest.PolicyRecord;
import dev.createdump.engine.policy.ConfigShow;
import dev.createdump.engine.policy.Demand;
import dev.createdump.engine.policy.Facts;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    Map<String, String> values = new HashMap<>();
    for (ConfigShow.Row row : ConfigShow.rows(config)) {
      values.put(row.key(), row.value());
    }
    List<PolicyRecord.Rule> rules = new ArrayList<>();
    for (Demand demand : config.central().enforced().all()) {
      rules.add(
          new PolicyRecord.Rule(
              demand.key().name(),
              redactor.text(demand.describe()),
              redactor.text(values.getOrDefault(demand.key().name(), "")),
              redactor.text(demand.origin().describe())));
    }
    Facts facts = config.central().facts();
    return new PolicyRecord(
        settingsDigest,
        documents,
        rules,
        new PolicyRecord.Situation(
            textOrNull(facts.repository(), redactor),
            textOrNull(facts.branch(), redactor),
            redactor.text(facts.event()),
            facts.fork()));
  }

  private static @Nullable SafeText textOrNull(@Nullable String text, Redactor redactor) {
    return text == null ? null : redactor.text(text);
  }
}
