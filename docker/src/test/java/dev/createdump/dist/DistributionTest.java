package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The assembled distribution, as it is shipped.
final class DistributionTest {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir Path work;

  private static Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("JAVA_HOME", JAVA_HOME.toString());
    return variables;
  }

  private static Ran run(Path dist, Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(dist.resolve("bin/create-dump").toString()));
    command.addAll(List.of(arguments));
    return Ran.of(directory, variables(), command);
  }

  private String[] diff(String formats) throws IOException {
    RepoBuilder repo = TrainingRepository.create(Files.createTempDirectory(work, "repository"));
    return new String[] {
      "diff",
      "--repo",
      repo.directory().toString(),
      "--base",
      "main",
      "--head",
      "feature",
      "--format",
      formats,
      "--exclude",
      "docs/**",
      "--out",
      work.resolve("out").toString()
    };
  }

  /// Classes that come from the jar were not in the cache: signed, too old, or never rehearsed.
  @Test
  void theCacheHoldsWhatADiffLoads() throws Exception {
    for (String cache : List.of("diff.aot", "create-dump.aot")) {
      List<String> loaded = loaded(cache, diff("md,json,patch,html"));
      List<String> cached =
          loaded.stream().filter(line -> line.contains("shared objects")).toList();
      assertThat(cached).anyMatch(line -> line.contains(" picocli.CommandLine "));
      assertThat(cached).anyMatch(line -> line.contains(" com.fasterxml.jackson.core."));
      assertThat(cached).anyMatch(line -> line.contains(" org.eclipse.jgit."));
      assertThat(loaded.stream().filter(line -> line.contains("create-dump.jar"))).isEmpty();
      if (cache.equals("diff.aot")) {
        // What only archives need costs a diff nothing.
        assertThat(loaded).noneMatch(line -> line.contains(" com.github.luben."));
        assertThat(loaded).noneMatch(line -> line.contains(" dev.createdump.engine.archive.Zip"));
      }
      // Made at run time: a lambda that was never rehearsed, or the equality of a record.
      assertThat(loaded.stream().filter(DistributionTest::isMade)).isEmpty();
    }
  }

  private static boolean isMade(String line) {
    return line.contains("/0x") && !line.contains("shared objects");
  }

  @Test
  void theLauncherSaysTheVersionThatJavaSays() throws Exception {
    List<String> command =
        List.of(
            JAVA_HOME.resolve("bin/java").toString(),
            "-cp",
            DIST.resolve("lib/create-dump.jar").toString(),
            "dev.createdump.cli.Main",
            "--version");
    Ran ran = Ran.of(work, variables(), command);
    assertThat(ran.out()).startsWith("create-dump ");
    assertThat(run(DIST, work, "--version")).isEqualTo(ran);
    assertThat(run(DIST, work, "-V")).isEqualTo(ran);
  }

  @Test
  void theSmallCacheHoldsWhatPrintingLoads() throws Exception {
    for (String argument : List.of("--version", "--help")) {
      List<String> loaded = loaded("print.aot", argument);
      assertThat(loaded).anyMatch(line -> line.contains(" dev.createdump.cli.Main "));
      assertThat(loaded.stream().filter(line -> line.contains("create-dump.jar"))).isEmpty();
    }
  }

  /// Their library lies beside the class path, with what it shares on it; a token is read by Gson,
  /// which it shares, and the root by Protobuf's JSON, which it has for itself.
  @Test
  void keylessSignaturesComeFromAJarApart() throws Exception {
    run(DIST, work, diff("json"));
    String out = work.resolve("out").toString();
    Path root = Files.writeString(work.resolve("root.json"), "{\"tlogs\": []}");
    Ran verified = run(DIST, work, "evidence", "verify", out, "--trusted-root", root.toString());
    assertThat(verified.code()).isEqualTo(2);
    assertThat(verified.err())
        .contains("the trusted root names no authority or no log")
        .doesNotContain("WARNING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "gs", "az"})
  void itUploadsToEachCloudOverTls(String cloud) throws Exception {
    Path file = Files.writeString(work.resolve("report.txt"), "evidence\n");
    try (TrainingStore store = cloud(cloud)) {
      Map<String, String> variables = variables();
      variables.putAll(store.environment(work));
      String to = store.uri() + "/x";
      List<String> upload =
          List.of(DIST.resolve("bin/create-dump").toString(), "upload", file.toString(), to);
      Ran ran = Ran.of(work, variables, upload);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out()).isEqualTo(to + "/report.txt\n");

      List<String> loaded = loaded("clouds.aot", variables, "upload", file.toString(), to);
      assertThat(loaded).as("classes").hasSizeGreaterThan(4_000);
      assertThat(loaded)
          .as("classes from jars")
          .filteredOn(line -> line.contains(".jar"))
          .hasSizeLessThan(loaded.size() / 100);
    }
  }

  private TrainingStore cloud(String scheme) throws IOException {
    TrainingKey key = TrainingKey.create(work);
    return switch (scheme) {
      case "s3" -> TrainingS3.start(key);
      case "gs" -> TrainingGcs.start(key);
      default -> TrainingAzure.start(key);
    };
  }

  private List<String> loaded(String cache, String... arguments) throws Exception {
    return loaded(cache, variables(), arguments);
  }

  private List<String> loaded(String cache, Map<String, String> variables, String... arguments)
      throws Exception {
    Path log = work.resolve("classes.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA_HOME.resolve("bin/java").toString(),
                "@" + DIST.resolve("lib/java.options"),
                "-XX:AOTCache=" + DIST.resolve("lib").resolve(cache),
                "-Xlog:class+load:file=" + log,
                "-cp",
                classPath(!cache.equals("print.aot")),
                "dev.createdump.cli.Main"));
    command.addAll(List.of(arguments));
    assertThat(Ran.of(work, variables, command).code()).isZero();
    return Files.readAllLines(log);
  }

  /// Is on no class path: what signs without a key has libraries that nothing else needs.
  private static final String APART = DIST.resolve("lib/sigstore.jar").toString();

  /// The class path as the launcher has it, without or with what speaks to clouds.
  private static String classPath(boolean clouds) throws IOException {
    String first = DIST.resolve("lib/create-dump.jar").toString();
    String more =
        Files.readAllLines(DIST.resolve("bin/create-dump")).stream()
            .filter(line -> line.startsWith("clouds=:"))
            .findFirst()
            .orElseThrow()
            .substring("clouds=".length());
    return clouds ? first + more.replace("$home", DIST.toString()) : first;
  }

  @Test
  void theLauncherKnowsEveryJar() throws IOException {
    try (Stream<Path> files = Files.list(DIST.resolve("lib"))) {
      assertThat(classPath(true).split(":"))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(Path::toString)
                  .filter(name -> name.endsWith(".jar") && !name.equals(APART))
                  .toList());
    }
  }

  /// A class that is gone or renamed would be left to the first compiler, and nobody would see it.
  @Test
  void theSecondCompilerIsGivenCodeThatExists() throws IOException {
    Path jar = DIST.resolve("lib/create-dump.jar");
    String compiler = Files.readString(DIST.resolve("lib/trees.compiler"));
    List<String> ours =
        Pattern.compile("\"(dev/createdump/[^\"]+)\"")
            .matcher(compiler)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(ours).isNotEmpty();
    try (JarFile classes = new JarFile(jar.toFile())) {
      List<String> names = classes.stream().map(JarEntry::getName).toList();
      for (String pattern : ours) {
        // A star stands for the end of a class's name, another for all its methods.
        boolean open = pattern.endsWith("*.*");
        String start = pattern.substring(0, pattern.length() - (open ? 3 : 2));
        assertThat(names)
            .as(pattern)
            .anyMatch(name -> open ? name.startsWith(start) : name.equals(start + ".class"));
      }
    }
  }

  @Test
  void itCompressesOnTheMachinesThatPeopleUse() throws IOException {
    try (JarFile jar = new JarFile(DIST.resolve("lib/create-dump.jar").toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.contains("zstd-jni-")))
          .map(name -> name.substring(0, name.lastIndexOf('/')))
          .containsExactlyInAnyOrder(
              "darwin/aarch64",
              "darwin/x86_64",
              "linux/aarch64",
              "linux/amd64",
              "win/aarch64",
              "win/amd64");
    }
  }

  @Test
  void itDumpsATree() throws Exception {
    RepoBuilder repo = TrainingRepository.create(Files.createTempDirectory(work, "repository"));
    Path out = work.resolve("out");

    Ran ran = run(DIST, work, "single", repo.directory().toString(), "-q", "--out", out.toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(0);
    // Whoever reads standard output gets the result and nothing of Java's.
    assertThat(ran.out().lines()).isNotEmpty().allMatch(line -> Files.isRegularFile(Path.of(line)));
    assertThat(out).isDirectoryContaining("glob:**.md");
  }

  /// What is kept of a path takes memory; the documents and the manifest must take none.
  @Test
  void aTreeOfFiftyThousandFilesTakesLittleMemory() throws Exception {
    Path tree = work.resolve("tree");
    for (int i = 0; i < 50_000; i++) {
      Path directory = tree.resolve("some-directory-with-a-name-" + i / 500);
      if (i % 500 == 0) {
        Files.createDirectories(directory);
      }
      Files.writeString(directory.resolve("some-file-with-a-name-" + i + ".txt"), "text " + i);
    }
    Path out = work.resolve("out");

    String[] single = {
      "single",
      tree.toString(),
      "--out",
      out.toString(),
      "--name",
      "all",
      "--max-memory",
      "112MiB",
      "-q"
    };
    Ran ran = run(DIST, work, single);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(0);
    assertThat(out.resolve("all.manifest.json")).content().contains("a-name-49999.txt");
  }

  @Test
  void itRunsTheMainJob() throws Exception {
    Ran ran = run(DIST, work, diff("md,json,patch,html"));
    assertThat(ran.err()).contains("feat: change much");
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).hasSize(6).allMatch(line -> Files.isRegularFile(Path.of(line)));
  }

  @Test
  void itsExitCodeAndItsStreamsAreThoseOfTheProduct() throws Exception {
    Ran ran = run(DIST, work, "no-such-command");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("unknown command no-such-command").doesNotContain("\u001b");
  }

  /// A copy has other times, and a damaged cache is as one of another Java.
  @Test
  void aCacheThatDoesNotFitIsIgnoredInSilence() throws Exception {
    Path copy = copyTo(work.resolve("a copy"));
    Path cache = copy.resolve("lib/print.aot");
    String help = run(DIST, work, "--help").out();

    assertThat(run(copy, work, "--help")).isEqualTo(new Ran(0, help, ""));
    Files.write(cache, new byte[] {1, 2, 3});
    assertThat(run(copy, work, "--help")).isEqualTo(new Ran(0, help, ""));
    Files.delete(cache);
    assertThat(run(copy, work, "--help")).isEqualTo(new Ran(0, help, ""));
  }

  private static Path copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(DIST)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, target.resolve(DIST.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return target;
  }

  @Test
  void filesOfAnyNameAreFoundWhateverTheLocale() throws Exception {
    Path out = work.resolve("größe");
    RepoBuilder repo = TrainingRepository.create(work.resolve("été"));
    for (String locale : List.of("", "C", "POSIX", "C.UTF-8")) {
      Map<String, String> variables = variables();
      variables.put("LC_ALL", locale);
      Ran ran =
          Ran.of(
              work,
              variables,
              List.of(
                  DIST.resolve("bin/create-dump").toString(),
                  "diff",
                  "--repo=" + repo.directory(),
                  "--base=main",
                  "--head=feature",
                  "--out=" + out));
      assertThat(ran.code()).as(ran.err()).isZero();
    }
    assertThat(out).isDirectory();
  }

  @Test
  void aDeletedDirectoryIsSaid() throws Exception {
    String script = "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" diff";
    Ran ran =
        Ran.of(
            work,
            variables(),
            List.of("/bin/sh", "-c", script, DIST.resolve("bin/create-dump").toString()));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("the current directory does not exist any more")
        .doesNotContain("java.lang");
  }

  @Test
  void withoutAJdkItSaysWhatToDo() throws Exception {
    Map<String, String> variables = variables();
    variables.put("PATH", Files.createDirectory(work.resolve("bin")).toString());
    variables.put("JAVA_HOME", "/nowhere");
    variables.put("CREATE_DUMP_JDKS", work.toString());
    Ran ran =
        Ran.of(
            work,
            variables,
            List.of("/bin/sh", DIST.resolve("bin/create-dump").toString(), "diff"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("needs a JDK 25", "/nowhere");
  }
}
