package dev.createdump.testkit.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoBuilderTest {
  @TempDir private Path temp;

  private RepoBuilder repo(String name) {
    return RepoBuilder.init(temp.resolve(name));
  }

  @Test
  void idsAreTheSameInEveryRun() {
    String first = repo("a").commit("main", "first", edits -> edits.file("a.txt", "a\n"));
    assertThat(repo("b").commit("main", "first", edits -> edits.file("a.txt", "a\n")))
        .isEqualTo(first)
        .isEqualTo("f708daed3d9b7d772d37518df29eb95a371bd6a8");
  }

  @Test
  void editsBuildOnTheParent() {
    RepoBuilder repo = repo("r");
    repo.commit(
        "main",
        "first",
        edits -> edits.file("a", "a\n").executable("b", "b\n").symlink("l", "a").file("d/e", "e"));
    repo.commit(
        "main",
        "second",
        edits -> edits.delete("d/e").rename("a", "moved").submodule("s", "3".repeat(40)));
    assertThat(repo.run("ls-tree", "-r", "main").lines())
        .map(line -> line.replaceFirst("[0-9a-f]{40}", "ID"))
        .containsExactly(
            "100755 blob ID\tb",
            "120000 blob ID\tl",
            "100644 blob ID\tmoved",
            "160000 commit ID\ts");
    assertThat(repo.run("rev-list", "--count", "main")).isEqualTo("2");
  }

  @Test
  void branchesAndMergesHaveTheirParents() {
    RepoBuilder repo = repo("r");
    String first = repo.commit("main", "first", edits -> edits.file("a", "a"));
    repo.branch("side", first);
    String side = repo.commit("side", "side", edits -> edits.file("b", "b"));
    String main = repo.commit("main", "main", edits -> edits.file("c", "c"));
    String merge = repo.merge("main", "side", "merge", edits -> edits.file("b", "b"));
    assertThat(repo.run("rev-list", "--parents", "-1", merge))
        .isEqualTo(merge + " " + main + " " + side);
    assertThat(repo.run("merge-base", main, side)).isEqualTo(first);
  }

  @Test
  void pathsMayHoldAnyByte() {
    RepoBuilder repo = repo("r");
    StringBuilder every = new StringBuilder();
    for (char c = 1; c < 256; c++) {
      every.append(c == '/' ? 'x' : c);
    }
    GitPath path = new GitPath(every.toString());
    repo.commit("main", "any", edits -> edits.put(path, TreeEntry.file("x")));
    byte[] listing = repo.runBytes(new byte[0], "ls-tree", "--name-only", "-z", "main");
    assertThat(GitPath.of(listing)).isEqualTo(new GitPath(every + "\0"));
  }

  @Test
  void clonesMayBeShallow() {
    RepoBuilder repo = repo("r");
    repo.commit("main", "first", edits -> edits.file("a", "a"));
    String second = repo.commit("main", "second", edits -> edits.file("a", "b"));
    RepoBuilder shallow = repo.cloneTo(temp.resolve("clone"), "--depth=1");
    assertThat(shallow.run("rev-parse", "--is-shallow-repository")).isEqualTo("true");
    assertThat(shallow.id("HEAD")).isEqualTo(second);
    assertThatThrownBy(() -> shallow.id("HEAD^")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void repositoriesMayUseSha256() {
    RepoBuilder repo = RepoBuilder.initSha256(temp.resolve("r"));
    assertThat(repo.commit("main", "first", edits -> edits.file("a", "a"))).hasSize(64);
    assertThat(repo.tree("main")).hasSize(64);
  }

  @Test
  void theUsersConfigurationIsNotRead() throws Exception {
    RepoBuilder repo = repo("r");
    assertThat(repo.run("config", "--list", "--show-scope").lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("local\t"));
    // Not found above the repository either, should the temporary directory lie in one.
    Files.delete(repo.directory().resolve(".git/HEAD"));
    assertThatThrownBy(() -> repo.run("rev-parse", "--git-dir"))
        .hasMessageContaining("not a git repository");
  }
}
