package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The actions, run as GitHub's runner runs them: the directories it mounts, the variables it sets
/// and the files through which it hears. GitHub itself is a fake over real HTTP.
final class ImageActionTest {
  private static final Path ACTIONS = Path.of("..", "github-action");
  private static final String TOKEN = "may-write";

  @TempDir Path work;
  private FakeGitHub github;
  private RepoBuilder repository;

  @BeforeEach
  void open() throws Exception {
    github = FakeGitHub.start();
    github.token(TOKEN, new FakeGitHub.Account("github-actions[bot]", true));
    for (String directory : List.of("home", "workflow", "file_commands", "workspace")) {
      everybodys(Files.createDirectories(work.resolve(directory)));
    }
    for (String file : List.of("set_output", "step_summary", "set_env")) {
      Path path = Files.createFile(work.resolve("file_commands").resolve(file));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    repository = TrainingRepository.create(work.resolve("workspace"));
    everybodys(work.resolve("workspace"));
    String base = repository.id("main");
    String head = repository.id("feature");
    github.pull(new FakeGitHub.Pull("octo", "app", 7, "A change", base, head, true));
    repository.run("checkout", "-q", "--detach", head);
    Files.writeString(
        work.resolve("workflow/event.json"),
        """
        {"number": 7, "pull_request": {"number": 7, "title": "A change",
         "html_url": "%s/octo/app/pull/7", "state": "open",
         "base": {"ref": "main", "sha": "%s"}, "head": {"ref": "topic", "sha": "%s"}}}
        """
            .formatted(github.serverUrl(), base, head));
  }

  @AfterEach
  void close() {
    github.close();
  }

  /// On GitHub's runners the workspace belongs to the image's user.
  private static void everybodys(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /// @param root where the runner's directories are for the program
  private Map<String, String> variables(String root) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("CI", "true");
    variables.put("HOME", root + "/home");
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_WORKSPACE", root + "/workspace");
    variables.put("GITHUB_EVENT_NAME", "pull_request");
    variables.put("GITHUB_EVENT_PATH", root + "/workflow/event.json");
    variables.put("GITHUB_OUTPUT", root + "/file_commands/set_output");
    variables.put("GITHUB_STEP_SUMMARY", root + "/file_commands/step_summary");
    variables.put("GITHUB_ENV", root + "/file_commands/set_env");
    variables.put("GITHUB_REPOSITORY", "octo/app");
    variables.put("GITHUB_RUN_ID", "99");
    variables.put("GITHUB_SERVER_URL", github.serverUrl().toString());
    variables.put("GITHUB_API_URL", github.apiUrl().toString());
    variables.put("GITHUB_SHA", repository.id("feature"));
    return variables;
  }

  private void mustHaveReported() throws IOException {
    assertThat(Files.readString(work.resolve("file_commands/set_output")))
        .contains("dump-digest<<", "comment-url<<", "files<<");
    assertThat(Files.readString(work.resolve("file_commands/step_summary")))
        .contains("web/page.html");
    assertThat(github.comments(7)).hasSize(1);
    assertThat(work.resolve("workspace/dump/change.md")).isRegularFile();
    assertThat(work.resolve("workspace/dump/change.html")).isRegularFile();
  }

  private static final Map<String, String> STEP =
      Map.of("format", "md,json,html,patch", "out", "dump", "name", "change");

  @Test
  void theDockerActionReportsWhatItDid() throws Exception {
    DockerEngine.needImage();
    RunnerAction action = RunnerAction.read(ACTIONS.resolve("action.yml"));
    Map<String, String> environment = variables("/github");
    environment.putAll(action.environment(Map.of("token", TOKEN), STEP));
    List<String> command = new ArrayList<>(List.of("run", "--rm", "--network", "host"));
    command.addAll(List.of("--workdir", "/github/workspace"));
    environment.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
    for (String directory : List.of("home", "workflow", "file_commands", "workspace")) {
      command.addAll(List.of("--volume", work.resolve(directory) + ":/github/" + directory));
    }
    command.add(DockerEngine.IMAGE);
    command.addAll(action.arguments());
    Ran ran = DockerEngine.docker(command.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    mustHaveReported();
  }

  /// The launcher that the step builds is the one of this build.
  @Test
  void theCompositeActionReportsWhatItDid() throws Exception {
    RunnerAction action = RunnerAction.read(ACTIONS.resolve("from-source/action.yml"));
    Path here = Files.createDirectories(work.resolve("action/github-action/from-source"));
    Files.createSymbolicLink(
        work.resolve("action/create-dump"), Path.of("target/dist/bin/create-dump").toRealPath());
    Map<String, String> environment = variables(work.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(
        action.environment(Map.of("token", TOKEN, "action_path", here.toString()), STEP));
    Path script = Files.writeString(work.resolve("step.sh"), action.script());
    Ran ran =
        Ran.of(work.resolve("workspace"), environment, List.of("sh", "-e", script.toString()));
    assertThat(ran.code()).as(ran.err()).isZero();
    mustHaveReported();
  }

  /// What actions run is what a release publishes: its name, this version, and the tag that moves.
  @Test
  void theReleasePublishesWhatTheActionsRun() throws IOException {
    String release = Files.readString(Path.of("..", ".github", "workflows", "release.yml"));
    String version =
        Files.readString(Path.of("target/dist/lib/version.txt"))
            .strip()
            .replace("create-dump ", "")
            .replace("-SNAPSHOT", "");
    assertThat(release).contains("--tag \"$IMAGE:$version\"", "tags: [\"v[0-9]+.[0-9]+.[0-9]+\"]");
    for (String action : List.of("action.yml", "collect/action.yml", "publish/action.yml")) {
      String image = RunnerAction.read(ACTIONS.resolve(action)).image();
      assertThat(image).endsWith(":" + version);
      assertThat(release).contains("  IMAGE: " + image.substring(0, image.lastIndexOf(':')) + "\n");
    }
    String major = "v" + version.substring(0, version.indexOf('.'));
    assertThat(Files.readString(ACTIONS.resolve("examples/pull-request.yml")))
        .contains("uses: create-dump/create-dump/github-action@" + major + "\n");
  }
}
