package dev.createdump.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private static TreeEntry file(String path) {
    return new TreeEntry(RepoPath.of(path), FileMode.REGULAR, null);
  }

  private static Partition find(List<TreeEntry> entries) {
    return Partition.byMarkers(entries, Markers.standard(), d -> true, p -> true);
  }

  /// Whatever the tree: no path is lost, none is in two parts, and each is in the deepest.
  @Test
  void everyPathIsInExactlyOnePart() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      List<TreeEntry> entries = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        StringBuilder path = new StringBuilder();
        for (int depth = random.nextInt(4); depth > 0; depth--) {
          path.append((char) ('a' + random.nextInt(3))).append('/');
        }
        path.append(random.nextInt(5) == 0 ? "pom.xml" : "f" + i);
        entries.add(file(path.toString()));
      }
      entries = new ArrayList<>(new java.util.TreeSet<>(entries));
      Partition partition = find(entries);
      List<TreeEntry> all = new ArrayList<>();
      for (Partition.Part part : partition.parts()) {
        all.addAll(part.entries());
        for (TreeEntry entry : part.entries()) {
          String path = entry.path().text();
          assertThat(part.directory()).isEqualTo(deepest(path, partition));
        }
      }
      Collections.sort(all);
      assertThat(all).isEqualTo(entries);
      assertThat(partition.outside()).isEmpty();
    }
  }

  private static String deepest(String path, Partition partition) {
    String deepest = "";
    for (Partition.Part part : partition.parts()) {
      boolean around = part.directory().isEmpty() || path.startsWith(part.directory() + "/");
      deepest = around && part.directory().length() > deepest.length() ? part.directory() : deepest;
    }
    return deepest;
  }

  @Test
  void onlyFilesMark() {
    TreeEntry submodule = new TreeEntry(RepoPath.of("a/pom.xml"), FileMode.SUBMODULE, null);
    assertThat(find(List.of(submodule, file("b/x"))).parts()).hasSize(1);
  }

  /// A name that is written as another's bytes are shown.
  @Test
  void bytesThatAreNoTextMixWithNothing() {
    TreeEntry odd =
        new TreeEntry(RepoPath.of(new byte[] {'a', (byte) 0xff, '/', 'f'}), FileMode.REGULAR, null);
    Partition partition = find(List.of(file("a\\xff/go.mod"), odd));
    assertThat(partition.parts()).hasSize(2);
    assertThat(partition.parts().getFirst().entries()).containsExactly(odd);
  }

  @Test
  void whatLiesTooDeepIsNoProject() {
    String deep = "d/".repeat(40) + "go.mod";
    assertThat(find(List.of(file(deep))).parts()).hasSize(1);
  }
}
