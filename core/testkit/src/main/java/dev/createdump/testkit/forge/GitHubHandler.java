package dev.createdump.testkit.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.createdump.testkit.forge.FakeGitHub.Account;
import dev.createdump.testkit.forge.FakeGitHub.Comment;
import dev.createdump.testkit.forge.FakeGitHub.Pull;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out who asks, and does what is asked.
final class GitHubHandler extends FaultyHandler {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d+)(/.*)?");
  private static final Pattern REPOSITORY = Pattern.compile("/repos/([^/]+)/([^/]+)");
  private static final Pattern PULLS = Pattern.compile("/repos/([^/]+)/([^/]+)/pulls");
  private static final Pattern PULL = Pattern.compile("/repos/([^/]+)/([^/]+)/pulls/(\\d+)");
  private static final Pattern COMMENTS =
      Pattern.compile("/repos/([^/]+)/([^/]+)/issues/(\\d+)/comments");
  private static final Pattern COMMENT =
      Pattern.compile("/repos/([^/]+)/([^/]+)/issues/comments/(\\d+)");
  private static final Pattern CHECK_RUNS =
      Pattern.compile("/repos/([^/]+/[^/]+)/check-runs(?:/(\\d+))?");
  private static final Pattern CHECKS_OF =
      Pattern.compile("/repos/([^/]+/[^/]+)/commits/([0-9a-f]+)/check-runs");
  private static final int LONGEST_BODY = 262_144; // bytes of UTF-8, as measured at GitHub

  private final FakeGitHub state;
  private final GitHubDocuments documents;
  private final String root;

  GitHubHandler(FakeGitHub state, Faults faults, String root) {
    super(faults);
    this.state = state;
    this.documents = new GitHubDocuments(root);
    this.root = root;
  }

  @Override
  Reply process(HttpExchange http, String body) throws IOException {
    String authorization =
        Objects.requireNonNullElse(http.getRequestHeaders().getFirst("Authorization"), "");
    @Nullable Account account = state.account(authorization.replaceFirst("^(Bearer|token) ", ""));
    if (account == null) {
      return error(401, "Bad credentials");
    }
    String path = canonical(http.getRequestURI().getRawPath());
    Matcher checks = CHECK_RUNS.matcher(path);
    if (checks.matches()) {
      return check(checks.group(1), checks.group(2), account, JSON.readTree(body));
    }
    return switch (http.getRequestMethod()) {
      case "GET" -> get(path, http.getRequestURI().getRawQuery(), account);
      case "POST" -> path.equals("/graphql") ? viewer(account) : create(path, account, text(body));
      case "PATCH" -> update(path, account, text(body));
      default -> error(404, "Not Found");
    };
  }

  /// The path without Enterprise Server's prefix, and with a repository's name for its number:
  /// GitHub itself uses the number in page links and in redirects to a renamed repository.
  private String canonical(String path) {
    String plain = path.replaceFirst("^/api/(v3/)?", "/");
    Matcher byId = BY_ID.matcher(plain);
    @Nullable String name = byId.matches() ? state.repository(Long.parseLong(byId.group(1))) : null;
    return name == null ? plain : "/repos/" + name + Objects.requireNonNullElse(byId.group(2), "");
  }

  private Reply get(String path, @Nullable String query, Account account) {
    if (path.equals("/user")) {
      return account.login().endsWith("[bot]")
          ? error(403, "Resource not accessible by integration")
          : json(200, documents.self(account.login()));
    }
    Matcher repository = REPOSITORY.matcher(path);
    if (repository.matches() && state.hasRepository(repository.group(1), repository.group(2))) {
      return json(200, documents.repository(repository.group(1), repository.group(2)));
    }
    Matcher pulls = PULLS.matcher(path);
    if (pulls.matches() && state.hasRepository(pulls.group(1), pulls.group(2))) {
      String head = text(query, "head");
      return json(
          200, documents.pullRequests(state.openPulls(pulls.group(1), pulls.group(2), head)));
    }
    Matcher checked = CHECKS_OF.matcher(path);
    if (checked.matches()) {
      String name = query == null ? "" : query.replaceFirst("^.*check_name=([^&]*).*$", "$1");
      return json(200, state.checks().list(checked.group(1), checked.group(2), name));
    }
    @Nullable Pull pull = pull(PULL.matcher(path));
    if (pull != null) {
      return json(200, documents.pullRequest(pull));
    }
    @Nullable Pull discussed = pull(COMMENTS.matcher(path));
    return discussed == null
        ? error(404, "Not Found")
        : page(discussed, parameter(query, "per_page", 30), parameter(query, "page", 1));
  }

  private Reply check(String repository, @Nullable String id, Account account, JsonNode body) {
    if (!account.write()) {
      return error(403, "Resource not accessible by integration");
    }
    String refusal = GitHubCheckRuns.refusal(body, id == null);
    if (!refusal.isEmpty()) {
      return error(422, refusal);
    }
    if (id == null) {
      return json(201, state.checks().document(state.checks().create(repository, body)));
    }
    @Nullable CheckRun old = state.checks().find(Long.parseLong(id));
    return old == null
        ? error(404, "Not Found")
        : json(200, state.checks().document(state.checks().update(old, body)));
  }

  private Reply page(Pull pull, int asked, int page) {
    int size = Math.clamp(asked, 1, 100);
    List<Comment> all = state.comments(pull.number());
    int from = Math.min((page - 1) * size, all.size());
    int to = Math.min(from + size, all.size());
    String body = documents.comments(pull, all.subList(from, to)).toString();
    String comments = "/issues/" + pull.number() + "/comments";
    String link =
        "<" + root + "/repositories/" + id(pull) + comments + "?per_page=" + size + "&page=";
    int last = Math.ceilDiv(all.size(), size);
    String next =
        to < all.size()
            ? link + (page + 1) + ">; rel=\"next\", " + link + last + ">; rel=\"last\""
            : link + "1>; rel=\"first\"";
    return new Reply(200, Map.of("Link", next), body);
  }

  private Reply viewer(Account account) {
    return state.hasViewer()
        ? json(200, documents.viewer(account.login()))
        : error(403, "Resource not accessible by integration");
  }

  private Reply create(String path, Account account, @Nullable String text) {
    @Nullable Pull pull = pull(COMMENTS.matcher(path));
    if (pull == null) {
      return error(404, "Not Found");
    }
    @Nullable Reply refusal = refusal(account, text);
    if (refusal != null) {
      return refusal;
    }
    long id = state.comment(pull.number(), account.login(), Objects.requireNonNull(text));
    return json(201, documents.comment(pull, Objects.requireNonNull(state.comment(id))));
  }

  private Reply update(String path, Account account, @Nullable String text) {
    Matcher matcher = COMMENT.matcher(path);
    @Nullable Comment old =
        matcher.matches() ? state.comment(Long.parseLong(matcher.group(3))) : null;
    @Nullable Pull pull =
        old == null ? null : state.pull(matcher.group(1), matcher.group(2), old.pull());
    if (old == null || pull == null) {
      return error(404, "Not Found");
    }
    @Nullable Reply refusal = refusal(account, text);
    if (refusal != null) {
      return refusal;
    }
    Comment updated = new Comment(old.id(), old.pull(), old.login(), Objects.requireNonNull(text));
    state.replace(updated);
    return json(200, documents.comment(pull, updated));
  }

  private @Nullable Reply refusal(Account account, @Nullable String text) {
    if (!account.write()) {
      return error(403, "Resource not accessible by integration");
    }
    if (text == null || text.isEmpty()) {
      return error(422, "Validation Failed");
    }
    return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BODY
        ? error(422, "Body is too long (maximum is 65536 characters)")
        : null;
  }

  private @Nullable Pull pull(Matcher matcher) {
    return matcher.matches()
        ? state.pull(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3)))
        : null;
  }

  private static long id(Pull pull) {
    return GitHubDocuments.id(pull.owner() + "/" + pull.repository());
  }

  private static @Nullable String text(String body) throws IOException {
    JsonNode node = JSON.readTree(body).path("body");
    return node.isTextual() ? node.asText() : null;
  }

  private static int parameter(@Nullable String query, String name, int otherwise) {
    Matcher matcher =
        Pattern.compile("(?:^|&)" + name + "=(\\d{1,9})").matcher(query == null ? "" : query);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
  }

  /// A parameter's value; GitHub takes one without a colon for none.
  private static String text(@Nullable String query, String name) {
    Matcher matcher =
        Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query == null ? "" : query);
    String value =
        matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
    return value.indexOf(':') < 0 ? "" : value;
  }

  private static Reply json(int status, JsonNode document) {
    return new Reply(status, Map.of(), document.toString());
  }

  private Reply error(int status, String message) {
    return json(status, documents.error(status, message));
  }
}
