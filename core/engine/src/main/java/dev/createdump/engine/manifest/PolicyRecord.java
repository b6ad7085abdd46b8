package dev.createdump.engine.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Under which configuration a dump was made: the proof that a central policy held.
///
/// @param settingsDigest the SHA-256 of the settings that decide what a dump holds, in hexadecimal
///     digits
/// @param documents the central policies, each behind those it extends
/// @param enforced what they enforced; the settings satisfied all of it
/// @param plugins those that were loaded, in the order of their names
/// @param situation what their conditions were judged by; null without any policy
public record PolicyRecord(
    String settingsDigest,
    List<Document> documents,
    List<Rule> enforced,
    @Nullable Situation situation,
    List<PluginCode> plugins) {
  public PolicyRecord {
    plugins = List.copyOf(plugins);
    documents = List.copyOf(documents);
    enforced = List.copyOf(enforced);
  }

  /// Without a central policy.
  public PolicyRecord(String settingsDigest) {
    this(settingsDigest, List.of());
  }

  /// Without a central policy.
  public PolicyRecord(String settingsDigest, List<PluginCode> plugins) {
    this(settingsDigest, List.of(), List.of(), null, plugins);
  }

  /// Code of somebody else that took part.
  ///
  /// @param sha256 of its jar, in hexadecimal digits
  public record PluginCode(String name, String version, String sha256) {}

  /// One central policy.
  ///
  /// @param sha256 of its bytes, in hexadecimal digits
  /// @param pinned whether whoever named it named this digest too
  /// @param signer who signed it; empty where nobody was asked to
  /// @param arrival how it came, which is another in each run
  /// @param ageSeconds how long ago its place confirmed it, also another in each run
  public record Document(
      SafeText uri,
      String sha256,
      SafeText version,
      SafeText owner,
      boolean pinned,
      SafeText signer,
      String arrival,
      long ageSeconds) {}

  /// One demand on one key.
  ///
  /// @param demand as part of a sentence, such as `is at least 10`
  /// @param value what took effect, as a line of TOML has it
  /// @param policy where it is written
  /// @param project where the value took effect; empty for the repository as a whole
  public record Rule(
      String key, SafeText demand, SafeText value, SafeText policy, SafeText project) {}

  /// What the conditions of the policies were judged by.
  ///
  /// @param repository `owner/name`; null where it was not known
  /// @param branch the branch that the change goes to; null where it was not known
  /// @param fork whether the change comes from a fork; null where that was not known
  public record Situation(
      @Nullable SafeText repository,
      @Nullable SafeText branch,
      SafeText event,
      @Nullable Boolean fork) {}

  /// Writes `plugins`; nothing without any.
  void writePlugins(JsonGenerator json) throws IOException {
    if (plugins.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("plugins");
    for (PluginCode plugin : plugins) {
      json.writeStartObject();
      json.writeStringField("name", plugin.name());
      json.writeStringField("version", plugin.version());
      json.writeStringField("sha256", plugin.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// The members that are the same in every run.
  void write(JsonGenerator json) throws IOException {
    json.writeStringField("settingsDigest", settingsDigest);
    if (documents.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("documents");
    for (Document document : documents) {
      json.writeStartObject();
      json.writeStringField("uri", document.uri().value());
      json.writeStringField("sha256", document.sha256());
      json.writeStringField("version", document.version().value());
      json.writeStringField("owner", document.owner().value());
      json.writeBooleanField("pinned", document.pinned());
      json.writeStringField("signer", document.signer().value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("enforced");
    for (Rule rule : enforced) {
      json.writeStartObject();
      json.writeStringField("key", rule.key());
      json.writeStringField("demand", rule.demand().value());
      json.writeStringField("value", rule.value().value());
      json.writeStringField("policy", rule.policy().value());
      if (!rule.project().isEmpty()) {
        json.writeStringField("project", rule.project().value());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// How the policies came in this run and what their conditions were judged by; nothing without
  /// any.
  void writeArrivals(JsonGenerator json) throws IOException {
    if (documents.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("policies");
    for (Document document : documents) {
      json.writeStartObject();
      json.writeStringField("sha256", document.sha256());
      json.writeStringField("arrival", document.arrival());
      json.writeNumberField("ageSeconds", document.ageSeconds());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (situation != null) {
      json.writeObjectFieldStart("conditions");
      known(json, "repository", situation.repository());
      known(json, "branch", situation.branch());
      json.writeStringField("event", situation.event().value());
      if (situation.fork() != null) {
        json.writeBooleanField("fork", situation.fork());
      }
      json.writeEndObject();
    }
  }

  private static void known(JsonGenerator json, String name, @Nullable SafeText text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text.value());
    }
  }
}
