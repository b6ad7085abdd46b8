package dev.createdump.testkit.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The check runs of the fake GitHub: it refuses more than 50 annotations a request and appends
/// those of an update, as GitHub does. Safe from any thread.
final class GitHubCheckRuns {
  private static final int MOST = 50;
  private static final String TIME = "2026-01-02T03:04:05Z";
  private static final JsonMapper JSON = new JsonMapper();

  private final List<CheckRun> runs = new ArrayList<>();

  synchronized List<CheckRun> all() {
    return List.copyOf(runs);
  }

  synchronized @Nullable CheckRun find(long id) {
    return runs.stream().filter(run -> run.id() == id).findFirst().orElse(null);
  }

  /// Why a request is refused; empty where it is not.
  static String refusal(JsonNode body, boolean isNew) {
    JsonNode output = body.path("output");
    if (isNew
        && (body.path("name").asText("").isEmpty() || body.path("head_sha").isMissingNode())) {
      return "Invalid request. name and head_sha are missing";
    }
    if (!output.isMissingNode() && output.path("summary").asText("").isEmpty()) {
      return "Invalid request. summary is missing";
    }
    if (output.path("summary").asText("").length() > 65_535) {
      return "Only 65535 characters are allowed";
    }
    return output.path("annotations").size() > MOST ? "No more than 50 annotations" : "";
  }

  synchronized CheckRun create(String repository, JsonNode body) {
    CheckRun run =
        new CheckRun(
            runs.size() + 1L,
            repository,
            body.path("name").asText(),
            body.path("head_sha").asText(),
            body.path("external_id").asText(""),
            body.path("conclusion").asText(""),
            body.at("/output/title").asText(""),
            body.at("/output/summary").asText(""),
            annotations(body));
    runs.add(run);
    return run;
  }

  synchronized CheckRun update(CheckRun old, JsonNode body) {
    List<String> annotations = new ArrayList<>(old.annotations());
    annotations.addAll(annotations(body));
    CheckRun run =
        new CheckRun(
            old.id(),
            old.repository(),
            old.name(),
            old.headSha(),
            old.externalId(),
            body.path("conclusion").asText(old.conclusion()),
            body.at("/output/title").asText(old.title()),
            body.at("/output/summary").asText(old.summary()),
            annotations);
    runs.replaceAll(one -> one.id() == run.id() ? run : one);
    return run;
  }

  private static List<String> annotations(JsonNode body) {
    List<String> annotations = new ArrayList<>();
    for (JsonNode one : body.at("/output/annotations")) {
      annotations.add(
          one.path("path").asText()
              + ":"
              + one.path("start_line").asInt()
              + " "
              + one.path("annotation_level").asText()
              + " "
              + one.path("message").asText());
    }
    return annotations;
  }

  synchronized ObjectNode list(String repository, String sha, String name) {
    ObjectNode list = JSON.createObjectNode();
    var shown = list.putArray("check_runs");
    for (CheckRun run : runs) {
      if (run.repository().equals(repository)
          && run.headSha().equals(sha)
          && run.name().equals(name)) {
        shown.add(document(run));
      }
    }
    return list.put("total_count", shown.size());
  }

  ObjectNode document(CheckRun run) {
    String url = "https://api.github.com/repos/" + run.repository() + "/check-runs/" + run.id();
    ObjectNode document = JSON.createObjectNode().put("id", run.id()).put("node_id", "CR_1");
    document.put("name", run.name()).put("head_sha", run.headSha());
    document.put("external_id", run.externalId()).put("url", url);
    document.put("html_url", "https://github.com/" + run.repository() + "/runs/" + run.id());
    document.put("details_url", "https://github.com").put("status", "completed");
    document.put("conclusion", run.conclusion()).put("started_at", TIME);
    document.put("completed_at", TIME).putNull("app").putNull("check_suite");
    document.putArray("pull_requests");
    ObjectNode output = document.putObject("output").put("title", run.title());
    output.put("summary", run.summary()).putNull("text");
    output.put("annotations_count", run.annotations().size());
    output.put("annotations_url", url + "/annotations");
    return document;
  }
}
