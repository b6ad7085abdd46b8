package dev.createdump.testkit.forge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// GitHub's documents, with every field that its OpenAPI description requires.
final class GitHubDocuments {
  private static final String TIME = "2026-01-02T03:04:05Z";
  private static final JsonMapper JSON = new JsonMapper();

  /// The links of a repository, by what their path ends with.
  private static final List<String> REPOSITORY_LINKS =
      List.of(
          "archive",
          "assignees",
          "blobs",
          "branches",
          "collaborators",
          "comments",
          "commits",
          "compare",
          "contents",
          "contributors",
          "deployments",
          "downloads",
          "events",
          "forks",
          "git_commits",
          "git_refs",
          "git_tags",
          "hooks",
          "issue_comment",
          "issue_events",
          "issues",
          "keys",
          "labels",
          "languages",
          "merges",
          "milestones",
          "notifications",
          "pulls",
          "releases",
          "stargazers",
          "statuses",
          "subscribers",
          "subscription",
          "tags",
          "teams",
          "trees");

  private static final List<String> USER_LINKS =
      List.of(
          "events",
          "followers",
          "following",
          "gists",
          "organizations",
          "received_events",
          "repos",
          "starred",
          "subscriptions");

  private final String root;

  /// @param root the server's address
  GitHubDocuments(String root) {
    this.root = root;
  }

  ObjectNode user(String login) {
    ObjectNode user = JSON.createObjectNode();
    String url = root + "/users/" + login.replace("[", "%5B").replace("]", "%5D");
    user.put("login", login).put("id", id(login));
    user.put("node_id", "U_" + login.length()).put("gravatar_id", "").put("site_admin", false);
    user.put("avatar_url", root + "/avatars/u/1").put("html_url", url).put("url", url);
    user.put("type", login.endsWith("[bot]") ? "Bot" : "User");
    USER_LINKS.forEach(link -> user.put(link + "_url", url + "/" + link));
    return user;
  }

  /// The user that a token speaks for, as `GET /user` shows it.
  ObjectNode self(String login) {
    ObjectNode user = user(login);
    user.put("user_view_type", "public");
    List.of("bio", "blog", "company", "email", "location", "name").forEach(user::putNull);
    user.putNull("hireable");
    List.of("followers", "following", "public_gists", "public_repos")
        .forEach(count -> user.put(count, 0));
    return user.put("created_at", TIME).put("updated_at", TIME);
  }

  /// A number for a name, the same every time.
  static long id(String name) {
    return Integer.toUnsignedLong(name.hashCode());
  }

  ObjectNode repository(String owner, String name) {
    ObjectNode repository = JSON.createObjectNode();
    String url = root + "/repos/" + owner + "/" + name;
    repository.put("id", id(owner + "/" + name)).put("node_id", "R_1").put("name", name);
    repository.put("full_name", owner + "/" + name).set("owner", user(owner));
    repository.put("url", url).put("html_url", root + "/" + owner + "/" + name);
    REPOSITORY_LINKS.forEach(link -> repository.put(link + "_url", url + "/" + link));
    List.of("clone_url", "git_url", "ssh_url", "svn_url")
        .forEach(link -> repository.put(link, url));
    List.of("description", "homepage", "language", "mirror_url", "license")
        .forEach(repository::putNull);
    List.of(
            "private",
            "fork",
            "archived",
            "disabled",
            "has_issues",
            "has_projects",
            "has_wiki",
            "has_pages",
            "has_discussions",
            "has_downloads")
        .forEach(flag -> repository.put(flag, false));
    List.of(
            "forks",
            "forks_count",
            "open_issues",
            "open_issues_count",
            "size",
            "stargazers_count",
            "watchers",
            "watchers_count",
            "network_count",
            "subscribers_count")
        .forEach(count -> repository.put(count, 0));
    repository.put("default_branch", "main");
    List.of("created_at", "updated_at", "pushed_at").forEach(time -> repository.put(time, TIME));
    return repository;
  }

