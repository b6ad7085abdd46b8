package dev.createdump.engine.ci;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads GitHub Actions' documented variables and its event file.
final class GitHubEnvironment {
  private static final Set<String> WANTED =
      Set.of(
          "number",
          "before",
          "after",
          "repository.default_branch",
          "merge_group.base_sha",
          "merge_group.head_sha",
          "merge_group.base_ref",
          "pull_request.number",
          "pull_request.title",
          "pull_request.html_url",
          "pull_request.base.sha",
          "pull_request.base.ref",
          "pull_request.base.repo.full_name",
          "pull_request.head.repo.full_name",
          "pull_request.head.sha",
          "pull_request.head.ref");

  private final Environment environment;
  private final String event;
  private final EventFile file;

  private GitHubEnvironment(Environment environment, String event, EventFile file) {
    this.environment = environment;
    this.event = event;
    this.file = file;
  }

  static CiContext read(Environment environment) throws Failure {
    String event = environment.get("GITHUB_EVENT_NAME").orElse("");
    EventFile nothing = new EventFile(java.util.Map.of());
    try {
      Optional<String> path = environment.get("GITHUB_EVENT_PATH");
      EventFile file =
          path.isPresent()
              ? EventFile.read(Path.of(path.get()), WANTED, "GITHUB_EVENT_PATH")
              : nothing;
      return new GitHubEnvironment(environment, event, file).context();
    } catch (Failure.Source e) {
      // Whoever names the revisions, or asks for no change, can do without.
      CiContext.Revision unknown = CiContext.Revision.unknown(String.valueOf(e.getMessage()));
      return new GitHubEnvironment(environment, event, nothing).context(unknown, unknown, null);
    }
  }

  private CiContext context() throws Failure {
    return switch (event) {
      case "pull_request", "pull_request_target" -> pullRequest();
      case "merge_group" ->
          context(
              CiDetector.commit(
                  "the merge group's base",
                  sha("merge_group.base_sha"),
                  file.get("merge_group.base_ref").stream().toList()),
              CiDetector.commit("the merge group's head", sha("merge_group.head_sha"), List.of()),
              null);
      case "push" -> push();
      default -> context(defaultBranch(), runCommit(), null);
    };
  }

  private CiContext pullRequest() throws Failure {
    long number = number();
    String baseRef = file.text("pull_request.base.ref");
    CiContext.Review review =
        new CiContext.Review(
            number,
            file.text("pull_request.title"),
            file.text("pull_request.html_url"),
            file.text("pull_request.head.ref"),
            baseRef,
            fork());
    return context(
        CiDetector.commit(
            "the pull request's base",
            sha("pull_request.base.sha"),
            baseRef.isEmpty() ? List.of() : List.of("refs/heads/" + baseRef)),
        CiDetector.commit(
            "the pull request's head",
            sha("pull_request.head.sha"),
            List.of("refs/pull/" + number + "/head")),
        review);
  }

  /// The repository of a fork that was deleted is not named.
  private @Nullable Boolean fork() {
    return CiDetector.fork(
        file.text("pull_request.head.repo.full_name"),
        file.text("pull_request.base.repo.full_name"));
  }

  /// What a push brought: the branch before against after; a new branch against the default one.
  private CiContext push() throws Failure {
    String before = file.text("before");
    boolean isNew = before.isEmpty() || before.chars().allMatch(c -> c == '0');
    CiContext.Revision base =
        isNew
            ? defaultBranch()
            : CiDetector.commit("the commit before the push", sha("before"), List.of());
    return context(base, runCommit(), null);
  }

  private CiContext.Revision runCommit() {
    return environment
        .get("GITHUB_SHA")
        .filter(ObjectId::isValid)
        .map(sha -> CiDetector.commit("the commit of the run", sha, List.of()))
        .orElseGet(CiDetector::headOfCheckout);
  }

  private CiContext.Revision defaultBranch() {
    return file.get("repository.default_branch")
        .map(name -> CiDetector.branch("the default branch", name))
        .orElseGet(CiDetector::defaultBranch);
  }

  private long number() throws Failure {
    String text = file.get("pull_request.number").orElseGet(() -> file.text("number"));
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw missing("pull_request.number");
    }
    throw missing("pull_request.number");
  }

  private String sha(String path) throws Failure {
    return file.get(path).filter(ObjectId::isValid).orElseThrow(() -> missing(path));
  }

  private Failure missing(String path) {
    return new Failure.Source(
        "the event file of " + event + " names no valid " + path,
        "Name the revisions with --base and --head.");
  }

  private CiContext context(
      CiContext.Revision base, CiContext.Revision head, CiContext.@Nullable Review review) {
    return new CiContext("github", event, base, head, repository(), review, run());
  }

  private CiContext.@Nullable Repository repository() {
    return CiDetector.repository(
        Hosts.of(server()),
        environment.get("GITHUB_REPOSITORY").orElse(""),
        environment.get("GITHUB_API_URL").orElse("https://api.github.com"));
  }

  private String server() {
    return environment.get("GITHUB_SERVER_URL").orElse("https://github.com");
  }

  private CiContext.@Nullable Run run() {
    Optional<String> id = environment.get("GITHUB_RUN_ID").filter(GitHubEnvironment::isNumber);
    if (id.isEmpty()) {
      return null;
    }
    String attempt =
        environment.get("GITHUB_RUN_ATTEMPT").filter(GitHubEnvironment::isNumber).orElse("1");
    String repository = environment.get("GITHUB_REPOSITORY").orElse("");
    String url =
        repository.isEmpty() || Hosts.of(server()).isEmpty()
            ? ""
            : Hosts.page(server() + "/" + repository + "/actions/runs/" + id.get());
    return new CiContext.Run(id.get() + "-" + attempt, url);
  }

  /// Ids are numbers; what else stands there is not GitHub's, and could be anything.
  private static boolean isNumber(String text) {
    return text.length() < 20 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
