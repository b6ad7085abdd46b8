package dev.createdump.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Secret;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.Range;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.scan.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactorTest {
  private static final RuleSet RULES = RuleSet.standard();

  private final SplittableRandom random = new SplittableRandom(17);
  private final String token = Template.expand("ghp_{base62:30}{crc32}", random);
  private final String odd = "aB3\"<&>'\\+ zz9".replace(" ", "");

  private static List<Finding> scan(String text) {
    return new Scanner(RULES).scanText(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Finding> scanPatch(byte[] patch) {
    return new Scanner(RULES).scanPatch(patch);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A finding of a value that no rule would take as it stands.
  private static List<Finding> planted(String value) {
    return List.of(
        new Finding(
            Finding.Kind.SECRET,
            "planted",
            Finding.Change.PRESENT,
            1,
            1,
            List.of(new Range(0, value.length())),
            FoundValue.of(bytes(value))));
  }

  @Test
  void passesEverythingThroughUncopiedWhereNothingWasFound() throws IOException {
    Redactor redactor = Redactor.numbered(List.of());
    String text = "plain " + token;
    byte[] content = bytes(text);
    assertThat(redactor.isEmpty()).isTrue();
    assertThat(redactor.text(text).value()).isSameAs(text);
    assertThat(redactor.content(content, List.of()).bytes()).isSameAs(content);
    SafePatch patch = redactor.patch(ByteSource.of(content), List.of(), false);
    assertThat(patch.bytes()).isEqualTo(content);
    assertThat(Redactor.isRedacted(patch)).isFalse();
  }

  @Test
  void numbersSecretsInTheOrderTheyWereFound() {
    String other = Template.expand("AKIA{base32:16}", random);
    Redactor redactor = Redactor.numbered(scan(token + " " + other + " " + token));
    assertThat(redactor.text(other + "," + token + "," + other).value())
        .isEqualTo(
            "[REDACTED:aws-access-key#2],[REDACTED:github-token#1],[REDACTED:aws-access-key#2]");
    assertThat(redactor.tag(scan(other).getFirst())).isEqualTo("#2");
  }

  @Test
  void marksWithAKeyTheSameInEveryDump() {
    Secret key = Secret.of("organisation");
    String first = Redactor.keyed(scan(token), key).text(token).value();
    Redactor second = Redactor.keyed(scan("AKIA" + "Q7".repeat(8) + " " + token), key);
    assertThat(first).matches("\\[REDACTED:github-token:[0-9a-f]{8}]");
    assertThat(second.text(token).value()).isEqualTo(first);
    assertThat(Redactor.keyed(scan(token), Secret.of("other")).text(token).value())
        .isNotEqualTo(first);
  }

  @Test
  void hidesEveryEncodedForm() {
    Redactor redactor = Redactor.numbered(planted(odd));
    List<String> forms =
        List.of(
            odd,
            URLEncoder.encode(odd, StandardCharsets.UTF_8),
            odd.replace("\\", "\\\\").replace("\"", "\\\""),
            odd.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;"));
    for (String form : forms) {
      assertThat(redactor.text("a " + form + " b").value())
          .as(form)
          .isEqualTo("a [REDACTED:planted#1] b");
    }
    for (int before = 0; before < 3; before++) {
      String encoded = Base64.getEncoder().encodeToString(bytes("u".repeat(before) + odd + "!"));
      assertThat(redactor.text(encoded).value())
          .contains("[REDACTED:planted#1]")
          .hasSizeLessThan(32);
    }
  }

  @Test
  void hidesAKeyWrappedOtherwiseThanWhereItWasFound() {
    String one = Template.expand("{base64:64}", random);
    String two = Template.expand("{base64:64}", random);
    String body = one + "\\n" + two;
    String json = "\"-----BEGIN PRIVATE KEY-----\\n" + body + "\\n-----END PRIVATE KEY-----\"";
    Redactor redactor = Redactor.numbered(scan(json));
    assertThat(redactor.text("k: " + one + "\n  " + two + "\n").value())
        .isEqualTo("k: [REDACTED:private-key#1]\n  [REDACTED:private-key#1]\n");
  }

  @Test
  void hidesWideTextAndKeepsItReadable() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] content = ("key " + token + "\r\n").getBytes(charset);
      List<Finding> found = new Scanner(RULES).scanText(content);
      byte[] safe = Redactor.numbered(found).content(content, found).bytes();
      assertThat(new String(safe, charset)).isEqualTo("key [REDACTED:github-token#1]\r\n");
    }
  }

  @Test
  void hidesEverydayWordsOnlyWhereTheyAreSecrets() throws IOException {
    String line = "url = amqp://app:q7#1@host/q7#1";
    List<Finding> found = scan(line);
    Redactor redactor = Redactor.numbered(found);
    assertThat(redactor.text(line, found).value())
        .isEqualTo("url = amqp://app:[REDACTED:url-credentials#1]@host/q7#1");
    assertThat(redactor.text("q7#1").value()).isEqualTo("q7#1");
  }

  @Test
  void keepsThePatchWholeWhateverTheValueIs(@TempDir Path directory) throws IOException {
    String name = "src/x y.c";
    byte[] patch =
        bytes(
            """
            diff --git a/src/x y.c b/src/x y.c
            new file mode 100644
            index 0000000..1234567
            --- /dev/null
            +++ b/src/x y.c\t
            @@ -0,0 +1,2 @@
            ++100644 0,0 +1,2
            +src/x y.c
            """);
    GitRepository git = new GitRepository(directory);
    for (String value :
        List.of(
            "100644",
            "@@ -0,0 +1",
            "+++ b/s",
            "b/src/x",
            "a/src/x y.c b/",
            "/dev/null",
            "diff --git",
            "index 0000000",
            "++100644",
            "new file mode",
            name)) {
      Redactor redactor = Redactor.numbered(planted(value));
      byte[] safe = redactor.patch(ByteSource.of(patch), List.of(), false).bytes();
      assertThat(git.numstat(safe)).as(value).startsWith("2\t0\t");
    }
  }

  @Test
  void withholdsBinaryDataThatHoldsASecret(@TempDir Path directory) throws IOException {
    GitRepository git = new GitRepository(directory);
    git.write("keep.txt", bytes("x\n"));
    git.commit();
    git.write("a b.bin", bytes("\0" + token + "\0"));
    byte[] patch = git.sections().getFirst();
    assertThat(new String(patch, StandardCharsets.UTF_8)).contains("GIT binary patch");
    SafePatch safe = Redactor.numbered(scan(token)).patch(ByteSource.of(patch), List.of(), true);
    assertThat(new String(safe.bytes(), StandardCharsets.UTF_8))
        .doesNotContain("GIT binary patch")
        .endsWith("Binary files (content withheld: it holds a secret) differ\n");
    assertThat(git.numstat(safe.bytes())).isEqualTo("-\t-\ta b.bin\n");
    assertThat(Redactor.isRedacted(safe)).isTrue();
  }

  @Test
  void showsALineWithoutItsSecrets() throws IOException {
    String other = Template.expand("AKIA{base32:16}", random);
    byte[] patch =
        bytes(
            "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n+  a = '%s'; b = '%s';\n"
                .formatted(token, other));
    List<Finding> found = scanPatch(patch);
    Redactor redactor = Redactor.numbered(found);
    SafeText line =
        redactor.excerpt(
            ByteSource.of(patch), Places.of(found), found.getFirst(), StandardCharsets.UTF_8);
    assertThat(line.value())
        .isEqualTo("a = '[REDACTED:github-token#1]'; b = '[REDACTED:aws-access-key#2]';");
  }

  @Test
  void cutsExcerptsOfLongLinesWithoutShowingHalfASecret() throws IOException {
    for (int gap = 100; gap < 200; gap++) {
      String other = Template.expand("AKIA{base32:16}", random);
      String text = "y".repeat(500) + token + " ".repeat(gap) + other + " " + "y".repeat(500);
      text = text.replace("y" + token, " " + token);
      List<Finding> found = scan(text);
      SafeText line =
          Redactor.numbered(found)
              .excerpt(
                  ByteSource.of(bytes(text)),
                  Places.of(found),
                  found.getFirst(),
                  StandardCharsets.UTF_8);
      assertThat(line.value()).contains("[REDACTED:github-token#1]").doesNotContain("AKIA");
    }
  }

  @Test
  void theCheckSeesASecretHoweverItIsWritten() throws IOException {
    Redactor redactor = Redactor.numbered(scan(token));
    for (int size = 1; size < 60; size++) {
      LeakCheck check = redactor.check(OutputStream.nullOutputStream());
      byte[] text = bytes("z".repeat(70_000 + size) + token + "z");
      for (int at = 0; at < text.length; at += size) {
        check.write(text, at, Math.min(size, text.length - at));
      }
      check.close();
      assertThat(check.leaked()).as("written %d bytes at once", size).isTrue();
      assertThat(check.count()).isEqualTo(1);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LeakCheck clean = redactor.check(out);
    clean.write(bytes("nothing here"));
    clean.write('!');
    clean.close();
    assertThat(clean.leaked()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("nothing here!");
  }
}
