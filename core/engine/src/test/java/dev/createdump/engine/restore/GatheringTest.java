package dev.createdump.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is gathered comes to its target as a whole, or not at all.
class GatheringTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  @TempDir Path dir;

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatWasMovedGoesBackWhereSomethingCameInBetween() throws Exception {
    Path target = Files.createDirectory(dir.resolve("target"));
    Gathering gathering = Gathering.of(target);
    for (String name : NAMES) {
      Files.createDirectory(gathering.directory().resolve(name));
    }
    Files.writeString(target.resolve("d"), "of somebody else");
    assertThatThrownBy(gathering::commit)
        .isInstanceOf(Failure.Output.class)
        .hasMessageContaining("cannot move d into " + target)
        .hasMessageContaining("d is there already");
    assertThat(names(gathering.directory())).isEqualTo(NAMES);
    gathering.discard();
    assertThat(names(target)).containsExactly("d");
  }

  @Test
  void whatWasMadeAboveTheTargetGoesUnlessSomebodyUsesIt() throws Exception {
    Gathering alone = Gathering.of(dir.resolve("a/b/c"));
    alone.discard();
    assertThat(names(dir)).isEmpty();
    Gathering shared = Gathering.of(dir.resolve("a/b/c"));
    Files.writeString(dir.resolve("a/other"), "x");
    shared.discard();
    assertThat(names(dir.resolve("a"))).containsExactly("other");
    assertThatThrownBy(() -> Gathering.of(dir.resolve("a/other/b")))
        .hasMessageContaining("a/other is not a directory");
  }
}
