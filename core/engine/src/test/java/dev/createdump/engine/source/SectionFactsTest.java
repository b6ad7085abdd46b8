package dev.createdump.engine.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.HostileRepository;
import dev.createdump.testkit.repo.RandomRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick look at a section and the slow one agree.
final class SectionFactsTest {
  @TempDir Path dir;

  private static void assertAgree(RawDiff.Section section, Object what) throws IOException {
    SectionFacts quick = SectionFacts.of(section.bytes());
    SectionFacts slow = LargeSection.facts(section);
    assertThat(slow.added()).as("%s", what).isEqualTo(quick.added());
    assertThat(slow.deleted()).as("%s", what).isEqualTo(quick.deleted());
    assertThat(slow.binary()).as("%s", what).isEqualTo(quick.binary());
  }

  @Test
  void theyAgreeOnRealSections() throws Exception {
    HostileRepository hostile = HostileRepository.create(dir.resolve("h"));
    assertAgree(hostile.directory(), hostile.mergeBase(), hostile.head());
    for (long seed = 0; seed < 5; seed++) {
      RandomRepository random = RandomRepository.create(seed, dir.resolve("r" + seed));
      assertAgree(random.directory(), random.base(), random.head());
    }
  }

  private static void assertAgree(Path repository, String from, String to) throws Exception {
    try (Git git = GitProgram.open(GitDirectory.find(repository), GitContract.ENVIRONMENT);
        RawDiff diff = DiffJudge.read(git, from, to)) {
      for (RawDiff.Entry entry : diff.entries()) {
        assertAgree(entry.section(), entry.change().path());
      }
    }
  }

  @Test
  void theyAgreeOnRandomSections() throws Exception {
    String[] lines = {
      "@@ -1 +1 @@",
      "@@ -1,2 +1,2 @@ f()",
      "@@ -0,0 +1,3 @@",
      "@@ -1,0 +1 @@",
      "@@ -3,2 +2,0 @@",
      "+a",
      "-b",
      " c",
      "+",
      "-",
      " ",
      "\\ No newline at end of file",
      "GIT binary patch",
      "-- x",
      "++ y",
      "+@@ -1 +1 @@",
      "literal 3"
    };
    for (long seed = 0; seed < 3000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder("diff --git a/x b/x\n--- a/x\n+++ b/x\n");
      for (int hunk = random.nextInt(4); hunk >= 0; hunk--) {
        int old = random.nextInt(4);
        int now = random.nextInt(4);
        text.append("@@ -1,").append(old).append(" +1,").append(now).append(" @@\n");
        for (; old > 0; old--) {
          text.append('-').append(lines[random.nextInt(lines.length)]).append('\n');
        }
        for (; now > 0; now--) {
          text.append('+').append(lines[random.nextInt(lines.length)]).append('\n');
        }
      }
      try (Spool spool = new Spool(1 << 18)) {
        byte[] bytes = text.toString().getBytes(UTF_8);
        spool.write(bytes, 0, bytes.length);
        assertAgree(new RawDiff.Section(spool, 0, bytes.length), "seed " + seed);
      }
    }
  }

  private static SectionFacts facts(String hunk) {
    return SectionFacts.of(("diff --git a/x b/x\n" + hunk).getBytes(ISO_8859_1));
  }

  @Test
  void anEncodingIsTheWorstOfItsLines() {
    assertThat(facts("").text()).isEqualTo(SectionFacts.Text.NONE);
    assertThat(facts("@@ -1 +1 @@\n-a\n+b\n").text()).isEqualTo(SectionFacts.Text.UTF_8);
    assertThat(facts("@@ -1 +1 @@\n-\u00c3\u00bc\n+\u00fc\n").text())
        .isEqualTo(SectionFacts.Text.WINDOWS_1252);
    assertThat(facts("@@ -1 +1 @@\n-\u00fc\n+\u00fc\u0001\n").text())
        .isEqualTo(SectionFacts.Text.UNKNOWN);
    assertThat(facts("@@ -1 +1 @@\n-a\n+\u0081\u00ff\n").text())
        .isEqualTo(SectionFacts.Text.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", " ", "-"})
  void aPointerOfLfsIsKnownByItsFirstLine(String mark) {
    String line = mark + "version https://git-lfs.github.com/spec/v1\n";
    String counts = mark.equals("+") ? "-0,0 +1" : mark.equals("-") ? "-1 +0,0" : "-1 +1";
    assertThat(facts("@@ " + counts + " @@\n" + line).lfsPointer()).isTrue();
    assertThat(facts("@@ " + counts.replace("1", "2") + " @@\n" + line).lfsPointer()).isFalse();
  }

  @Test
  void aSpoolGivesBackWhatItTookOnDiskAsInMemory() throws Exception {
    byte[] all = new byte[1_500_000];
    new SplittableRandom(1).nextBytes(all);
    for (int limit : new int[] {0, 1, 1 << 18, 1 << 20, 1 << 30}) {
      try (Spool spool = new Spool(limit)) {
        SplittableRandom random = new SplittableRandom(limit);
        for (int at = 0; at < all.length; ) {
          int n = Math.min(all.length - at, random.nextInt(200_000));
          spool.write(all, at, n);
          at += n;
        }
        assertThat(spool.length()).isEqualTo(all.length);
        assertThat(spool.read(0, all.length)).isEqualTo(all);
        for (int i = 0; i < 50; i++) {
          int from = random.nextInt(all.length);
          int to = random.nextInt(from, all.length);
          assertThat(spool.read(from, to - from))
              .isEqualTo(java.util.Arrays.copyOfRange(all, from, to));
        }
      }
    }
  }
}
