package dev.createdump.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written is read again, and what is damaged is not.
class ArchiveRoundTripTest {
  @TempDir Path dir;

  private static void check(Volumes volumes, List<Sample> samples) throws Exception {
    List<ArchiveCheck.Expected> expected = new ArrayList<>();
    for (Sample sample : samples) {
      expected.add(
          new ArchiveCheck.Expected(sample.entry(), Digests.newSha256().digest(sample.content())));
    }
    ArchiveCheck.compare(volumes, expected, "the archive", Redactor.numbered(List.of())::check);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfEntryComesBack(ArchiveFormat format) throws Exception {
    List<Sample> samples = Sample.all();
    Path file = Sample.written(dir, samples, format);
    try (Volumes volumes = Volumes.open(List.of(file))) {
      assertThat(ArchiveReader.formatOf(volumes)).isEqualTo(format);
      check(volumes, samples);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsChangesNoByte(ArchiveFormat format) throws Exception {
    byte[] one = Sample.packed(Sample.all(), format, format.usualLevel(), 1);
    byte[] eight = Sample.packed(Sample.all(), format, format.usualLevel(), 8);
    assertThat(Arrays.equals(one, eight)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anArchiveOfNothing(ArchiveFormat format) throws Exception {
    Path file = Sample.written(dir, List.of(), format);
    try (Volumes volumes = Volumes.open(List.of(file))) {
      check(volumes, List.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void volumesArePartedAnywhere(ArchiveFormat format) throws Exception {
    List<Sample> samples = Sample.all().subList(0, 14);
    byte[] whole = Sample.packed(samples, format, format.usualLevel(), 2);
    int size = 997;
    for (int i = 0; i * size < whole.length; i++) {
      Files.write(
          dir.resolve(Volumes.name("a", i + 1)),
          Arrays.copyOfRange(whole, i * size, Math.min(whole.length, (i + 1) * size)));
    }
    for (String named : List.of("a", "a.001", "a.002")) {
      try (Volumes volumes = Volumes.open(Volumes.of(dir.resolve(named)))) {
        assertThat(volumes.length()).isEqualTo(whole.length);
        check(volumes, samples);
      }
    }
    Files.delete(dir.resolve("a.001"));
    assertThatThrownBy(() -> Volumes.of(dir.resolve("a.002")))
        .isInstanceOf(Failure.Missing.class)
        .hasMessageContaining("a.001");
  }

  /// Every end that is cut off, and everything that follows, is noticed.
  @ParameterizedTest
  @EnumSource
  void whatBreaksOffOrGoesOnIsNoArchive(ArchiveFormat format) throws Exception {
    List<Sample> samples = Sample.all().subList(0, 8);
    byte[] whole = Sample.packed(samples, format, format.usualLevel(), 2);
    for (int cut = 1; cut < whole.length; cut += 1 + whole.length / 200) {
      Path file = Files.write(dir.resolve("cut"), Arrays.copyOf(whole, cut));
      assertThatThrownBy(() -> read(file)).as("cut at %d", cut).isInstanceOf(IOException.class);
    }
    byte[] more = Arrays.copyOf(whole, whole.length + 5);
    more[whole.length] = 'x';
    Path file = Files.write(dir.resolve("more"), more);
    assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedException.class);
  }

  /// Whatever byte is changed: the reader ends in an error of its own, or the digests tell.
  @ParameterizedTest
  @EnumSource
  void noByteIsChangedUnnoticed(ArchiveFormat format) throws Exception {
    List<Sample> samples = Sample.all().subList(0, 13);
    byte[] whole = Sample.packed(samples, format, format.usualLevel(), 2);
    Random random = new Random(7);
    int unnoticed = 0;
    for (int i = 0; i < 400; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(dir.resolve("changed"), changed);
      try (Volumes volumes = Volumes.open(List.of(file))) {
        check(volumes, samples);
        unnoticed++;
      } catch (IOException | Failure.Output e) {
        // As it should be.
      }
    }
    // Times, owners, versions and flags that say nothing of content; what fills blocks of tar.
    assertThat(unnoticed).isLessThan(120);
  }

  private static void read(Path file) throws IOException, Failure {
    try (Volumes volumes = Volumes.open(List.of(file));
        ArchiveReader reader = ArchiveReader.open(volumes)) {
      while (reader.next() != null) {
        // All of it.
      }
    }
  }

  @Test
  void levelsAreThoseOfTheFormat() throws Exception {
    for (ArchiveFormat format : ArchiveFormat.values()) {
      assertThatThrownBy(() -> format.requireLevel(20)).isInstanceOf(Failure.Usage.class);
    }
    ArchiveFormat.ZIP.requireLevel(0);
    ArchiveFormat.TAR_ZST.requireLevel(19);
    assertThatThrownBy(() -> ArchiveFormat.TAR_ZST.requireLevel(0))
        .hasMessage("tar.zst has no level 0");
    List<Sample> samples = Sample.all();
    int best = Sample.packed(samples, ArchiveFormat.TAR_ZST, 15, 2).length;
    assertThat(best).isLessThan(Sample.packed(samples, ArchiveFormat.TAR_ZST, 1, 2).length);
    assertThat(Sample.packed(samples, ArchiveFormat.ZIP, 9, 2).length)
        .isLessThan(Sample.packed(samples, ArchiveFormat.ZIP, 1, 2).length);
  }
}
