package dev.createdump.engine;

import dev.createdump.engine.manifest.PolicyRecord;
import dev.createdump.engine.plugin.PluginJar;
import dev.createdump.engine.plugin.Plugins;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a manifest says of the configuration.
final class PolicyProof {
  private PolicyProof() {}

  /// @param projects those that the change touches
  /// @param plugins those that were loaded
  static PolicyRecord of(
      String settingsDigest,
      Resolved config,
      List<ProjectLayers.Project> projects,
      Plugins plugins,
      Redactor redactor) {
    List<PolicyRecord.PluginCode> code = new ArrayList<>();
    for (PluginJar jar : plugins.jars()) {
      code.add(new PolicyRecord.PluginCode(jar.name(), jar.version(), jar.sha256()));
    }
    if (config.central().isEmpty()) {
      return new PolicyRecord(settingsDigest, code);
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
    Map<String, String> whole = values(config);
    for (Demand demand : config.central().enforced().all()) {
      rules.add(rule(demand, whole, "", redactor));
    }
    for (ProjectLayers.Project project : projects) {
      Map<String, String> own = values(project.config());
      for (Demand demand : config.central().enforced().all()) {
        String key = demand.key().name();
        if (!Objects.equals(own.get(key), whole.get(key))) {
          rules.add(rule(demand, own, project.directory(), redactor));
        }
      }
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
            facts.fork()),
        code);
  }

  private static Map<String, String> values(Resolved config) {
    Map<String, String> values = new HashMap<>();
    for (ConfigShow.Row row : ConfigShow.rows(config)) {
      values.put(row.key(), row.value());
    }
    return values;
  }

  private static PolicyRecord.Rule rule(
      Demand demand, Map<String, String> values, String project, Redactor redactor) {
    String key = demand.key().name();
    return new PolicyRecord.Rule(
        key,
        redactor.text(demand.describe()),
        redactor.text(values.getOrDefault(key, "")),
        redactor.text(demand.origin().describe()),
        redactor.text(project));
  }

  private static @Nullable SafeText textOrNull(@Nullable String text, Redactor redactor) {
    return text == null ? null : redactor.text(text);
  }
}
