package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.guide.Guide;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The README, followed: its commands as they stand there, in a shell, in a clone of a small
/// monorepo. Only addresses are others: what is at `/srv`, at GitHub and at `https://host`.
final class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  @TempDir static Path world;
  private static FakeGitHub github;

  private static Guide readme() throws IOException {
    return Guide.read(ROOT.resolve("README.md"));
  }

  static List<String> commands() throws IOException {
    return readme().at("Use").commands();
  }

  @BeforeAll
  static void prepare() throws Exception {
    github = FakeGitHub.start();
    github.token("may-write", new FakeGitHub.Account("ada", true));
    github.pull(new FakeGitHub.Pull("o", "r", 12, "t", "a".repeat(40), "b".repeat(40), true));
    RepoBuilder origin = monorepo(world.resolve("origin"));
    RepoBuilder clone = origin.cloneTo(world.resolve("app"));
    clone.run("checkout", "-q", "feature");
    Files.createDirectory(world.resolve("store"));
    Files.writeString(world.resolve("policy.toml"), "[enforce]\nscan.secrets = true\n");
    // What the commands work on that somebody made before.
    shell("create-dump single --name app --format md,tar.zst --out . && cp app.md dump.md");
    shell("create-dump single --out dumps");
  }

  @AfterAll
  static void stop() {
    github.close();
  }

  private static RepoBuilder monorepo(Path directory) {
    RepoBuilder repo = RepoBuilder.init(directory);
    repo.commit("main", "feat: start", edits -> edits.file("api/pom.xml", "<project/>\n"));
    for (String name : List.of("a", "b", "c")) {
      repo.commit("main", "feat: " + name, edits -> edits.file("docs/" + name + ".md", "x\n"));
    }
    repo.branch("feature", "main");
    repo.commit("feature", "fix: say two", edits -> edits.file("api/a.txt", "two\n"));
    return repo;
  }

  @Test
  void everyExampleIsFollowed() throws Exception {
    assertThat(readme().examples())
        .extracting(Guide.Example::place)
        // The second is how this test itself is run.
        .containsExactly("Start", "Start 2", "Use");
    assertThat(readme().at("Start 2").commands()).containsExactly("./verify");
    assertThat(commands()).hasSizeGreaterThan(20);
  }

  /// In a checkout that was built.
  @Test
  void theFirstStep() throws Exception {
    Path checkout = monorepo(world.resolve("checkout")).directory();
    Files.createDirectories(checkout.resolve("docker/launcher"));
    for (String file : List.of("create-dump", "docker/launcher/find-jdk.sh")) {
      Files.copy(
          ROOT.resolve(file),
          checkout.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path target = Files.createDirectories(checkout.resolve("docker/target"));
    Files.createSymbolicLink(target.resolve("dist"), DIST);
    Files.createFile(target.resolve("launcher.stamp"));
    Ran ran = Ran.of(checkout, variables(), List.of("sh", "-e", "-c", readme().at("Start").text()));
    Files.delete(target.resolve("dist"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(checkout.resolve("dump"))
        .isDirectoryContaining("glob:**.html")
        .isDirectoryContaining("glob:**.patch")
        .isDirectoryContaining("glob:**.manifest.json");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theCommandDoesWhatItSays(String command) throws Exception {
    boolean endless = command.endsWith(" --watch");
    if (command.contains("| jq ")) {
      assumeTrue(shell("command -v jq").code() == 0, "jq is missing: apt-get install jq");
    }
    String here =
        command
            .replace("file:///srv/evidence", world.resolve("store").toUri().toString())
            .replace("https://github.com/", github.serverUrl() + "/")
            .replace("https://host/policy.toml", world.resolve("policy.toml").toUri().toString());
    Ran ran =
        shell(
            endless
                ? "env --default-signal=INT timeout --preserve-status --signal=INT 5 " + here
                : here);
    assertThat(ran.code()).as(ran.err()).isEqualTo(endless ? 130 : 0);
    assertThat(ran.err()).contains(endless ? "watching " : "");
  }

  private static Ran shell(String command) throws Exception {
    Map<String, String> variables = variables();
    if (command.contains("create-dump ci ")) {
      variables.put("CREATE_DUMP_BASE", "origin/main");
      variables.put("CREATE_DUMP_HEAD", "HEAD");
    }
    return Ran.of(
        world.resolve("app"), variables, List.of("bash", "-e", "-o", "pipefail", "-c", command));
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PATH", DIST.resolve("bin") + ":" + System.getenv("PATH"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("HOME", world.toString());
    variables.put("GITHUB_TOKEN", "may-write");
    variables.put("GITHUB_API_URL", github.apiUrl().toString());
    variables.put("GITHUB_SERVER_URL", github.serverUrl().toString());
    return variables;
  }
}
