package dev.createdump.engine.manifest;

import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The central policies under which a dump was made, as its manifest states them: what `evidence
/// verify --policy` compares with a policy. Foreign, as all that is read.
///
/// @param documents in the order of the manifest, each behind those it extends
/// @param rules what they enforced, and the values that took effect
/// @param conditions what their conditions were judged by; null where the manifest does not say
public record PolicyEvidence(
    List<Stated> documents, List<Rule> rules, @Nullable Conditions conditions) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public PolicyEvidence {
    documents = List.copyOf(documents);
    rules = List.copyOf(rules);
  }

  /// One policy as a manifest states it.
  public record Stated(String uri, String sha256, String version, String signer) {}

  /// One demand as a manifest states it.
  ///
  /// @param value what took effect, as a line of TOML has it; null where the manifest does not say
  /// @param project where it did; empty for the repository as a whole
  public record Rule(String key, @Nullable String value, String project) {}

  /// What conditions were judged by; null stands for what was not known.
  public record Conditions(
      @Nullable String repository, @Nullable String branch, String event, @Nullable Boolean fork) {}

  /// Whether the dump was made under a policy with this digest.
  public boolean holds(String sha256) {
    return documents.stream().anyMatch(document -> document.sha256().equals(sha256));
  }

  /// Whether the dump was made under all policies with these digests, as a policy and all that it
  /// extends are.
  public boolean holdsAll(List<String> sha256s) {
    return !sha256s.isEmpty() && sha256s.stream().allMatch(this::holds);
  }

  /// @param policy the member `policy` of a manifest
  /// @param run its member `run`
  static PolicyEvidence of(JsonObject policy, JsonObject run) throws MalformedException {
    List<Stated> documents = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    if (policy.has("documents")) {
      for (JsonObject document : policy.objects("documents")) {
        documents.add(
            new Stated(
                document.text("uri"),
                document.text("sha256", SHA256),
                document.text("version"),
                document.text("signer")));
      }
    }
    if (policy.has("enforced")) {
      for (JsonObject rule : policy.objects("enforced")) {
        rules.add(
            new Rule(rule.text("key"), textOrNull(rule, "value"), rule.textOr("project", "")));
      }
    }
    return new PolicyEvidence(
        documents, rules, run.has("conditions") ? conditions(run.object("conditions")) : null);
  }

  private static Conditions conditions(JsonObject json) throws MalformedException {
    return new Conditions(
        textOrNull(json, "repository"),
        textOrNull(json, "branch"),
        json.text("event"),
        json.has("fork") ? json.flag("fork") : null);
  }

  private static @Nullable String textOrNull(JsonObject json, String name)
      throws MalformedException {
    return json.has(name) ? json.text(name) : null;
  }
}
