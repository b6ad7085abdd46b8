package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The completion scripts, loaded and asked in the shells themselves.
class CompletionTest {
  @TempDir Path temporary;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(temporary.resolve("my dir"));
    Files.writeString(temporary.resolve("my file.toml"), "");
  }

  private static String script(CompletionCommand.Shell shell) {
    var result = Invocation.in().run("completion", shell.name());
    assertThat(result.code()).isZero();
    return result.out();
  }

  private static void assumeInstalled(String shell) {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, shell)));
    assumeTrue(there, shell + " is missing; `apt-get install " + shell + "` brings it");
  }

  /// What a shell prints when it runs a program of its own language.
  private List<String> run(String shell, String program) throws Exception {
    assumeInstalled(shell);
    Path file = temporary.resolve("program." + shell);
    Files.writeString(file, program);
    return run(List.of(shell, file.toString()));
  }

  private List<String> run(List<String> command) throws Exception {
    Path out = temporary.resolve("shell.out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("HOME", temporary.toString());
    builder.environment().put("XDG_CONFIG_HOME", temporary.toString());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  private static final String CASES =
      """
      d                             | diff
      co                            | compare completion config
      config s                      | schema show
      config validate --prof         | --profile
      diff --cont                   | --context
      diff --no-scan-s              | --no-scan-secrets
      diff --context h              | hunks
      diff --fail-on s              | secrets
      ci --progress o               | off on
      diff --dry-run --context f    | full
      completion z                  | zsh
      post-pr --pr                  | --pr-url
      diff --base x                 | ''
      """;

  @ParameterizedTest
  @EnumSource
  void theScriptHasNoSyntaxError(CompletionCommand.Shell shell) throws Exception {
    assumeInstalled(shell.name());
    Path file = temporary.resolve("script");
    Files.writeString(file, script(shell));
    Process check =
        new ProcessBuilder(shell.name(), "-n", file.toString()).redirectErrorStream(true).start();
    assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  private List<String> bash(String line) throws Exception {
    // As readline does it: = is a word of its own.
    String program =
        """
        set -u
        COMP_WORDS=(create-dump %s) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _create_dump create-dump "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%%s\\n' "${COMPREPLY[@]}" | sort
        """
            .formatted(line.replace("=", " = "));
    return run("bash", script(CompletionCommand.Shell.bash) + program).stream()
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void bashCompletes(String line, String words) throws Exception {
    assertThat(String.join(" ", bash(line))).isEqualTo(words);
  }

  @Test
  void bashCompletesValuesAndPaths() throws Exception {
    assertThat(bash("diff --context=f")).containsExactly("full");
    assertThat(bash("diff --format md,h")).containsExactly("md,html");
    assertThat(bash("diff --out my")).containsExactly("my dir");
    assertThat(bash("diff --config my")).containsExactly("my dir", "my file.toml");
    assertThat(bash("diff \"\"")).contains("--base", "--upload", "--no-scan-todos");
  }

  private List<String> fish(String line) throws Exception {
    String program = "complete -C 'create-dump " + line + "' | string split -f 1 \\t | sort\n";
    return run("fish", script(CompletionCommand.Shell.fish) + program);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void fishCompletes(String line, String words) throws Exception {
    assertThat(String.join(" ", fish(line))).isEqualTo(words);
  }

  @Test
  void fishCompletesValuesAndPaths() throws Exception {
    assertThat(fish("diff --context=f")).containsExactly("--context=full");
    assertThat(fish("diff --out my")).containsExactly("my dir/");
    assertThat(fish("diff --config my")).containsExactly("my dir/", "my file.toml");
    assertThat(fish("diff x")).as("no files where none are meant").isEmpty();
  }

  /// zsh completes in its line editor only, so one is opened on a terminal of its own.
  @Test
  void zshCompletes() throws Exception {
    assumeInstalled("zsh");
    Files.writeString(temporary.resolve("_create-dump"), script(CompletionCommand.Shell.zsh));
    Path program = temporary.resolve("complete.zsh");
    try (InputStream in = CompletionTest.class.getResourceAsStream("complete.zsh")) {
      Files.copy(Objects.requireNonNull(in), program);
    }
    // Of names with blanks zsh collects both spellings.
    Files.createDirectory(temporary.resolve("plain-dir"));
    Files.writeString(temporary.resolve("plain.toml"), "");
    List<String> expected =
        List.of(
            "d => diff",
            "co => compare completion config",
            "config s => schema show",
            "config validate --prof => --profile",
            "diff --cont => --context",
            "diff --context=f => full",
            "diff --fail-on s => secrets",
            "diff --format md,h => html",
            "completion z => zsh",
            "diff --config pl => plain-dir plain.toml",
            "diff --out pl => plain-dir");
    List<String> command = new ArrayList<>(List.of("zsh", "-f", program.toString()));
    command.add(temporary.toString());
    expected.forEach(line -> command.add(line.replaceFirst(" => .*", "")));
    assertThat(run(command).stream().map(String::strip)).containsExactlyElementsOf(expected);
  }
}
