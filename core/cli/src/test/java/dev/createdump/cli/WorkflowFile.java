package dev.createdump.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A workflow of one job, as GitHub's runner takes it.
///
/// @param events what starts it
/// @param rights what its token may do
record WorkflowFile(List<String> events, Map<String, String> rights, List<Step> steps) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /// One step.
  ///
  /// @param always whether it runs after a failure, too
  /// @param action `owner/repository/path`, without the version
  record Step(
      boolean always, String action, Map<String, String> with, Map<String, String> environment) {}

  static WorkflowFile read(Path file) throws IOException {
    JsonNode document = YAML.readTree(file.toFile());
    JsonNode on = document.path("on");
    List<String> events = new ArrayList<>();
    on.fieldNames().forEachRemaining(events::add);
    JsonNode jobs = document.path("jobs");
    if (jobs.size() != 1 || events.isEmpty()) {
      throw new IOException(file + " has " + jobs.size() + " jobs and the events " + events);
    }
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : jobs.elements().next().path("steps")) {
      String condition = step.path("if").asText("success()");
      String uses = step.path("uses").asText("");
      if (uses.isEmpty() || !List.of("success()", "always()").contains(condition)) {
        throw new IOException(file + ": this harness cannot run the step " + step);
      }
      steps.add(
          new Step(
              condition.equals("always()"),
              uses.substring(0, uses.indexOf('@')),
              texts(step.path("with")),
              texts(step.path("env"))));
    }
    return new WorkflowFile(events, texts(document.path("permissions")), steps);
  }

  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }

  /// Whether the token may write there.
  boolean mayWrite(String right) {
    return "write".equals(rights.get(right));
  }
}