  ObjectNode pullRequest(FakeGitHub.Pull pull) {
    ObjectNode document = JSON.createObjectNode();
    String repository = root + "/repos/" + pull.owner() + "/" + pull.repository();
    String url = repository + "/pulls/" + pull.number();
    String issue = repository + "/issues/" + pull.number();
    document.put("id", pull.number() + 1000).put("node_id", "PR_1").put("number", pull.number());
    document.put("title", pull.title()).put("state", pull.open() ? "open" : "closed");
    document.put("locked", false).put("draft", false).put("author_association", "CONTRIBUTOR");
    document.put("url", url).put("issue_url", issue).put("comments_url", issue + "/comments");
    List.of("commits_url", "diff_url", "patch_url", "html_url", "review_comment_url")
        .forEach(link -> document.put(link, url));
    List.of("review_comments_url", "statuses_url").forEach(link -> document.put(link, url));
    ObjectNode links = document.putObject("_links");
    List.of(
            "comments",
            "commits",
            "statuses",
            "html",
            "issue",
            "review_comments",
            "review_comment",
            "self")
        .forEach(link -> links.putObject(link).put("href", url));
    List.of(
            "body",
            "closed_at",
            "merge_commit_sha",
            "merged_at",
            "milestone",
            "assignee",
            "auto_merge",
            "mergeable",
            "merged_by")
        .forEach(document::putNull);
    List.of("additions", "changed_files", "comments", "commits", "deletions", "review_comments")
        .forEach(count -> document.put(count, 0));
    document.put("created_at", TIME).put("updated_at", TIME).put("mergeable_state", "clean");
    document.put("merged", false).put("maintainer_can_modify", false).putArray("labels");
    document.set("user", user("contributor"));
    document.set("base", side(pull, pull.owner(), "main", pull.baseSha()));
    document.set("head", side(pull, pull.headOwner(), pull.headBranch(), pull.headSha()));
    return document;
  }

  /// Pull requests as a list shows them: with less.
  ArrayNode pullRequests(List<FakeGitHub.Pull> pulls) {
    ArrayNode array = JSON.createArrayNode();
    for (FakeGitHub.Pull pull : pulls) {
      ObjectNode document = pullRequest(pull);
      document.remove(
          List.of(
              "additions",
              "changed_files",
              "comments",
              "commits",
              "deletions",
              "maintainer_can_modify",
              "mergeable",
              "mergeable_state",
              "merged",
              "merged_by",
              "review_comments"));
      document.putArray("assignees");
      document.putArray("requested_reviewers");
      document.putArray("requested_teams");
      array.add(document);
    }
    return array;
  }

  private ObjectNode side(FakeGitHub.Pull pull, String owner, String branch, String sha) {
    ObjectNode side = JSON.createObjectNode();
    side.put("label", owner + ":" + branch).put("ref", branch).put("sha", sha);
    side.set("user", user(owner));
    ObjectNode repository = repository(owner, pull.repository());
    side.set("repo", repository.remove(List.of("network_count", "subscribers_count")));
    return side;
  }

  ObjectNode comment(FakeGitHub.Pull pull, FakeGitHub.Comment comment) {
    ObjectNode document = JSON.createObjectNode();
    String repository = root + "/repos/" + pull.owner() + "/" + pull.repository();
    String page = root + "/" + pull.owner() + "/" + pull.repository() + "/pull/" + pull.number();
    document.put("id", comment.id()).put("node_id", "IC_1").put("body", comment.body());
    document.put("url", repository + "/issues/comments/" + comment.id());
    document.put("issue_url", repository + "/issues/" + pull.number());
    document.put("html_url", page + "#issuecomment-" + comment.id());
    document.put("created_at", TIME).put("updated_at", TIME).put("author_association", "NONE");
    if (comment.login().isEmpty()) {
      document.putNull("user");
    } else {
      document.set("user", user(comment.login()));
    }
    return document;
  }

  ArrayNode comments(FakeGitHub.Pull pull, List<FakeGitHub.Comment> comments) {
    ArrayNode array = JSON.createArrayNode();
    comments.forEach(comment -> array.add(comment(pull, comment)));
    return array;
  }

  ObjectNode viewer(String login) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("data").putObject("viewer").put("login", login);
    return answer;
  }

  ObjectNode error(int status, String message) {
    ObjectNode error = JSON.createObjectNode();
    error.put("message", message).put("documentation_url", "https://docs.github.com/rest");
    return error.put("status", Integer.toString(status));
  }
}
