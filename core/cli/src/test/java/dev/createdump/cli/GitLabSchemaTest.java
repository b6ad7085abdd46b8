package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The templates, the examples and the policy's job against the JSON Schema that GitLab publishes
/// for `.gitlab-ci.yml`. A template's header, before the line `---`, is a document of its own.
class GitLabSchemaTest {
  private static final Path GITLAB_CI = Path.of("..", "..", "gitlab-ci");
  private static final YAMLMapper YAML = new YAMLMapper();

  @SuppressWarnings("NullAway.Init") // JUnit calls load() before any test
  private static Schema schema;

  @BeforeAll
  static void load() throws IOException, InterruptedException {
    String program =
        Files.readString(
            Path.of("src", "test", "resources", "dev", "createdump", "cli", "gitlab-schema.mjs"));
    String text = GitLabPipeline.node(program, "node_modules/gitlab-ci-local/dist/index.js");
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(text, InputFormat.JSON);
  }

  private static List<String> problems(String yaml) throws IOException {
    List<String> problems = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        schema
            .validate(documents.next().toString(), InputFormat.JSON)
            .forEach(problem -> problems.add(String.valueOf(problem)));
      }
    }
    return problems;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "templates/create-dump.yml",
        "templates/collect.yml",
        "templates/publish.yml",
        "examples/merge-requests.yml",
        "examples/forks.yml",
        "policy/create-dump.yml"
      })
  void whatPeopleCopyIsValid(String file) throws IOException {
    assertThat(problems(Files.readString(GITLAB_CI.resolve(file)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec:\n  inputs:\n    a: {type: text}\n---\njob: {script: [x]}\n",
        "job:\n  script: [x]\n  artifacts: {reports: {codequality: {a: b}}}\n",
        "job:\n  script: [x]\n  rules: [{if: 5}]\n",
        "job:\n  script: [x]\n  when: sometimes\n",
        "include:\n  - remote: 7\n"
      })
  void theSchemaBites(String yaml) throws IOException {
    assertThat(problems(yaml)).isNotEmpty();
  }

  /// What a newcomer sees in the guide is what they would paste.
  @Test
  void theGuidesPipelineIsValid() throws IOException {
    String guide = Files.readString(Path.of("..", "..", "docs", "gitlab.md"));
    int from = guide.indexOf("```yaml\n") + "```yaml\n".length();
    String yaml = guide.substring(from, guide.indexOf("```", from)).stripIndent();
    assertThat(yaml).contains("templates/create-dump.yml");
    assertThat(problems(Objects.requireNonNull(yaml))).isEmpty();
  }
}
