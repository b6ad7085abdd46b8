package dev.createdump.testkit.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random repositories and the oracle keep each other honest.
class RandomRepositoryTest {
  @TempDir private Path temp;

  @Test
  void gitsOwnPatchesRoundTrip() throws Exception {
    for (long seed = 0; seed < 15; seed++) {
      RandomRepository random = RandomRepository.create(seed, temp.resolve("r" + seed));
      PatchOracle oracle = PatchOracle.of(random.directory(), temp.resolve("o" + seed));
      Path patch = temp.resolve("patch" + seed);
      Files.write(patch, oracle.patch(random.base(), random.head(), "-M", "-C"));
      assertThat(oracle.treeAfterApplying(random.base(), patch))
          .as("seed " + seed)
          .isEqualTo(oracle.tree(random.head()));
      assertThat(oracle.rawLedger(random.base(), random.head(), "--no-renames"))
          .as("seed " + seed)
          .map(RawEntry::path)
          .containsExactlyElementsOf(random.changedPaths());
    }
  }

  @Test
  void aSeedGivesOneRepository() {
    RandomRepository one = RandomRepository.create(7, temp.resolve("a"));
    RandomRepository two = RandomRepository.create(7, temp.resolve("b"));
    RandomRepository other = RandomRepository.create(8, temp.resolve("c"));
    assertThat(two.head()).isEqualTo(one.head());
    assertThat(other.head()).isNotEqualTo(one.head());
  }

  @Test
  void theOracleRefusesAPatchThatDoesNotFitAndSeesOneThatLacksAFile() throws Exception {
    RepoBuilder repo = RepoBuilder.init(temp.resolve("r"));
    String base = repo.commit("main", "base", edits -> edits.file("a", "a\n").file("b", "b\n"));
    String head = repo.commit("main", "head", edits -> edits.file("a", "A\n").file("b", "B\n"));
    PatchOracle oracle = PatchOracle.of(repo.directory(), temp.resolve("o"));
    Path partial = temp.resolve("partial");
    Files.write(partial, oracle.patch(base, head, "--", "a"));
    assertThat(oracle.treeAfterApplying(base, partial)).isNotEqualTo(oracle.tree(head));
    assertThatThrownBy(() -> oracle.treeAfterApplying(head, partial))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not apply");
  }
}
