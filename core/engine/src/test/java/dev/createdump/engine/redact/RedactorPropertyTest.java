package dev.createdump.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hundreds of secrets at random places of real patches: none stays, and every patch still parses.
class RedactorPropertyTest {
  private static final long SEED = 4_711;
  private static final int ROUNDS = 60;
  private static final RuleSet RULES = RuleSet.standard();

  private final SplittableRandom random = new SplittableRandom(SEED);
  private int planted;

  @Test
  void leavesNoSecretAndEveryLine(@TempDir Path directory) throws IOException {
    GitRepository git = new GitRepository(directory);
    for (int round = 0; round < ROUNDS; round++) {
      List<PlantedSecret> secrets = plant(git);
      check(git, secrets, "seed " + SEED + ", round " + round);
    }
    assertThat(planted).isGreaterThan(300);
  }

  private List<PlantedSecret> plant(GitRepository git) throws IOException {
    List<PlantedSecret> secrets = new ArrayList<>();
    for (int i = 0; i < 5 + random.nextInt(8); i++) {
      secrets.add(PlantedSecret.random(random));
      planted++;
    }
    String inName = secrets.getFirst().values().getFirst().replaceAll("[/!+]", "_");
    git.write("src/a.txt", text(secrets));
    git.write("src/b " + random.nextInt() + ".txt", text(secrets));
    git.write("old.txt", text(List.of(secrets.getLast())));
    git.write(
        "moved/" + round() + ".txt",
        "same\nlines\nall\nthe\nway\n".getBytes(StandardCharsets.UTF_8));
    git.commit();
    git.write("src/a.txt", text(secrets));
    git.write("new/" + inName + "é.txt", text(secrets));
    git.write("bin.dat", new byte[] {0, 1, 2, (byte) random.nextInt()});
    git.delete("old.txt");
    return secrets;
  }

  private String round() {
    return Integer.toHexString(random.nextInt());
  }

  /// Lines of code with the secrets between them, some repeated without what revealed them.
  private byte[] text(List<PlantedSecret> secrets) {
    String lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
    StringBuilder out = new StringBuilder();
    for (PlantedSecret secret : secrets) {
      filler(out, lineEnd);
      secret.lines().forEach(line -> out.append(line).append(lineEnd));
      filler(out, lineEnd);
      if (random.nextInt(3) == 0) {
        String value = secret.values().getFirst();
        byte[] around = ("x" + value + "y").getBytes(StandardCharsets.ISO_8859_1);
        out.append("plain ").append(value).append(lineEnd);
        out.append("b64: ").append(Base64.getEncoder().encodeToString(around)).append(lineEnd);
      }
    }
    if (random.nextBoolean()) {
      out.append("no final newline");
    }
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void filler(StringBuilder out, String lineEnd) {
    int lines = random.nextInt(7);
    for (int i = 0; i < lines; i++) {
      out.append("  call").append(random.nextInt(9)).append("(x, y); // é line").append(lineEnd);
    }
  }

  private static void check(GitRepository git, List<PlantedSecret> secrets, String about)
      throws IOException {
    List<byte[]> sections = git.sections();
    List<List<Finding>> found = new ArrayList<>();
    for (byte[] section : sections) {
      found.add(new Scanner(RULES).scanPatch(section));
    }
    Redactor redactor = Redactor.numbered(found.stream().flatMap(List::stream).toList());
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    LeakCheck leak = redactor.check(after);
    for (int i = 0; i < sections.size(); i++) {
      before.writeBytes(sections.get(i));
      SafePatch safe = redactor.patch(ByteSource.of(sections.get(i)), found.get(i), false);
      assertThat(safe.bytes()).hasSize((int) safe.length());
      safe.writeTo(leak);
    }
    leak.close();
    assertThat(leak.leaked()).as(about).isFalse();
    String redacted = after.toString(StandardCharsets.ISO_8859_1);
    for (PlantedSecret secret : secrets) {
      for (String value : secret.values()) {
        assertThat(redacted).as(about).doesNotContain(value).doesNotContain(base64(value));
      }
    }
    assertSameLines(before.toString(StandardCharsets.ISO_8859_1), redacted, about);
    assertThat(counts(git.numstat(after.toByteArray())))
        .as(about)
        .isEqualTo(counts(git.numstat(before.toByteArray())));
    assertThat(wouldLeak(redactor, before.toByteArray())).as(about).isTrue();
  }

  private static String base64(String value) {
    byte[] around = ("x" + value + "y").getBytes(StandardCharsets.ISO_8859_1);
    return Base64.getEncoder().encodeToString(around);
  }

  /// Every line keeps its mark, and a line without a secret every byte.
  private static void assertSameLines(String before, String after, String about) {
    String[] old = before.split("\n", -1);
    String[] now = after.split("\n", -1);
    assertThat(now).as(about).hasSameSizeAs(old);
    for (int i = 0; i < old.length; i++) {
      if (now[i].contains("[REDACTED:")) {
        assertThat(now[i].charAt(0)).as(about).isEqualTo(old[i].charAt(0));
        assertThat(now[i].endsWith("\r")).as(about).isEqualTo(old[i].endsWith("\r"));
      } else {
        assertThat(now[i]).as(about).isEqualTo(old[i]);
      }
    }
  }

  /// Added and removed lines of each file, without its name.
  private static List<String> counts(String numstat) {
    return numstat.lines().map(line -> line.substring(0, line.lastIndexOf('\t'))).toList();
  }

  private static boolean wouldLeak(Redactor redactor, byte[] bytes) throws IOException {
    LeakCheck check = redactor.check(OutputStream.nullOutputStream());
    check.write(bytes);
    check.close();
    return check.leaked();
  }
}
