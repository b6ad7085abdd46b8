package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitHub;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of secrets in every place of a change, in every encoding and with every line end: none
/// stands in a file of the dump, the comment, the summary, the outputs or in what is said. The
/// encodings are written here a second time, so that the product is not its own witness.
class LeakTest {
  private static final int SECRETS = 2_400;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String[] ENDS = {"\n", "\r\n", "\r"};

  @TempDir Path dir;

  private final SplittableRandom random = new SplittableRandom(20_261);
  private final List<String> secrets = new ArrayList<>();

  private String next() {
    String secret = random.nextInt(2) == 0 ? awsKey() : gitHubToken();
    secrets.add(secret);
    return secret;
  }

  private String letters(int count, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String awsKey() {
    return "AKIA" + letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  }

  /// With its checksum: without it nobody would take it for one.
  private String gitHubToken() {
    String body = letters(30, BASE62);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder checksum = new StringBuilder();
    for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
      checksum.insert(0, BASE62.charAt((int) (rest % 62)));
    }
    return "gh" + "p_" + body + checksum;
  }

  private List<String> some(int count) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(next());
    }
    return made;
  }

  private static String lines(List<String> secrets, String end) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < secrets.size(); i++) {
      String secret = secrets.get(i);
      text.append(
          switch (i % 5) {
            case 0 -> "key = \"" + secret + "\"";
            case 1 -> secret;
            case 2 -> "<a href='https://h/?t=" + secret + "&x=1'>";
            case 3 -> "{\"k\": \"" + secret + "\"}";
            default -> "  # é " + secret + " and words around it";
          });
      text.append(end).append("filler ").append(i).append(end);
    }
    return text.toString();
  }

  /// Every form of a secret that an output could hold.
  private static List<byte[]> forms(String secret) {
    byte[] value = secret.getBytes(StandardCharsets.US_ASCII);
    List<byte[]> forms = new ArrayList<>();
    forms.add(value);
    for (int before = 0; before < 3; before++) {
      byte[] shifted = ("x".repeat(before) + secret).getBytes(StandardCharsets.US_ASCII);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int first = (before * 8 + 5) / 6;
      int last = shifted.length * 8 / 6;
      String inner = encoded.substring(first, last);
      forms.add(ascii(inner));
      forms.add(ascii(inner.replace('+', '-').replace('/', '_')));
    }
    forms.add(ascii(HexFormat.of().formatHex(value)));
    forms.add(ascii(HexFormat.of().withUpperCase().formatHex(value)));
    forms.add(ascii(HexFormat.of().withUpperCase().withPrefix("%").formatHex(value)));
    forms.add(ascii(HexFormat.of().withPrefix("\\u00").formatHex(value)));
    forms.add(secret.getBytes(StandardCharsets.UTF_16LE));
    forms.add(secret.getBytes(StandardCharsets.UTF_16BE));
    return forms;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A file with each secret in another encoding, on lines of its own.
  private byte[] encoded(List<String> all) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < all.size(); i++) {
      String secret = all.get(i);
      byte[] value = ascii(secret);
      byte[] around = ("a".repeat(i % 3) + secret + "bc").getBytes(StandardCharsets.US_ASCII);
      byte[] form =
          switch (i % 6) {
            case 0 -> Base64.getEncoder().encode(around);
            case 1 -> Base64.getUrlEncoder().encode(around);
            case 2 -> ascii(HexFormat.of().formatHex(value));
            case 3 -> ascii(HexFormat.of().withUpperCase().withPrefix("%").formatHex(value));
            case 4 -> ascii("\"" + HexFormat.of().withPrefix("\\u00").formatHex(value) + "\"");
            default -> ascii(secret);
          };
      out.write(ascii("copy " + i + " "));
      out.write(form);
      out.write('\n');
    }
    return out.toByteArray();
  }

  private RepoBuilder plant() throws IOException {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    List<String> removed = some(300);
    List<String> context = some(60);
    List<String> old = some(100);
    repo.commit(
        "main",
        "base",
        edits -> {
          edits.file("removed.txt", lines(removed, "\n")).file("edited.txt", lines(old, "\r\n"));
          for (int i = 0; i < context.size(); i += 2) {
            edits.file("around" + i, "top\n" + lines(context.subList(i, i + 2), "\n") + "end\n");
          }
        });
    repo.branch("feature", "main");
    List<String> passing = some(100);
    repo.commit(
        "feature",
        "adds " + next() + "\n\nbody",
        edits -> edits.file("passing.txt", lines(passing, "\n")).delete("removed.txt"));
    List<String> added = some(900);
    List<String> wide = some(150);
    List<String> names = some(20);
    List<String> edited = some(100);
    byte[] binary = ("\0\1" + lines(some(150), "\n") + "\0").getBytes(StandardCharsets.ISO_8859_1);
    byte[] latin = lines(some(150), "\n").getBytes(StandardCharsets.ISO_8859_1);
    List<String> all = new ArrayList<>(secrets);
    byte[] copies = encoded(all);
    repo.commit(
        "feature",
        "second " + next(),
        edits -> {
          edits.delete("passing.txt");
          for (int i = 0; i < context.size(); i += 2) {
            edits.file("around" + i, "TOP\n" + lines(context.subList(i, i + 2), "\n") + "END\n");
          }
          edits.file("edited.txt", lines(edited, "\r\n"));
          for (int i = 0; i < 3; i++) {
            edits.file("added" + i + ".txt", lines(added.subList(i * 300, i * 300 + 300), ENDS[i]));
          }
          edits.file(
              "le.txt", lines(wide.subList(0, 75), "\n").getBytes(StandardCharsets.UTF_16LE));
          edits.file(
              "be.txt", lines(wide.subList(75, 150), "\n").getBytes(StandardCharsets.UTF_16BE));
          edits.file("latin.txt", latin);
          edits.file("data.bin", binary);
          edits.file("copies.txt", copies);
          names.forEach(name -> edits.file("dir/" + name + ".txt", "x\n"));
          edits.symlink("link", "/run/" + added.getFirst());
        });
    while (secrets.size() < SECRETS) {
      List<String> few = some(Math.min(40, SECRETS - secrets.size()));
      String subject = "more " + next();
      String file = "more/" + secrets.size() + ".txt";
      repo.commit("feature", subject, edits -> edits.file(file, lines(few, "\n")));
    }
    return repo;
  }

  @Test
  void nothingOfThousandsOfSecretsLeaves() throws Exception {
    RepoBuilder repo = plant();
    String title = "Rotate " + next();
    Path out = dir.resolve("out");
    Path summary = dir.resolve("summary.md");
    Path output = dir.resolve("output");
    Map<String, byte[]> channels = new TreeMap<>();
    try (FakeGitHub github = FakeGitHub.start()) {
      github.token("may-write", new FakeGitHub.Account("github-actions[bot]", true));
      String base = repo.id("main");
      String head = repo.id("feature");
      github.pull(new FakeGitHub.Pull("octo", "app", 7, title, base, head, true));
      Path event = dir.resolve("event.json");
      Files.writeString(
          event,
          """
          {"number": 7, "pull_request": {"number": 7, "title": "%s",
            "html_url": "https://github.com/octo/app/pull/7", "base": {"sha": "%s", "ref": "main"},
            "head": {"sha": "%s", "ref": "%s"}}}
          """
              .formatted(title, base, head, next()));
      var result =
          Invocation.in()
              .with("GITHUB_ACTIONS", "true")
              .with("GITHUB_EVENT_NAME", "pull_request")
              .with("GITHUB_EVENT_NAME", "pull_request")
              .with("GITHUB_EVENT_PATH", event.toString())
              .with("GITHUB_REPOSITORY", "octo/app")
              .with("GITHUB_SERVER_URL", github.serverUrl().toString())
              .with("GITHUB_API_URL", github.apiUrl().toString())
              .with("GITHUB_STEP_SUMMARY", summary.toString())
              .with("GITHUB_OUTPUT", output.toString())
              .with("GITHUB_TOKEN", "may-write")
              .run(
                  "ci",
                  "--repo",
                  repo.directory(),
                  "--out",
                  out,
                  "--format",
                  "md,json,html,patch,sarif",
                  "--context",
                  "full",
                  "--scan-history",
                  "--json",
                  "-v");
      assertThat(result.code()).as(result.err()).isZero();
      channels.put("stdout", result.out().getBytes(StandardCharsets.UTF_8));
      channels.put("stderr", result.err().getBytes(StandardCharsets.UTF_8));
      channels.put("summary", Files.readAllBytes(summary));
      channels.put("outputs", Files.readAllBytes(output));
      StringBuilder sent = new StringBuilder();
      github.exchanges().forEach(exchange -> sent.append(exchange.body()).append('\n'));
      github.comments(7).forEach(comment -> sent.append(comment.body()));
      assertThat(sent.toString()).contains("[REDACTED:");
      channels.put("sent to the forge", sent.toString().getBytes(StandardCharsets.UTF_8));
      try (Stream<Path> files = Files.list(out)) {
        for (Path file : files.toList()) {
          channels.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    assertThat(channels).hasSizeGreaterThanOrEqualTo(12);
    assertThat(secrets.size()).isGreaterThan(SECRETS);
    Map<String, List<byte[]>> needles = needles();
    List<String> leaks = new ArrayList<>();
    channels.forEach((name, bytes) -> leaks.addAll(leaks(name, bytes, needles)));
    assertThat(leaks).isEmpty();
    String json = new String(channels.get("stdout"), StandardCharsets.UTF_8);
    assertThat(json).contains("\"findings\" : ");
    String md = text(channels, ".md");
    assertThat(md).contains("| transient | ").contains("| introduced | ").contains("| resolved | ");
  }

  private static String text(Map<String, byte[]> channels, String ending) {
    return channels.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(ending) && entry.getKey().startsWith("app"))
        .map(entry -> new String(entry.getValue(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  /// All forms by their first eight bytes.
  private Map<String, List<byte[]>> needles() {
    Map<String, List<byte[]>> needles = new HashMap<>();
    for (String secret : secrets) {
      for (byte[] form : forms(secret)) {
        String start = new String(form, 0, 8, StandardCharsets.ISO_8859_1);
        needles.computeIfAbsent(start, _ -> new ArrayList<>()).add(form);
      }
    }
    return needles;
  }

  private static List<String> leaks(
      String channel, byte[] bytes, Map<String, List<byte[]>> needles) {
    List<String> leaks = new ArrayList<>();
    for (int i = 0; i + 8 <= bytes.length; i++) {
      String start = new String(bytes, i, 8, StandardCharsets.ISO_8859_1);
      for (byte[] form : needles.getOrDefault(start, List.of())) {
        int end = i + form.length;
        if (end <= bytes.length
            && java.util.Arrays.equals(form, 0, form.length, bytes, i, end)
            && leaks.size() < 5) {
          int from = Math.max(0, i - 60);
          leaks.add(
              channel
                  + " at "
                  + i
                  + ": "
                  + new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return leaks;
  }
}
