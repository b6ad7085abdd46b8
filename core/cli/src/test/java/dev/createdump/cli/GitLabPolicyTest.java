package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample of a pipeline execution policy, against a schema of our own after the fields, types
/// and limits in GitLab's documentation ("Pipeline execution policies", 18.1), as GitLab's own
/// schema is not free.
class GitLabPolicyTest {
  private static final Path POLICY = Path.of("..", "..", "gitlab-ci", "policy");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String SCHEMA =
      """
      {"type": "object", "required": ["pipeline_execution_policy"], "additionalProperties": false,
       "properties": {"pipeline_execution_policy": {"type": "array", "minItems": 1, "maxItems": 5,
        "items": {"type": "object", "additionalProperties": false,
         "required": ["name", "enabled", "content"],
         "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 255},
          "description": {"type": "string"},
          "enabled": {"type": "boolean"},
          "pipeline_config_strategy": {"enum": ["inject_policy", "override_project_ci"]},
          "policy_scope": {"type": "object"},
          "suffix": {"enum": ["on_conflict", "never"]},
          "skip_ci": {"type": "object", "additionalProperties": false, "required": ["allowed"],
           "properties": {"allowed": {"type": "boolean"}, "allowlist": {"type": "object"}}},
          "variables_override": {"type": "object", "additionalProperties": false,
           "required": ["allowed"],
           "properties": {"allowed": {"type": "boolean"},
            "exceptions": {"type": "array", "items": {"type": "string"}}}},
          "content": {"type": "object", "additionalProperties": false, "required": ["include"],
           "properties": {"include": {"type": "array", "minItems": 1, "maxItems": 1,
            "items": {"type": "object", "additionalProperties": false,
             "required": ["project", "file"],
             "properties": {
              "project": {"type": "string", "pattern": "^[^/]+(/[^/]+)+$"},
              "file": {"type": "string", "pattern": "[.]ya?ml$"},
              "ref": {"type": "string"}}}}}}}}}}}
      """;

  private static JsonNode policy() throws IOException {
    return YAML.readTree(Files.readString(POLICY.resolve("policy.yml")));
  }

  private static List<String> problems(JsonNode document) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA, InputFormat.JSON);
    return schema.validate(document.toString(), InputFormat.JSON).stream()
        .map(String::valueOf)
        .toList();
  }

  @Test
  void thePolicyIsOne() throws IOException {
    assertThat(problems(policy())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "enabled", "content"})
  void whatIsRequiredIsMissed(String field) throws IOException {
    JsonNode document = policy();
    ((ObjectNode) document.at("/pipeline_execution_policy/0")).remove(field);
    assertThat(problems(document)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipeline_config_strategy: inject",
        "skip_ci: false",
        "variables_override: {allowed: no one}",
        "variables_overide: {allowed: false}",
        "content: {include: [{project: evidence, file: create-dump.yml}]}",
        "content: {include: [{project: compliance/evidence, file: create-dump}]}"
      })
  void whatGitLabDoesNotKnowIsSeen(String field) throws IOException {
    JsonNode document = policy();
    ((ObjectNode) document.at("/pipeline_execution_policy/0"))
        .setAll((ObjectNode) YAML.readTree(field));
    assertThat(problems(document)).isNotEmpty();
  }

  /// The file that the policy names lies beside it; its job is in a stage that only policies have,
  /// which is there whatever a project says; and the one variable that a project brings is let in.
  @Test
  void thePolicyAndItsJobBelongTogether() throws IOException {
    JsonNode one = policy().at("/pipeline_execution_policy/0");
    Path job = POLICY.resolve(one.at("/content/include/0/file").asText());
    String stage = YAML.readTree(Files.readString(job)).at("/include/0/inputs/stage").asText();
    assertThat(Set.of(".pipeline-policy-pre", ".pipeline-policy-post")).contains(stage);
    assertThat(one.at("/variables_override/allowed").booleanValue()).isFalse();
    assertThat(one.at("/variables_override/exceptions"))
        .extracting(JsonNode::asText)
        .containsExactly("GITLAB_TOKEN");
  }
}
