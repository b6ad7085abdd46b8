package dev.createdump.testkit.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.createdump.testkit.forge.FakeGitLab.Account;
import dev.createdump.testkit.forge.FakeGitLab.Note;
import dev.createdump.testkit.forge.FakeGitLab.Request;
import dev.createdump.testkit.forge.FakeGitLab.Scope;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out who asks, and does what is asked.
final class GitLabHandler extends FaultyHandler {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_NOTE = 1_000_000;
  private static final Pattern PATH =
      Pattern.compile("/api/v4/projects/([^/]+)(?:/(merge_requests|repository/branches)(/.*)?)?");
  private static final Pattern NOTES = Pattern.compile("/(\\d+)/notes(?:/(\\d+))?");
  private static final Pattern REQUEST = Pattern.compile("/(\\d+)");

  /// A code block as the quick actions' extractor knows one, or a line that begins with a slash.
  private static final Pattern ACTION =
      Pattern.compile(
          "^```.+?\\n```$|^(/(?:merge|close|approve|assign|title)\\b[^\\n]*)",
          Pattern.MULTILINE | Pattern.DOTALL);

  private final FakeGitLab state;

  GitLabHandler(FakeGitLab state, Faults faults) {
    super(faults);
    this.state = state;
  }

  @Override
  Reply process(HttpExchange http, String body) throws IOException {
    String header =
        Objects.requireNonNullElse(http.getRequestHeaders().getFirst("Authorization"), "");
    @Nullable Account account = state.account(header.replaceFirst("^Bearer ", ""));
    if (account == null || account.scope() == Scope.JOB) {
      return message(401, "401 Unauthorized");
    }
    String method = http.getRequestMethod();
    if (!method.equals("GET") && account.scope() == Scope.READ_API) {
      return json(
          403,
          JSON.createObjectNode()
              .put("error", "insufficient_scope")
              .put(
                  "error_description",
                  "The request requires higher privileges than provided by the access token.")
              .put("scope", "api"));
    }
    if (http.getRequestURI().getRawPath().equals("/api/v4/user")) {
      return json(200, user(account.username()));
    }
    Matcher path = PATH.matcher(http.getRequestURI().getRawPath());
    return path.matches() ? project(http, path, account, body) : message(404, "404 Not Found");
  }

  private Reply project(HttpExchange http, Matcher path, Account account, String body)
      throws IOException {
    String asked = decoded(path.group(1));
    @Nullable String target = state.movedTo(asked);
    if (target != null && http.getRequestMethod().equals("GET")) {
      String there = "/api/v4/projects/" + FakeGitLab.id(target);
      return new Reply(301, Map.of("Location", state.serverUrl() + there), "{}");
    }
    long id = asked.matches("\\d+") ? Long.parseLong(asked) : FakeGitLab.id(asked);
    @Nullable String project = state.project(id);
    if (project == null) {
      return message(404, "404 Project Not Found");
    }
    String what = Objects.requireNonNullElse(path.group(2), "");
    String rest = Objects.requireNonNullElse(path.group(3), "");
    String query = Objects.requireNonNullElse(http.getRequestURI().getRawQuery(), "");
    return switch (what) {
      case "" -> json(200, project(project));
      case "merge_requests" ->
          requests(http.getRequestMethod(), project, rest, query, account, body);
      default -> json(200, branch(decoded(rest.substring(1))));
    };
  }

  private Reply requests(
      String method, String project, String rest, String query, Account account, String body)
      throws IOException {
    if (rest.isEmpty()) {
      ArrayNode all = JSON.createArrayNode();
      state
          .open(project, decoded(parameter(query, "source_branch", "")))
          .forEach(request -> all.add(document(request)));
      return json(200, all);
    }
    Matcher one = REQUEST.matcher(rest);
    @Nullable Request request =
        one.lookingAt() ? state.request(project, Long.parseLong(one.group(1))) : null;
    if (request == null) {
      return message(404, "404 Not found");
    }
    Matcher notes = NOTES.matcher(rest);
    if (!notes.matches()) {
      return json(200, document(request));
    }
    if (method.equals("GET")) {
      return page(request, query);
    }
    return write(request, notes.group(2), account, JSON.readTree(body).path("body").asText(""));
  }

