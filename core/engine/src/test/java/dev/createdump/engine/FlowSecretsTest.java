package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.render.sarif.SarifSchema;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret that was planted anywhere stands in no byte of any output.
final class FlowSecretsTest {
  private static final String[] ALL = {"md", "json", "html", "patch", "sarif"};

  @TempDir Path dir;

  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// A token as GitHub makes them, its checksum included; built at run time, so that no scanner
  /// finds one in this file.
  private static String token(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    CRC32 crc = new CRC32();
    crc.update(secret.toString().getBytes(StandardCharsets.US_ASCII));
    StringBuilder checksum = new StringBuilder();
    for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
      checksum.insert(0, LETTERS.charAt((int) (rest % 62)));
    }
    return "gh" + "p_" + secret + checksum;
  }

  private static void assertAbsent(Flow flow, List<String> secrets) throws Exception {
    for (Map.Entry<String, byte[]> file : flow.files().entrySet()) {
      String bytes = new String(file.getValue(), StandardCharsets.ISO_8859_1);
      for (String secret : secrets) {
        assertThat(bytes.contains(secret))
            .as(file.getKey() + " holds " + secrets.indexOf(secret))
            .isFalse();
        String wide =
            new String(secret.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(wide)).as(file.getKey() + " holds it wide").isFalse();
      }
    }
  }

  @Test
  void plantedEverywhere() throws Exception {
    List<String> t =
        java.util.stream.LongStream.range(0, 8).mapToObj(FlowSecretsTest::token).toList();
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    byte[] binary = ("\0\1\2 " + t.get(4) + " \0").getBytes(StandardCharsets.UTF_8);
    repo.commit(
        "main",
        "base",
        edits ->
            edits
                .file("context.txt", "a\nkey = " + t.get(0) + "\nb\n")
                .file("removed.txt", "key = " + t.get(1) + "\n")
                .file("twice.txt", "x\n".repeat(50) + t.get(7) + "\n"));
    repo.branch("topic", "main");
    repo.commit(
        "topic",
        "uses " + t.get(2) + " now\n\nbody",
        edits ->
            edits
                .file("context.txt", "a\nkey = " + t.get(0) + "\nB\n")
                .file("removed.txt", "gone\n")
                .file("added.txt", "key = " + t.get(3) + "\n")
                .file("blob.bin", binary)
                .file("dir/" + t.get(5) + "/name.txt", "x\n")
                .file(
                    "wide.txt",
                    ("\ufeffkey = " + t.get(6) + "\n").getBytes(StandardCharsets.UTF_16LE))
                .file("twice.txt", "y\n" + "x\n".repeat(49) + t.get(7) + "\n"));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL)
            .set("output.context", "full");
    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);
    assertAbsent(flow, t);
    assertThat(flow.manifest().at("/patch/complete").booleanValue()).isFalse();
    assertThat(flow.manifest().at("/patch/reasons").get(0).textValue())
        .contains("secrets were hidden");
    assertThat(flow.manifest().at("/findings/secrets/introduced").intValue())
        .isGreaterThanOrEqualTo(5);
    FlowTest.assertValid("dump", flow.text("json"));
    FlowTest.assertValid("manifest", flow.text("manifest.json"));
    SarifSchema.assertValid(flow.text("sarif"));
    assertThat(flow.json("sarif").findValuesAsText("baselineState")).contains("new", "unchanged");

    Outcome blocked = flow.set("scan.fail_on", "secrets").run();
    assertThat(blocked)
        .isInstanceOfSatisfying(
            Outcome.Blocked.class, b -> assertThat(b.blocking()).isGreaterThanOrEqualTo(5));
    assertAbsent(flow, t);
  }

  /// A hunk in the middle of a key shows neither its begin nor its end, and git may put a line of
  /// it into the hunk's heading.
  @Test
  void linesFromTheMiddleOfAKey() throws Exception {
    List<String> old = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 40; i++) {
      StringBuilder line = new StringBuilder("k");
      while (line.length() < 64) {
        line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      old.add(line.toString());
    }
    List<String> changed = new ArrayList<>(old);
    changed.set(20, new StringBuilder(old.get(20)).reverse().toString());
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("tls.pem", pem(old)).file("a.txt", "a\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "change", edits -> edits.file("tls.pem", pem(changed)));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL);

    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);

    List<String> lines = new ArrayList<>(old);
    lines.add(changed.get(20));
    assertAbsent(flow, lines);
    assertThat(flow.manifest().at("/ledger/0/state").textValue()).isEqualTo("redacted");
    assertThat(flow.manifest().at("/findings/secrets/introduced").intValue()).isEqualTo(1);
    assertThat(flow.manifest().at("/findings/secrets/resolved").intValue()).isEqualTo(1);
  }

  /// Half of it stands in one line, half in the next.
  @Test
  void tokenInBase64ThatIsWrapped() throws Exception {
    String plain = "x".repeat(50) + " token=" + token(8) + " " + "y".repeat(50);
    String digits = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    String wrapped = "data: |\n  " + digits.replaceAll(".{76}", "$0\n  ") + "\n";
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("a.yml", "a: 1\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "change", edits -> edits.file("b.yml", wrapped));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL);

    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);

    // 57 bytes of the text are before it, so 76 digits; behind that is the token.
    assertAbsent(flow, List.of(digits.substring(76, 92), digits.substring(100, 116)));
    assertThat(new String(flow.files().get("dump.patch"), StandardCharsets.UTF_8))
        .contains(digits.substring(0, 76))
        .contains(digits.substring(152));
  }

  /// git shows the line above a hunk that a function starts in, cut off behind 80 bytes. A password
  /// without its closing quote is none to the rules.
  @ParameterizedTest
  @ValueSource(ints = {6, 9, 12, 16})
  void passwordWithinWhichAHeadingIsCutOff(int shown) throws Exception {
    String password = "Zk8#vvQ1" + "xLm2@pT9";
    String call = " = open(here, password='";
    String line = "c".repeat(80 - shown - call.length()) + call + password + "')\n";
    String body = line + "  step()\n".repeat(9);
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("a.py", body + "  end(1)\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "change", edits -> edits.file("a.py", body + "  end(2)\n"));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL);

    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);

    assertAbsent(flow, List.of(password.substring(0, shown)));
    assertThat(flow.manifest().at("/findings/secrets/present").intValue()).isEqualTo(1);
    assertThat(flow.manifest().at("/findings/secrets/introduced").intValue()).isZero();
  }

  private static String pem(List<String> lines) {
    String kind = " RSA PRIV" + "ATE KEY-----\n";
    return "-----BEGIN" + kind + String.join("\n", lines) + "\n-----END" + kind;
  }

  /// A password that is a word of the dump itself, or the name of one of its commits, must stop no
  /// dump.
  @Test
  void wordsOfTheDumpItself() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("a.txt", "a\n"));
    repo.branch("topic", "main");
    repo.commit(
        "topic",
        "change",
        edits ->
            edits.file(
                "a.yml",
                "password = \"sha256-\"\ndb_password: sarif-2.1.0\nsecret = \"createdump.dev\"\n"
                    + "api_secret: "
                    + repo.id("main")
                    + "\n"
                    + "db_passwd = \""
                    + token(5)
                    + "\"\n"));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL);
    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);
    assertAbsent(flow, List.of(token(5)));
  }

  /// Only the newest commits are listed, but everybody who wrote one is named.
  @Test
  void inTheNameOfTheAuthorOfAnOldCommit() throws Exception {
    String secret = token(77);
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("a.txt", "a\n"));
    repo.run("checkout", "-q", "-b", "topic", "main");
    String who = "Eve " + secret + " <" + secret + "@example.org>";
    commit(repo, "--author=" + who, "-m", "old");
    for (int i = 0; i < History.MAX_COMMITS; i++) {
      commit(repo, "--author=A <a@example.org>", "-m", "newer");
    }
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL);
    flow.run();
    assertAbsent(flow, List.of(secret));
    assertThat(flow.text("json")).contains("an author's name");
  }

  private static void commit(RepoBuilder repo, String... arguments) {
    List<String> all =
        new java.util.ArrayList<>(
            List.of("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q"));
    all.add("--allow-empty");
    all.addAll(List.of(arguments));
    repo.run(all.toArray(String[]::new));
  }

  /// A link that becomes a binary file is text and binary at once.
  @Test
  void inABinaryFileThatWasALink() throws Exception {
    String secret = token(99);
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.symlink("x", "target"));
    repo.branch("topic", "main");
    repo.commit(
        "topic",
        "change",
        edits -> edits.file("x", ("\0" + secret).getBytes(StandardCharsets.UTF_8)));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("output.formats", ALL);
    flow.run();
    assertThat(flow.manifest().at("/findings/secrets/introduced").intValue()).isEqualTo(1);
    assertThat(flow.text("patch")).doesNotContain("literal ");
  }

  @Test
  void onlySecretsThatTheChangeBringsBlock() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "base", edits -> edits.file("a.txt", "key = " + token(1) + "\n"));
    repo.branch("topic", "main");
    repo.commit("topic", "change", edits -> edits.file("a.txt", "key = none\n"));
    Flow flow =
        new Flow(repo.directory(), dir.resolve("out"))
            .between("main", "topic")
            .set("scan.fail_on", "secrets");
    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);
    assertAbsent(flow, List.of(token(1)));
  }
}
