package dev.createdump.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.createdump.spi.Forge.Head;
import dev.createdump.spi.Forge.PullRequest;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The merge requests of one project.
final class MergeRequests {
  private static final int PAGE = 100;

  private final Api api;
  private final long project;
  private final Map<Long, String> owners = new HashMap<>();

  private MergeRequests(Api api, long project) {
    this.api = api;
    this.project = project;
  }

  /// Asks for the project's number first, as that survives renames, and only reading follows a
  /// redirect.
  ///
  /// @param path the groups and the project, with slashes
  static MergeRequests of(Api api, String path) throws IOException {
    long id = api.get("projects/" + encoded(path)).body().path("id").asLong(-1);
    if (id < 0) {
      throw GitLabErrors.garbage("GET projects/" + path);
    }
    return new MergeRequests(api, id);
  }

  /// The path of a merge request below the API.
  String path(PullRequestRef ref) {
    return "projects/" + project + "/merge_requests/" + ref.number();
  }

  PullRequest read(PullRequestRef ref) throws IOException {
    return pullRequest(api.get(path(ref)).body());
  }

  /// The open ones whose source is this tip, in the order of their numbers.
  List<PullRequest> openFrom(Head head) throws IOException {
    JsonNode all =
        api.get(
                "projects/"
                    + project
                    + "/merge_requests?state=opened&per_page="
                    + PAGE
                    + "&source_branch="
                    + encoded(head.branch()))
            .body();
    List<PullRequest> found = new ArrayList<>();
    for (JsonNode one : all) {
      if (one.path("sha").asText("").equals(head.sha())
          && one.path("source_branch").asText("").equals(head.branch())
          && owner(one.path("source_project_id").asLong(-1)).equals(head.owner())) {
        found.add(pullRequest(one));
      }
    }
    found.sort((one, other) -> Long.compare(one.number(), other.number()));
    return found;
  }

  /// The groups that a project is in; empty where the token may not see it, or it is gone.
  private String owner(long source) throws IOException {
    String known = owners.get(source);
    if (known != null) {
      return known;
    }
    String owner = "";
    if (source >= 0) {
      try {
        owner = api.get("projects/" + source).body().path("namespace").path("full_path").asText("");
      } catch (ForgeException e) {
        if (e.code() != Code.NOT_FOUND && e.code() != Code.DENIED) {
          throw e;
        }
      }
    }
    owners.put(source, owner);
    return owner;
  }

  private PullRequest pullRequest(JsonNode document) throws IOException {
    String target = document.path("target_branch").asText("");
    String state = document.path("state").asText("");
    return new PullRequest(
        document.path("iid").asLong(),
        document.path("web_url").asText(""),
        document.path("title").asText(""),
        target,
        base(document, target),
        document.path("source_branch").asText(""),
        commit(document.path("sha").asText("")),
        state.equals("opened") || state.equals("locked"));
  }

  /// The tip of the target branch when the change was last compared; of a merge request that GitLab
  /// has not compared yet, the branch itself knows.
  private String base(JsonNode document, String target) throws IOException {
    String start = document.path("diff_refs").path("start_sha").asText("");
    if (!start.isEmpty()) {
      return commit(start);
    }
    JsonNode branch =
        api.get("projects/" + project + "/repository/branches/" + encoded(target)).body();
    return commit(branch.path("commit").path("id").asText(""));
  }

  /// A commit's name; what is none must not reach git.
  private static String commit(String sha) throws ForgeException {
    if (!sha.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw GitLabErrors.garbage("a merge request's commit");
    }
    return sha;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
