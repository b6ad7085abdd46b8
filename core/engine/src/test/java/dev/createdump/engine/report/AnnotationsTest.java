package dev.createdump.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpFinding.Change;
import dev.createdump.engine.dump.DumpFinding.Kind;
import dev.createdump.engine.dump.HostileTexts;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AnnotationsTest {
  private static final Pattern COMMAND =
      Pattern.compile("::(error|warning) file=([^:,]*),line=(\\d+),title=([^:,]*)::([^\r\n]*)");

  private static List<String> of(DumpFinding... findings) {
    TestDumps dump = TestDumps.dump().file(TestFile.file("a"));
    List.of(findings).forEach(dump::finding);
    return Annotations.of(dump.build().header());
  }

  /// As the runner's documentation says it reads them.
  private static String unescape(String text) {
    return text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%");
  }

  @Test
  void onlyWhatIsIntroducedInAFile() {
    assertThat(of(TestDumps.finding(Kind.TODO, Change.RESOLVED, 0, "a", 1, "t"))).isEmpty();
    assertThat(of(TestDumps.finding(Kind.SECRET, Change.PRESENT, 0, "a", 1, "t"))).isEmpty();
    assertThat(of(TestDumps.finding(Kind.SECRET, Change.INTRODUCED, -1, "the title", 0, "t")))
        .isEmpty();
    assertThat(of(TestDumps.finding(Kind.TODO, Change.INTRODUCED, 0, "a", 1, "t")))
        .containsExactly("::warning file=a,line=1,title=To-do%3A FIXME::t");
  }

  @Test
  void atMostTenOfALevelSecretsFirst() {
    DumpFinding[] findings = new DumpFinding[60];
    for (int i = 0; i < findings.length; i++) {
      Kind kind = i % 2 == 0 ? Kind.TODO : Kind.SECRET;
      findings[i] = TestDumps.finding(kind, Change.INTRODUCED, 0, "a", i + 1, "t");
    }
    List<String> commands = of(findings);
    assertThat(commands).hasSize(20);
    assertThat(commands.subList(0, 10)).allMatch(line -> line.startsWith("::error "));
    assertThat(commands.subList(10, 20)).allMatch(line -> line.startsWith("::warning "));
  }

  @Test
  void hostileTextStaysInItsPlace() {
    for (int seed = 1; seed <= 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String path = HostileTexts.next(random).replaceAll("\\p{Cntrl}|\\p{Cf}|[\u2028\u0085]", "");
      String text = HostileTexts.next(random);
      String command =
          of(TestDumps.finding(Kind.TODO, Change.INTRODUCED, 0, path, 4, text)).getFirst();
      Matcher parts = COMMAND.matcher(command);
      assertThat(parts.matches()).as("seed %d: %s", seed, command).isTrue();
      assertThat(unescape(parts.group(2))).as("seed %d", seed).isEqualTo(path);
      assertThat(unescape(parts.group(5))).as("seed %d", seed).contains(HostileTexts.MARK);
      assertThat(command).doesNotContain("\u001b").doesNotContain("\u202e");
    }
  }
}
