package dev.createdump.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.createdump.testkit.guide.Guide;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pipeline of a guide, taken as its system's documentation says. What is not known here fails:
/// it may be misspelt.
///
/// @param scripts what a shell is given, in order
/// @param artifacts what is kept of the work tree, as paths or patterns
/// @param whole whether all history is checked out
/// @param image the image that the job runs in, or empty
record PipelineSnippet(List<String> scripts, List<String> artifacts, boolean whole, String image) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /// Declarative Pipeline: what of its syntax the guide uses, word by word.
  private static final Pattern JENKINS =
      Pattern.compile(
          "pipeline|agent any|options|disableConcurrentBuilds\\(abortPrevious: true\\)|stages"
              + "|stage\\('[^']+'\\)|steps|post|always"
              + "|sh '(?<script>[^']+)'"
              + "|archiveArtifacts artifacts: '(?<artifacts>[^']+)', allowEmptyArchive: true"
              + "|[{}]|\\s+");

  static PipelineSnippet jenkins(Guide.Example example) {
    List<String> scripts = new ArrayList<>();
    List<String> artifacts = new ArrayList<>();
    int depth = 0;
    Matcher word = JENKINS.matcher(example.text());
    int end = 0;
    while (end < example.text().length() && word.region(end, example.text().length()).lookingAt()) {
      end = word.end();
      depth += word.group().equals("{") ? 1 : word.group().equals("}") ? -1 : 0;
      if (word.group("script") != null) {
        scripts.add(word.group("script"));
      }
      if (word.group("artifacts") != null) {
        artifacts.add(word.group("artifacts"));
      }
    }
    if (end < example.text().length() || depth != 0) {
      throw new AssertionError("unknown in a Jenkinsfile: " + example.text().substring(end));
    }
    return new PipelineSnippet(scripts, artifacts, true, "");
  }

  static PipelineSnippet azure(Guide.Example example) throws IOException {
    JsonNode document = YAML.readTree(example.text());
    knows(document, Set.of("pr", "trigger", "pool", "steps"));
    knows(document.path("pool"), Set.of("vmImage"));
    List<String> scripts = new ArrayList<>();
    List<String> artifacts = new ArrayList<>();
    boolean whole = false;
    for (JsonNode step : document.path("steps")) {
      if (step.has("checkout")) {
        knows(step, Set.of("checkout", "fetchDepth"));
        whole = step.path("fetchDepth").asInt(1) == 0;
      } else if (step.has("script")) {
        knows(step, Set.of("script", "displayName"));
        scripts.add(step.path("script").asText());
      } else {
        knows(step, Set.of("publish", "artifact", "condition"));
        artifacts.add(step.path("publish").asText());
      }
    }
    return new PipelineSnippet(scripts, artifacts, whole, "");
  }

  static PipelineSnippet bitbucket(Guide.Example example) throws IOException {
    JsonNode document = YAML.readTree(example.text());
    knows(document, Set.of("image", "clone", "pipelines"));
    knows(document.path("clone"), Set.of("depth"));
    knows(document.path("pipelines"), Set.of("pull-requests"));
    List<String> scripts = new ArrayList<>();
    List<String> artifacts = new ArrayList<>();
    for (JsonNode item : document.at("/pipelines/pull-requests").path("**")) {
      knows(item, Set.of("step"));
      knows(item.path("step"), Set.of("name", "script", "artifacts"));
      item.at("/step/script").forEach(line -> scripts.add(line.asText()));
      item.at("/step/artifacts").forEach(pattern -> artifacts.add(pattern.asText()));
    }
    boolean whole = document.at("/clone/depth").asText().equals("full");
    return new PipelineSnippet(scripts, artifacts, whole, document.path("image").asText());
  }

  static PipelineSnippet buildkite(Guide.Example example) throws IOException {
    JsonNode document = YAML.readTree(example.text());
    knows(document, Set.of("steps"));
    List<String> scripts = new ArrayList<>();
    List<String> artifacts = new ArrayList<>();
    for (JsonNode step : document.path("steps")) {
      knows(step, Set.of("label", "command", "artifact_paths", "concurrency", "concurrency_group"));
      scripts.add(step.path("command").asText());
      artifacts.add(step.path("artifact_paths").asText());
    }
    return new PipelineSnippet(scripts, artifacts, true, "");
  }

  private static void knows(JsonNode node, Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw new AssertionError("unknown key " + key + " in " + node);
              }
            });
  }
}
