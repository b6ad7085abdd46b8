package dev.createdump.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.createdump.engine.scan.Finding.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerTest {
  private static final RuleSet RULES = RuleSet.standard();

  private final SplittableRandom random = new SplittableRandom(31);
  private final String token = Template.expand("ghp_{base62:30}{crc32}", random);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String at(byte[] text, Finding finding) {
    StringBuilder out = new StringBuilder();
    for (Range range : finding.ranges()) {
      out.append(
          new String(text, (int) range.start(), (int) range.length(), StandardCharsets.ISO_8859_1));
      out.append('|');
    }
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[32m",
        "\\033[1;31m",
        "\\x1b[0m",
        "\\e[0m",
        "\\u001b[33m",
        "^[[31m",
        "\\x3d",
        "\\075",
        "=3D",
        "%3D",
        "\\u003d",
        "\\n",
        "\\377"
      })
  void anEscapeEndsTheWordBeforeASecret(String escape) {
    assertThat(new Scanner(RULES).scanText(bytes("x" + escape + token + "\n"))).hasSize(1);
    assertThat(new Scanner(RULES).scanText(bytes("x" + token + "\n"))).isEmpty();
  }

  @Test
  void placesASecretInText() {
    byte[] text = bytes("one\n  t = '" + token + "'\r\n");
    List<Finding> found = new Scanner(RULES).scanText(text);
    assertThat(found).hasSize(1);
    Finding finding = found.getFirst();
    assertThat(finding.rule()).isEqualTo("github-token");
    assertThat(finding.line()).isEqualTo(2);
    assertThat(finding.column()).isEqualTo(8);
    assertThat(finding.value().text()).isEqualTo(token);
    assertThat(at(text, finding)).isEqualTo(token + "|");
    assertThat(finding.toString()).doesNotContain(token).contains("***");
  }

  @Test
  void tellsIntroducedResolvedAndPresent() {
    String[] values =
        IntStream.range(0, 3)
            .mapToObj(i -> Template.expand("AKIA{base32:16}", random))
            .toArray(String[]::new);
    byte[] patch =
        bytes(
            """
            diff --git a/f b/f
            index 1..2 100644
            --- a/f
            +++ b/f
            @@ -10,3 +20,3 @@ class X
             a
            -%s
            +  %s
             %s
            """
                .formatted(values[0], values[1], values[2]));
    List<Finding> found = new Scanner(RULES).scanPatch(patch);
    assertThat(found)
        .extracting(Finding::change, Finding::line, Finding::column, f -> at(patch, f))
        .containsExactly(
            tuple(Change.RESOLVED, 11, 1, values[0] + "|"),
            tuple(Change.INTRODUCED, 21, 3, values[1] + "|"),
            tuple(Change.PRESENT, 22, 1, values[2] + "|"));
  }

  @Test
  void findsKeysOverLinesOfEitherSide() {
    String one = Template.expand("{base64:64}", random);
    String two = Template.expand("{base64:64}", random);
    String other = Template.expand("{base64:64}", random);
    String last = Template.expand("{base64:38}==", random);
    byte[] patch =
        bytes(
            """
            diff --git a/k b/k
            --- a/k
            +++ b/k
            @@ -1,5 +1,5 @@
             -----BEGIN RSA PRIVATE KEY-----
             %s
            -%s
            +%s
             %s
             -----END RSA PRIVATE KEY-----
            """
                .formatted(one, two, other, last));
    List<Finding> found = new Scanner(RULES).scanPatch(patch);
    assertThat(found)
        .extracting(Finding::change, f -> at(patch, f))
        .containsExactly(
            tuple(Change.INTRODUCED, one + "|" + other + "|" + last + "|"),
            tuple(Change.RESOLVED, one + "|" + two + "|" + last + "|"));
  }

  /// Where name and value are values themselves. In the patch both lines are added, or the value.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "- name: DB_PASSWORD\n    value: %s",
        "- name: \"API_TOKEN\"\r\n    value: \"%s\"",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"%s\"}",
        "{\n\"Name\": \"SECRET_KEY\",\n\"Value\": \"%s\"",
        "{ name = \"auth.password\", value = \"%s\" }",
        "set {\n name  = \"auth.password\"\n  value = \"%s\"",
        "\"ParameterKey\": \"DBPassword\", \"ParameterValue\": \"%s\""
      })
  void findsTheValueBesideAName(String pair) {
    String secret = Template.expand("{base62:24}", random);
    Scanner scanner = new Scanner(RULES);
    scanner.enter("deploy.yaml");
    byte[] text = bytes("env:\n  " + pair.formatted(secret) + "\n");
    assertThat(scanner.scanText(text))
        .extracting(finding -> at(text, finding))
        .containsExactly(secret + "|");
    for (String other : List.of("LOG_LEVEL", "password_file")) {
      String harmless = pair.replaceAll("DB_PASSWORD|API_TOKEN|SECRET_KEY|auth.password", other);
      if (!harmless.equals(pair)) {
        assertThat(scanner.scanText(bytes(harmless.formatted(secret) + "\n"))).isEmpty();
      }
    }
    for (String none : List.of("changeme", "${SECRET}", "")) {
      assertThat(scanner.scanText(bytes(pair.formatted(none) + "\n"))).as(none).isEmpty();
    }
    assertThat(scanner.scanText(bytes(pair.replace("alue", "alueFrom").formatted(secret))))
        .isEmpty();
    for (String mark : List.of("+", " ")) {
      String[] lines = pair.formatted(secret).split("\r?\n");
      StringBuilder hunk = new StringBuilder("diff --git a/f.yaml b/f.yaml\n@@ -1,9 +1,9 @@\n");
      for (int i = 0; i < lines.length; i++) {
        hunk.append(i + 1 < lines.length ? mark : "+").append(lines[i]).append('\n');
      }
      assertThat(scanner.scanPatch(bytes(hunk.toString()))).as("%s", hunk).hasSize(1);
    }
  }

  @Test
  void findsSecretsInNamesAndHeadings() {
    byte[] patch =
        bytes(
            "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n@@ -0,0 +1 @@\n+x\n"
                .formatted(token));
    List<Finding> found = new Scanner(RULES).scanPatch(patch);
    assertThat(found).extracting(Finding::rule).containsExactly("github-token");
    assertThat(found.getFirst().ranges()).hasSize(3);
    assertThat(found.getFirst().change()).isEqualTo(Change.INTRODUCED);

    String heading = "x".repeat(50) + " = '" + token;
    String cut = heading.substring(0, 80);
    byte[] headed = bytes("diff --git a/f b/f\n@@ -5 +5 @@ " + cut + "\n-a\n+b\n");
    assertThat(new Scanner(RULES).scanPatch(headed))
        .extracting(f -> at(headed, f))
        .containsExactly(token.substring(0, 26) + "|");
  }

  @Test
  void findsWideText() {
    String text = "\r\npassword = \"zK8#vvQ1x\"\r\n" + token + "\r\n";
    for (var charset :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_32LE,
            StandardCharsets.UTF_32BE)) {
      byte[] encoded = ("é" + text).getBytes(charset);
      assertThat(new Scanner(RULES).scanText(encoded))
          .as(charset.name())
          .extracting(f -> f.value().text())
          .containsExactly("zK8#vvQ1x", token);
    }
    byte[] binary = new byte[4_001];
    System.arraycopy(token.getBytes(StandardCharsets.UTF_16LE), 0, binary, 1_001, 80);
    List<Finding> found = new Scanner(RULES).scanText(binary);
    assertThat(found).extracting(f -> f.value().text()).containsExactly(token);
    assertThat(found.getFirst().ranges()).containsExactly(new Range(1_001, 1_080));
  }

  @Test
  void streamsFindWhatArraysDo() throws IOException {
    StringBuilder text = new StringBuilder();
    int secrets = 0;
    while (text.length() < 5_000_000) {
      text.append("filler ".repeat(random.nextInt(20_000)));
      text.append(Template.expand("ghp_{base62:30}{crc32} ", random));
      text.append(random.nextInt(4) == 0 ? "\n" : "");
      secrets++;
    }
    byte[] whole = bytes(text.toString());
    List<Finding> found = new Scanner(RULES).scanStream(new ByteArrayInputStream(whole));
    assertThat(found).hasSize(secrets).isEqualTo(new Scanner(RULES).scanText(whole));
  }

  @Test
  void streamedPatchesFindWhatArraysDo() throws IOException {
    StringBuilder content = new StringBuilder();
    int lines = 0;
    while (content.length() < 4_000_000) {
      content
          .append('+')
          .append("filler ".repeat(random.nextInt(random.nextInt(10) == 0 ? 50_000 : 9)));
      content.append(Template.expand(" AKIA{base32:16}\n", random));
      lines++;
    }
    byte[] patch =
        bytes(
            "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -0,0 +1,%d @@\n%s".formatted(lines, content));
    List<Finding> found = new Scanner(RULES).scanPatchStream(new ByteArrayInputStream(patch));
    assertThat(found).hasSize(lines).isEqualTo(new Scanner(RULES).scanPatch(patch));
    assertThat(found.getLast().line()).isEqualTo(lines);
    assertThat(at(patch, found.getLast())).startsWith("AKIA").hasSize(21);
  }

  @Test
  void everyRuleIsLinearOnNearMatches() {
    nearMatches(20_000);
  }

  @Test
  @Tag("long")
  void everyRuleIsLinearOnAMegabyteOfNearMatches() {
    nearMatches(1_000_000);
  }

  /// Feeds each rule what almost matches: its keywords, and starts of its examples.
  private void nearMatches(int size) {
    for (int index = 0; index < RULES.rules().size(); index++) {
      Rule rule = RULES.rules().get(index);
      String keyword = rule.definition().keywords().getFirst();
      for (String example : rule.definition().examples().good()) {
        String good = Template.expand(example, random);
        String most = good.substring(0, good.length() - 3);
        String half = good.substring(0, good.length() / 2);
        for (String unit : List.of(keyword, keyword + " = ", most, half)) {
          byte[] text = bytes(unit.repeat(size / unit.length()));
          Scanner scanner = new Scanner(RULES);
          try {
            scanner.scanText(text);
          } catch (TooManyFindingsException e) {
            // Half of an example may be a secret to another rule, and a megabyte holds many.
          }
          assertThat(scanner.steps(index))
              .as("steps of %s on %d bytes of %s", rule.id(), size, unit)
              .isLessThan(200L * text.length);
        }
      }
    }
  }

  @Test
  void aLineOfManyMegabytesIsFine() {
    byte[] line = bytes("a0=".repeat(3_000_000) + " " + token + " " + "{x:1}".repeat(1_000_000));
    assertThat(new Scanner(RULES).scanText(line)).hasSize(1);
  }

  @Test
  void survivesRandomBytesAsAPatch() {
    String alphabet = "@+- \\\n\0dGHr1,ax";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder patch = new StringBuilder(random.nextBoolean() ? "@@ -1,2 +1,2 @@\n" : "");
      int length = random.nextInt(200);
      for (int k = 0; k < length; k++) {
        patch.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      patch.append(random.nextBoolean() ? token : "");
      byte[] text = bytes(patch.toString());
      for (Finding finding : new Scanner(RULES).scanPatch(text)) {
        assertThat(finding.ranges().getLast().end()).isLessThanOrEqualTo(text.length);
      }
    }
  }
}
