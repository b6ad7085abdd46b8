package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.token.TokenCounter;
import dev.createdump.testkit.repo.HostileRepository;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `create-dump rollback`: what comes back, and what must not.
class RollbackCommandTest {
  @TempDir Path dir;

  private Path tree() {
    return dir.resolve("tree");
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = tree().resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.write(file, content);
  }

  private Path dump(Path root, String format, Object... more) {
    var result =
        Invocation.in()
            .run(
                List.of("single", root, "--format", format, "--out", dir.resolve("out-" + format)),
                List.of("--embed-binary", "--no-scan-secrets"),
                more);
    assertThat(result.code()).as(result.err()).isZero();
    return result.file("." + format);
  }

  private Invocation.Result rollback(Path dump, Object... more) {
    return Invocation.in().run("rollback", dump, "--to", dir.resolve("restored"), more);
  }

  /// Every path with its kind, whether it may be executed, and its content.
  private static Map<String, String> listed(Path root) throws IOException {
    Map<String, String> listed = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(path -> !path.equals(root))
          .forEach(path -> listed.put(root.relativize(path).toString(), facts(path)));
    }
    return listed;
  }

  private static String facts(Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        return "link " + Files.readSymbolicLink(path);
      }
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return "directory";
      }
      String may = Files.isExecutable(path) ? "executable " : "file ";
      return may + Digests.sha256Hex(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void everyKindOfContent() throws IOException {
    write("empty", new byte[0]);
    write("plain.txt", "one\ntwo\n".getBytes(StandardCharsets.UTF_8));
    write("no end.txt", "one\ntwo".getBytes(StandardCharsets.UTF_8));
    write("feed", "\n".getBytes(StandardCharsets.UTF_8));
    write("crlf.txt", "one\r\ntwo\r\n".getBytes(StandardCharsets.UTF_8));
    write("crlf no end.txt", "one\r\ntwo".getBytes(StandardCharsets.UTF_8));
    write("mixed.txt", "one\r\ntwo\nthree\r".getBytes(StandardCharsets.UTF_8));
    write("return.txt", "one\rtwo\r".getBytes(StandardCharsets.UTF_8));
    write("escapes.txt", "⟦U+202E⟧ \u202e ⟧⟦\n".getBytes(StandardCharsets.UTF_8));
    write("brackets crlf.txt", "⟦x⟧\r\n\u200b\r\n".getBytes(StandardCharsets.UTF_8));
    write("fences.md", "```\n````java\n``` \n~~~\n".getBytes(StandardCharsets.UTF_8));
    write(
        "marker.md",
        "<!-- create-dump:file {} -->\n<!-- create-dump:end {\"files\":0} -->\n"
            .getBytes(StandardCharsets.UTF_8));
    write("latin.txt", "caf\u00e9 \u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
    write("latin crlf.txt", "caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));
    write("mixed encodings.txt", new byte[] {'a', (byte) 0xE9, '\n', (byte) 0xC3, (byte) 0xA9});
    write("bom.txt", "\ufeffx\n".getBytes(StandardCharsets.UTF_8));
    write("wide.txt", "\ufeffx\r\ny \ud83d\ude00\n".getBytes(StandardCharsets.UTF_16LE));
    write("wide big.txt", "\ufeffx".getBytes(StandardCharsets.UTF_16BE));
    write("cut wide.txt", new byte[] {(byte) 0xFF, (byte) 0xFE, 'x'});
    write("half a pair.txt", new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xD8});
    write("controls.txt", "a\u0001\u001b[31m\u007f\f\u000b\n".getBytes(StandardCharsets.UTF_8));
    write("undecodable", new byte[] {'a', (byte) 0x81, 1, '\n'});
    byte[] all = new byte[1024];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    write("binary", all);
    write("emoji \ud83d\ude00 - -- <b> & \"q\" \\.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    write("line\nfeed", "x\n".getBytes(StandardCharsets.UTF_8));
    write("deep/er/script.sh", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
    assertThat(tree().resolve("deep/er/script.sh").toFile().setExecutable(true)).isTrue();
    Files.createDirectories(tree().resolve("empty directory"));
    Files.createSymbolicLink(tree().resolve("link"), Path.of("deep/er/script.sh"));
    Files.createSymbolicLink(tree().resolve("deep/up"), Path.of("../plain.txt"));
    Files.createSymbolicLink(tree().resolve("dangling"), Path.of("no\nwhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"md", "json", "jsonl", "zip", "tar", "tar.gz", "tar.zst"})
  void everyByteComesBack(String format) throws IOException {
    everyKindOfContent();
    Path dump = dump(tree(), format);
    var result = rollback(dump);
    assertThat(result.err()).doesNotContain("not restored");
    assertThat(result.code()).isZero();
    assertThat(listed(dir.resolve("restored"))).isEqualTo(listed(tree()));
    // And what is restored gives the same dump again.
    byte[] first = Files.readAllBytes(dump);
    byte[] again = Files.readAllBytes(dump(dir.resolve("restored"), format));
    if (format.contains("json") || format.equals("md")) {
      assertThat(new String(again, StandardCharsets.UTF_8).replace("restored", "tree"))
          .hasSize(new String(first, StandardCharsets.UTF_8).length());
    } else {
      assertThat(again).isEqualTo(first);
    }
  }

  private void largeFiles() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      lines.append("line ").append(i).append(" \u202e of \ud83d\ude00 many ```\n");
    }
    String text = lines.toString();
    write("large/lines.txt", text.getBytes(StandardCharsets.UTF_8));
    write("large/crlf.txt", text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    write("large/one line.txt", text.replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
    write("large/wide.txt", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE));
    write("large/wide big.txt", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE));
    write("large/latin.txt", "caf\u00e9\r\n".repeat(3000).getBytes(StandardCharsets.ISO_8859_1));
    byte[] binary = new byte[20_000];
    new java.util.Random(7).nextBytes(binary);
    write("large/binary", binary);
  }

  /// Parts of at most so many tokens, from which every byte comes back.
  @ParameterizedTest
  @ValueSource(strings = {"md", "json", "jsonl"})
  void everyByteComesBackFromParts(String format) throws IOException {
    everyKindOfContent();
    largeFiles();
    int most = 6000;
    Path part = dump(tree(), format, "--max-tokens", most, "--name", "t", "--toc", "tree");
    List<Path> parts;
    try (Stream<Path> files = Files.list(dir.resolve("out-" + format))) {
      parts =
          files
              .filter(file -> file.toString().matches(".*[.]part[0-9]+[.]" + format))
              .sorted()
              .toList();
    }
    assertThat(parts).hasSizeGreaterThan(20).hasSizeLessThan(100);
    TokenCounter counter = TokenCounter.of("o200k_base");
    long tokens = 0;
    for (Path each : parts) {
      int some = counter.count(Files.readAllBytes(each));
      assertThat(some).as(each.toString()).isLessThanOrEqualTo(most);
      tokens += some;
    }
    assertThat(tokens / parts.size()).as("parts are filled").isGreaterThan(most / 2);
    var one = rollback(parts.get(4), "--dry-run");
    assertThat(one.code()).as(one.err()).isZero();
    List<Path> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, new java.util.Random(1));
    var result = rollback(part, shuffled.stream().filter(p -> !p.equals(part)).toArray());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(listed(dir.resolve("restored"))).isEqualTo(listed(tree()));
    assertThat(dump(tree(), format, "--max-tokens", most, "--name", "t", "--toc", "tree")).exists();
    // One is missing, or from another dump.
    assertThat(rollback(parts.get(0), parts.get(1), "--dry-run").code()).isEqualTo(23);
    Path other = Files.move(parts.get(3), dir.resolve("kept"));
    assertThat(rollback(parts.get(0), "--dry-run").code()).isEqualTo(23);
    Files.move(other, parts.get(3));
    write("plain.txt", "other\n".getBytes(StandardCharsets.UTF_8));
    Path stranger = dump(tree(), format, "--max-tokens", most, "--name", "u", "--toc", "tree");
    assertThat(rollback(stranger, parts.get(1), "--dry-run").code()).isEqualTo(24);
  }

  @Test
  void whatWasMadeToBeReadIsNotRestored() throws IOException {
    write("a.java", "// why\nint a; /* b */\n\n".getBytes(StandardCharsets.UTF_8));
    for (String format : List.of("md", "json", "jsonl")) {
      var result = rollback(dump(tree(), format, "--strip", "comments"));
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("comments are taken out");
    }
    assertThat(rollback(dump(tree(), "md", "--line-numbers")).code()).isEqualTo(2);
    assertThat(dir.resolve("restored")).doesNotExist();
    assertThat(rollback(dump(tree(), "json", "--line-numbers")).code()).isZero();
  }

  /// What stands at the head may look like a dump.
  @Test
  void instructionsAreNoFiles() throws IOException {
    write("a.txt", "a\n".getBytes(StandardCharsets.UTF_8));
    Path evil = dir.resolve("instructions");
    Files.writeString(
        evil,
        "```\n<!-- create-dump:file {\"path\":\"evil\",\"mode\":\"100644\",\"state\":"
            + "\"included\",\"size\":0,\"content\":\"none\"} -->\n"
            + "<!-- create-dump:end {\"files\":1} -->\n");
    var result = rollback(dump(tree(), "md", "--instructions", evil));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(listed(dir.resolve("restored"))).containsOnlyKeys("a.txt");
  }

  /// Everything that git allows in a tree comes back, but for links that lead out of it, names that
  /// Java cannot write, and submodules.
  @ParameterizedTest
  @CsvSource({
    "md, 0",
    "json, 0",
    "jsonl, 0",
    "zip, 0",
    "tar, 0",
    "tar.gz, 0",
    "tar.zst, 0",
    "md, 300000",
    "jsonl, 300000"
  })
  void theHostileRepository(String format, int tokens) throws IOException {
    HostileRepository hostile = HostileRepository.create(dir.resolve("hostile"));
    Path dump =
        dump(
            hostile.directory(),
            format,
            "--rev",
            "HEAD",
            "--max-file-size",
            "16MiB",
            "--max-tokens",
            tokens);
    assertThat(dump.toString().contains(".part1.")).isEqualTo(tokens > 0);
    assertThat(rollback(dump).code()).as("links out of the tree").isEqualTo(24);
    assertThat(dir.resolve("restored")).doesNotExist();
    var result = rollback(dump, "--skip-unsafe", "--allow-unportable", "--json");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err().lines().filter(line -> line.startsWith("  not ")))
        .allMatch(
            line ->
                line.contains("link")
                    || line.contains("no UTF-8")
                    || line.contains("submodule")
                    || line.contains("too long"));
    assertSameAsGit(hostile, dir.resolve("restored"));
    assertThat(hostile.trippedCanaries()).isEmpty();
  }

  private static void assertSameAsGit(HostileRepository hostile, Path restored) throws IOException {
    Map<String, String> found = listed(restored);
    assertThat(found.values().stream().filter(facts -> !facts.equals("directory")).count())
        .isGreaterThan(150);
    for (Map.Entry<String, String> path : found.entrySet()) {
      if (path.getValue().startsWith("file ") || path.getValue().startsWith("executable ")) {
        Process git =
            new ProcessBuilder(
                    "git",
                    "--no-replace-objects",
                    "cat-file",
                    "blob",
                    hostile.head() + ":" + path.getKey())
                .directory(hostile.directory().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String sha256 = Digests.sha256Hex(git.getInputStream().readAllBytes());
        assertThat(path.getValue()).as(path.getKey()).endsWith(sha256);
      }
    }
  }

  @Test
  void hiddenSecretsAreReported() throws IOException {
    write("a.env", ("KEY=" + Sample.SECRET + "\n").getBytes(StandardCharsets.UTF_8));
    var made = Invocation.in().run("single", tree(), "--out", dir.resolve("out"));
    var result = rollback(made.file(".md"));
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("not as it was: a.env (redacted");
    assertThat(dir.resolve("restored/a.env")).content().startsWith("KEY=[REDACTED:");
  }

  /// Documents as an attacker would write them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../evil | 100644",
        "/evil | 100644",
        "a/../../evil | 100644",
        "a//evil | 100644",
        "./evil | 100644",
        ".git/hooks/post-checkout | 100755",
        "a/.GIT/config | 100644",
        ".git. /config | 100644",
        "git~1/config | 100644",
        "con.txt | 100644",
        "a/LPT1 | 100644",
        "link | 120000"
      })
  void unsafePathsAreRefused(String path, String mode) throws IOException {
    for (String document : documents(path, mode, "/etc/passwd")) {
      Path dump = Files.writeString(dir.resolve("evil.dump"), document);
      var result = rollback(dump);
      assertThat(result.code()).as(document).isEqualTo(24);
      assertThat(result.err()).contains("must not be written");
      assertNothingLeft();
      assertThat(rollback(dump, "--dry-run").code()).isEqualTo(24);
      assertThat(rollback(dump, "--skip-unsafe").code()).isEqualTo(3);
      assertThat(listed(dir.resolve("restored"))).isEmpty();
      Files.delete(dir.resolve("restored"));
    }
  }

  private static String[] documents(String path, String mode, String content) {
    String facts =
        "\"path\":\""
            + path
            + "\",\"mode\":\""
            + mode
            + "\",\"state\":\"included\",\"size\":11,\"sha256\":\""
            + Digests.sha256Hex(content)
            + "\",";
    String file = facts + "\"encoding\":\"UTF-8\",\"content\":\"" + content + "\"";
    return new String[] {
      "# x\n<!-- create-dump:file {"
          + facts
          + "\"content\":\"text\",\"encoding\":\"UTF-8\","
          + "\"finalNewline\":false} -->\n\n```\n"
          + content
          + "\n```\n"
          + "<!-- create-dump:end {\"files\":1} -->\n",
      "{\"schema\":\"create-dump.tree/v1\",\"files\":[{" + file + "}]}",
      "{\"schema\":\"create-dump.tree/v1\",\"type\":\"tree\"}\n{\"type\":\"file\","
          + file
          + "}\n"
          + "{\"type\":\"end\"}\n"
    };
  }

  private void assertNothingLeft() throws IOException {
    assertThat(dir.resolve("restored")).doesNotExist();
    assertThat(dir.resolve("evil")).doesNotExist();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(n -> n.endsWith(".tmp"));
    }
  }

  @Test
  void twoNamesThatDifferInCaseAreRefused() throws IOException {
    write("Readme", "x\n".getBytes(StandardCharsets.UTF_8));
    write("README", "y\n".getBytes(StandardCharsets.UTF_8));
    Path dump = dump(tree(), "json");
    var result = rollback(dump);
    assertThat(result.code()).isEqualTo(24);
    assertThat(result.err()).contains("only in case");
    assertThat(rollback(dump, "--allow-unportable").code()).isZero();
    assertThat(listed(dir.resolve("restored"))).isEqualTo(listed(tree()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"md", "json", "jsonl"})
  void whatIsNotProvenIsRefused(String format) throws IOException {
    write("a.txt", "one\n".getBytes(StandardCharsets.UTF_8));
    String dump = Files.readString(dump(tree(), format));
    Path changed = dir.resolve("changed");
    Files.writeString(changed, dump.replaceFirst("\"sha256\" ?: ?\"[0-9a-f]{64}\",", ""));
    assertThat(rollback(changed).err()).contains("has no digest of a.txt");
    Files.writeString(changed, dump.replaceFirst("\"included\"", "\"ours\""));
    assertThat(rollback(changed).err()).contains("a state that is not known: ours");
    for (String half : List.of("\\uD800", "\\uDC00x", "\\uD800/\\uDC00")) {
      Files.writeString(changed, dump.replace("\"a.txt\"", "\"a" + half + "\""));
      var result = rollback(changed);
      assertThat(result.code()).as(half).isEqualTo(24);
      assertThat(result.err()).contains("has a path that is no text: a");
    }
    assertNothingLeft();
  }

  /// What is gone, or was left out, takes no place from what is restored.
  @ParameterizedTest
  @ValueSource(strings = {"md", "json", "jsonl", "zip", "tar.zst"})
  void pathsWithoutContentAreNamedAndNotJudged(String format) throws IOException {
    RepoBuilder repo = RepoBuilder.initWithUser(tree());
    write("util", "a file\n".getBytes(StandardCharsets.UTF_8));
    write("Foo", "x\n".getBytes(StandardCharsets.UTF_8));
    repo.run("add", ".");
    repo.run("commit", "--quiet", "-m", "first");
    Files.delete(tree().resolve("util"));
    Files.move(tree().resolve("Foo"), tree().resolve("foo"));
    for (String name : List.of("util/init", "AUX.c", "aux.c")) {
      write(name, (name + "\n").getBytes(StandardCharsets.UTF_8));
    }
    repo.run("add", "--all");
    repo.run("commit", "--quiet", "-m", "second");
    Path dump = dump(tree(), format, "--diff-since", "HEAD~1", "--exclude", "*.c");
    var result = rollback(dump);
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err()).contains("not restored: AUX.c (excluded").contains("util (");
    assertThat(listed(dir.resolve("restored"))).containsOnlyKeys("foo", "util", "util/init");
  }

  @Test
  void whatWasChangedOrCutIsNoDump() throws IOException {
    write("a.txt", "one\ntwo\n".getBytes(StandardCharsets.UTF_8));
    for (String format : new String[] {"md", "json", "jsonl"}) {
      String text = Files.readString(dump(tree(), format));
      Path changed = dir.resolve("changed");
      Files.writeString(changed, text.replace("two", "tvo"));
      assertThat(rollback(changed).code()).as(format).isEqualTo(24);
      Files.writeString(changed, text.substring(0, text.length() - 60));
      assertThat(rollback(changed).code()).as(format).isEqualTo(24);
      assertNothingLeft();
    }
    assertThat(rollback(Files.writeString(dir.resolve("n"), "nothing")).code()).isEqualTo(24);
    assertThat(rollback(Files.writeString(dir.resolve("n"), "# a title\n")).code()).isEqualTo(24);
    assertThat(rollback(Files.writeString(dir.resolve("n"), "{\"a\":1}")).code()).isEqualTo(24);
    assertThat(rollback(dir.resolve("missing")).code()).isEqualTo(23);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    write("a.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    Path dump = dump(tree(), "md");
    Files.createDirectories(dir.resolve("restored"));
    assertThat(rollback(dump).code()).as("an empty directory").isZero();
    var result = rollback(dump);
    assertThat(result.code()).isEqualTo(20);
    assertThat(result.err()).contains("is there already");
  }

  /// Whoever made it chose its permissions, stands in it, or mounted something there.
  @Test
  void anEmptyDirectoryStaysTheOneItIs() throws IOException {
    write("a/b.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    write("c.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    Path dump = dump(tree(), "md");
    Path target = Files.createDirectory(dir.resolve("restored"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    Object key = Files.readAttributes(target, BasicFileAttributes.class).fileKey();
    assertThat(rollback(dump).code()).isZero();
    assertThat(listed(target)).isEqualTo(listed(tree()));
    assertThat(Files.readAttributes(target, BasicFileAttributes.class).fileKey()).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwx------");
  }

  @Test
  void whatIsRefusedLeavesNoDirectories() throws IOException {
    Path dump = Files.writeString(dir.resolve("evil"), documents("../x", "100644", "x")[1]);
    Path empty = Files.createDirectory(dir.resolve("empty"));
    for (Path target : List.of(dir.resolve("new/a/b"), empty)) {
      var result = Invocation.in().run("rollback", dump, "--to", target);
      assertThat(result.code()).as(result.err()).isEqualTo(24);
    }
    assertThat(dir.resolve("new")).doesNotExist();
    assertThat(listed(empty)).isEmpty();
    var below = Invocation.in().run("rollback", dump, "--to", dump.resolve("a"));
    assertThat(below.code()).isEqualTo(20);
    assertThat(below.err()).contains("evil is not a directory");
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    write("a.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    var result = rollback(dump(tree(), "md"), "--dry-run", "--json");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("\"restored\" : 1").contains("\"written\" : false");
    assertNothingLeft();
  }

  @Test
  void theChecksumsBesideItMustHold() throws IOException {
    write("a.txt", "x\n".getBytes(StandardCharsets.UTF_8));
    Path dump = dump(tree(), "md");
    Files.writeString(dump, Files.readString(dump).replace("# `tree`", "# `other`"));
    assertThat(rollback(dump).err()).contains("is not what");
    assertNothingLeft();
  }
}