  private Reply page(Request request, String query) {
    int size = Math.clamp(Integer.parseInt(parameter(query, "per_page", "20")), 1, 100);
    int page = Integer.parseInt(parameter(query, "page", "1"));
    List<Note> all = new ArrayList<>(state.notes(request.iid()));
    if (!parameter(query, "sort", "desc").equals("asc")) {
      all = all.reversed();
    }
    int from = Math.min((page - 1) * size, all.size());
    int to = Math.min(from + size, all.size());
    ArrayNode shown = JSON.createArrayNode();
    all.subList(from, to).forEach(note -> shown.add(document(note)));
    String next = to < all.size() ? String.valueOf(page + 1) : "";
    return new Reply(200, Map.of("X-Next-Page", next), shown.toString());
  }

  private Reply write(Request request, @Nullable String id, Account account, String text) {
    if (account.scope() == Scope.GUEST) {
      return message(403, "403 Forbidden");
    }
    if (text.isEmpty()) {
      return json(400, JSON.createObjectNode().put("error", "body is missing"));
    }
    if (text.codePointCount(0, text.length()) > LONGEST_NOTE) {
      return message(400, "Note is too long (maximum is 1000000 characters)");
    }
    String kept = obeyed(text);
    if (id == null) {
      long created = state.note(request.iid(), account.username(), kept);
      return json(201, document(Objects.requireNonNull(state.note(created))));
    }
    @Nullable Note old = state.note(Long.parseLong(id));
    if (old == null || old.iid() != request.iid()) {
      return message(404, "404 Note Not Found");
    }
    if (!old.username().equals(account.username())) {
      return message(403, "403 Forbidden");
    }
    Note updated = new Note(old.id(), old.iid(), old.username(), kept, old.system());
    state.replace(updated);
    return json(200, document(updated));
  }

  /// Runs the quick actions of a note, and leaves the rest of its text.
  private String obeyed(String text) {
    List<String> actions = new ArrayList<>();
    Matcher matcher = ACTION.matcher(text.replace("\r", ""));
    StringBuilder rest = new StringBuilder();
    while (matcher.find()) {
      @Nullable String action = matcher.group(1);
      if (action != null) {
        actions.add(action);
      }
      matcher.appendReplacement(
          rest, Matcher.quoteReplacement(action == null ? matcher.group() : ""));
    }
    state.ran(actions);
    return actions.isEmpty() ? text : matcher.appendTail(rest).toString();
  }

  private static ObjectNode user(String username) {
    return JSON.createObjectNode().put("id", FakeGitLab.id(username)).put("username", username);
  }

  private static ObjectNode project(String path) {
    int slash = path.lastIndexOf('/');
    ObjectNode project = JSON.createObjectNode().put("id", FakeGitLab.id(path));
    project.put("path", path.substring(slash + 1)).put("path_with_namespace", path);
    project.putObject("namespace").put("full_path", path.substring(0, slash));
    return project;
  }

  private static ObjectNode branch(String name) {
    ObjectNode branch = JSON.createObjectNode().put("name", name);
    branch.putObject("commit").put("id", "b".repeat(40));
    return branch;
  }

  private ObjectNode document(Request request) {
    ObjectNode document = JSON.createObjectNode().put("iid", request.iid());
    document.put("project_id", FakeGitLab.id(request.project()));
    document.put("source_project_id", FakeGitLab.id(request.source()));
    document.put("target_project_id", FakeGitLab.id(request.project()));
    document.put("title", request.title()).put("state", request.state());
    document.put("source_branch", request.branch()).put("target_branch", "main");
    document.put("sha", request.headSha()).put("web_url", webUrl(request));
    if (request.compared()) {
      document
          .putObject("diff_refs")
          .put("base_sha", request.baseSha())
          .put("head_sha", request.headSha())
          .put("start_sha", request.baseSha());
    } else {
      document.putNull("diff_refs");
    }
    return document;
  }

  private String webUrl(Request request) {
    return state.serverUrl() + "/" + request.project() + "/-/merge_requests/" + request.iid();
  }

  private static ObjectNode document(Note note) {
    ObjectNode document = JSON.createObjectNode().put("id", note.id()).put("body", note.body());
    document.set("author", user(note.username()));
    document.put("system", note.system()).put("noteable_iid", note.iid());
    return document.put("noteable_type", "MergeRequest").put("internal", false);
  }

  private static String parameter(String query, String name, String otherwise) {
    Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Reply message(int status, String message) {
    return json(status, JSON.createObjectNode().put("message", message));
  }

  private static Reply json(int status, JsonNode document) {
    return new Reply(status, Map.of(), document.toString());
  }
}
