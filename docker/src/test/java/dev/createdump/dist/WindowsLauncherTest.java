package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher for Windows beside the one for everything else: both start Java with the same
/// options for the same command. Wine's `cmd` reads the one, and a script that tells its arguments
/// stands for Java; Wine runs it as it runs any program of the system that it is on.
@Timeout(300)
final class WindowsLauncherTest {
  private static final Path WINE = Path.of("target", "wine").toAbsolutePath();
  private static final Path LAUNCHERS = Path.of("launcher");

  @TempDir Path work;

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/wine")), "wine is missing");
    for (String directory : List.of("bin", "lib", "plugins", "runtime/bin")) {
      Files.createDirectories(work.resolve(directory));
    }
    Files.copy(LAUNCHERS.resolve("create-dump"), work.resolve("bin/create-dump"));
    String windows = Files.readString(LAUNCHERS.resolve("create-dump.cmd"));
    Files.writeString(
        work.resolve("bin/create-dump.cmd"), windows.replace("\r", "").replace("\n", "\r\n"));
    Files.writeString(work.resolve("lib/version.txt"), "create-dump 9.9\n");
    for (String java : List.of("java", "java.exe")) {
      Path file = work.resolve("runtime/bin").resolve(java);
      Files.writeString(file, "#!/bin/sh\nfor one; do printf '%s\\n' \"$one\"; done\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.write(work.resolve("large.bin"), new byte[34_000_000]);
  }

  private Ran windows(Map<String, String> variables, List<String> words) throws Exception {
    Files.createDirectories(WINE);
    Map<String, String> all = new TreeMap<>(variables);
    all.put("PATH", System.getenv("PATH"));
    all.put("HOME", WINE.toString());
    all.put("WINEPREFIX", WINE.resolve("prefix").toString());
    all.put("WINEDEBUG", "-all");
    List<String> command = new ArrayList<>(List.of("wine", "cmd", "/c"));
    command.add("Z:" + work.resolve("bin/create-dump.cmd").toString().replace('/', '\\'));
    command.addAll(words);
    Ran ran = Ran.of(work, all, command);
    // Wine does not always wait for a program that is none of Windows', and its words are lost.
    for (int more = 2; more > 0 && (ran.out() + ran.err()).isBlank(); more--) {
      ran = Ran.of(work, all, command);
    }
    return ran;
  }

  private Ran elsewhere(Map<String, String> variables, List<String> words) throws Exception {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("PATH", System.getenv("PATH"));
    List<String> command =
        new ArrayList<>(List.of("sh", work.resolve("bin/create-dump").toString()));
    command.addAll(words);
    return Ran.of(work, all, command);
  }

  /// What Java is told but for where its files are, whether there is a terminal, and the start-up
  /// cache, which only the archives for Linux have.
  private static List<String> told(Ran ran) {
    List<String> told = new ArrayList<>();
    boolean classPath = false;
    for (String line : ran.out().replace("\r", "").lines().toList()) {
      boolean ours = line.startsWith("-XX:AOTCache=") || line.startsWith("-Dcreatedump.terminal=");
      if (!ours && !classPath) {
        told.add(line.replace('\\', '/').replaceAll("(@|=).*/(lib|plugins)\\b", "$1$2"));
      }
      classPath = line.equals("-cp");
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diff|--base|HEAD~1|--out|a b",
        "diff|--title|a & b | c > d",
        "diff|--max-memory|512MiB|--jobs|2",
        "diff|--max-memory=2GiB|--jobs=12",
        "diff|--max-memory|63MiB|--jobs|02",
        "diff|--max-memory|lots|--jobs|1x",
        "diff|--max-memory|9999999MiB|--jobs|1000",
        "diff|--|--jobs=2",
        "single|.|--jobs=2",
        "single|.|--format|tar.zst",
        "batch|run|--jobs|3",
        "rollback|dump.md|--to|there",
        "archive|verify|x.tar.zst",
        "upload|large.bin|s3://bucket/x",
        "upload|bin/create-dump|s3://bucket/x",
        "evidence|query|x",
        "evidence|list|x",
        "--help"
      })
  void bothTellJavaTheSame(String line) throws Exception {
    List<String> words =
        List.of(line.replace(" | ", " \0 ").split("\\|")).stream()
            .map(word -> word.replace('\0', '|'))
            .toList();
    List<String> told = told(windows(Map.of(), words));
    assertThat(told).isEqualTo(told(elsewhere(Map.of(), words)));
    assertThat(told).contains("dev.createdump.cli.Main").endsWith(words.getLast());
  }

  @Test
  void bothReadTheSameVariables() throws Exception {
    Map<String, String> variables =
        Map.of("CREATE_DUMP_MAX_MEMORY", "256MiB", "CREATE_DUMP_JOBS", "3");
    List<String> told = told(windows(variables, List.of("diff")));
    assertThat(told).isEqualTo(told(elsewhere(variables, List.of("diff"))));
    assertThat(told).contains("-Xmx256m", "-XX:ActiveProcessorCount=3");
  }

  @Test
  void theVersionNeedsNoJava() throws Exception {
    Files.delete(work.resolve("runtime/bin/java.exe"));
    for (String word : List.of("--version", "-V")) {
      assertThat(windows(Map.of(), List.of(word)).out().strip()).isEqualTo("create-dump 9.9");
    }
  }

  @Test
  void withoutAJdkItSaysWhatToDo() throws Exception {
    Files.delete(work.resolve("runtime/bin/java.exe"));
    Ran ran = windows(Map.of(), List.of("diff"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("needs a JDK 25").contains("set JAVA_HOME");
  }
}
