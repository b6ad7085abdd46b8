package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the dump of a tree says that it stands to the commit that is checked out.
class WorkTreeStateTest {
  @TempDir Path dir;
  private RepoBuilder repo;
  private Path root;

  @BeforeEach
  void repository() throws IOException {
    repo = RepoBuilder.initWithUser(dir.resolve("repo"));
    root = repo.directory();
    for (String name : List.of("a.txt", "b.txt", "sub/c.txt", "sub/d.txt", "sub/deep/e.txt")) {
      repo.write(name, name + "\n");
    }
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "first");
  }

  private Invocation.Result run(Object... words) {
    return Invocation.in().with("SOURCE_DATE_EPOCH", "1700000000").run(words);
  }

  private JsonNode single(Path of, Object... more) throws IOException {
    var result =
        run(
            List.of("single", of, "--out", dir.resolve("out"), "--name", "x"),
            List.of("--format", "json,md,html,jsonl,yaml,toml"),
            more);
    assertThat(result.code()).as(result.err()).isZero();
    return new ObjectMapper().readTree(dir.resolve("out/x.json").toFile());
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(dir.resolve("out/x.manifest.json").toFile()).path("tree");
  }

  private static String state(JsonNode tree) {
    return tree.path("clean").asText()
        + " "
        + tree.path("modified").asText()
        + " "
        + tree.path("untracked").asText();
  }

  @Test
  void whatIsAsCommittedIsClean() throws IOException {
    assertThat(state(single(root))).isEqualTo("true 0 ");
    assertThat(state(manifest())).isEqualTo("true 0 ");
    assertThat(manifest().path("branch").asText()).isEqualTo("main");
    assertThat(dir.resolve("out/x.md")).content().contains("| State | `clean` |");
    assertThat(dir.resolve("out/x.html")).content().contains("<dt>State</dt><dd>clean");
    assertThat(dir.resolve("out/x.yaml")).content().contains("\nclean: true\nmodified: 0\n");
    assertThat(dir.resolve("out/x.toml")).content().contains("\nbranch = \"main\"\nclean = true\n");
    assertThat(state(single(root, "--rev", "HEAD"))).as("a revision").isEqualTo("  ");
    assertThat(single(root, "--rev", "HEAD").has("branch")).isFalse();
    assertThat(state(single(root, "--all-files"))).as("a directory").isEqualTo("  ");
    repo.run("checkout", "-q", "--detach");
    assertThat(single(root).path("detached").asBoolean()).isTrue();
    assertThat(manifest().path("detached").asBoolean()).isTrue();
    assertThat(dir.resolve("out/x.md")).content().contains("| Branch | `none (detached)` |");
  }

  /// As many as `git status` names.
  @Test
  void everyDifferenceCounts() throws IOException {
    repo.write("a.txt", "other\n");
    repo.write("added.txt", "staged\n");
    repo.run("add", "added.txt");
    repo.run("rm", "-q", "--cached", "b.txt");
    Files.delete(root.resolve("sub/c.txt"));
    repo.write("sub/new.txt", "untracked\n");
    int told = repo.run("status", "--porcelain", "-uno", "--no-renames").split("\n").length;
    assertThat(told).isEqualTo(4);
    assertThat(state(single(root))).isEqualTo("false 4 ");
    // b.txt lies there still, and is no longer tracked.
    assertThat(state(single(root, "--untracked"))).isEqualTo("false 4 2");
    assertThat(dir.resolve("out/x.md"))
        .content()
        .contains("| State | `modified: 4 paths, untracked: 2 paths` |");
    assertThat(state(manifest())).isEqualTo("false 4 2");
    assertThat(state(single(root, "--index"))).as("what is staged").isEqualTo("false 2 ");
    assertThat(state(single(root.resolve("sub")))).isEqualTo("false 1 ");
    assertThat(state(single(root.resolve("sub/deep")))).isEqualTo("true 0 ");
  }

  @Test
  void aRepositoryWithoutACommitHasABranchAlone() throws IOException {
    repo = RepoBuilder.init(dir.resolve("unborn"));
    root = repo.directory();
    repo.write("a.txt", "a\n");
    repo.run("add", "-A");
    JsonNode tree = single(root);
    assertThat(tree.path("branch").asText()).isEqualTo("main");
    assertThat(state(tree)).isEqualTo("  ");
  }

  @Test
  void whereGitTracksNothingItIsSaid() throws IOException {
    repo.write("new/a.txt", "a\n");
    Path fresh = root.resolve("new");
    String hint = "note: git tracks no file here; --untracked takes those that it does not ignore";
    Path out = dir.resolve("out");
    assertThat(run("single", fresh, "--out", out).err()).contains(hint);
    assertThat(run("batch", "run", fresh, "--out", out).err()).contains("0 projects", hint);
    assertThat(run("single", fresh, "--out", out, "--untracked").err()).doesNotContain("note:");
  }

  @Test
  void conflictsAreDifferences() throws IOException {
    repo.run("checkout", "-q", "-b", "side");
    repo.write("a.txt", "side\n");
    repo.run("commit", "-q", "-a", "-m", "side");
    repo.run("checkout", "-q", "main");
    repo.write("a.txt", "main\n");
    repo.run("commit", "-q", "-a", "-m", "main");
    Process merge =
        new ProcessBuilder("git", "merge", "-q", "side").directory(root.toFile()).start();
    merge.onExit().join();
    assertThat(repo.run("status", "--porcelain")).contains("UU a.txt");
    assertThat(state(single(root))).isEqualTo("false 1 ");
    assertThat(state(single(root, "--index"))).isEqualTo("false 1 ");
  }

  /// Also of a path that is not dumped: what was said must be said anew.
  @Test
  void aChangeOfWhatIsLeftOutIsSeen() throws Exception {
    Object[] words = {"--exclude", "a.txt", "--cache-dir", dir.resolve("cache")};
    Thread.sleep(60);
    assertThat(state(single(root, words))).isEqualTo("true 0 ");
    assertThat(state(single(root, words))).isEqualTo("true 0 ");
    repo.write("a.txt", "other\n");
    assertThat(state(single(root, words))).isEqualTo("false 1 ");
  }

  @Test
  void eachProjectHasItsOwn() throws IOException {
    repo.write("sub/pom.xml", "<project/>\n");
    repo.write("sub/deep/pom.xml", "<project/>\n");
    repo.run("add", "-A");
    repo.run("commit", "-q", "-m", "projects");
    repo.write("a.txt", "other\n");
    repo.run("rm", "-q", "sub/deep/e.txt");
    var result = run("batch", "run", root, "--out", dir.resolve("out"), "--name", "x");
    assertThat(result.code()).as(result.err()).isZero();
    List<String> states = new ArrayList<>();
    for (String place : List.of("repo", "sub", "sub-deep")) {
      Path file = dir.resolve("out").resolve(place).resolve("x.manifest.json");
      states.add(state(new ObjectMapper().readTree(file.toFile()).path("tree")));
    }
    assertThat(states).containsExactly("false 1 ", "true 0 ", "false 1 ");
  }
}
