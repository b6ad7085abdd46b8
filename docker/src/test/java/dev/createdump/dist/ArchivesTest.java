package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people download, unpacked and run as they would.
final class ArchivesTest {
  private static final Path ARCHIVES = Path.of("target/archives").toAbsolutePath();
  private static final Path DIST = Path.of("target/dist");
  private static final String TIME = "2026-11-21T00:00:00Z";

  @TempDir Path work;

  private static String name() throws Exception {
    return Files.readString(DIST.resolve("lib/version.txt")).strip().replace(' ', '-');
  }

  private Path untar(String name) throws Exception {
    Ran ran =
        Ran.of(
            work,
            System.getenv(),
            List.of("tar", "-xzf", ARCHIVES.resolve(name + ".tar.gz").toString()));
    assertThat(ran.code()).as(ran.err()).isZero();
    return work.resolve(name);
  }

  private void mustRunTheMainJob(List<String> launcher, Map<String, String> more) throws Exception {
    RepoBuilder repo = TrainingRepository.create(Files.createTempDirectory(work, "repository"));
    Map<String, String> variables = new TreeMap<>(more);
    variables.put("PATH", System.getenv("PATH"));
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of("diff", "--repo", repo.directory().toString(), "--base", "main"));
    command.addAll(List.of("--head", "feature", "--out", work.resolve("out").toString()));
    Ran ran = Ran.of(work, variables, command);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("feat: change much");
  }

  @Test
  void theTarRunsWithAJdk() throws Exception {
    Path home = untar(name());
    assertThat(home.resolve("LICENSE")).isRegularFile();
    assertThat(home.resolve("runtime")).doesNotExist();
    mustRunTheMainJob(
        List.of(home.resolve("bin/create-dump").toString()),
        Map.of("JAVA_HOME", System.getProperty("java.home")));
  }

  @Test
  void theZipRunsWithAJdk() throws Exception {
    try (InputStream in = Files.newInputStream(ARCHIVES.resolve(name() + ".zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = work.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    Path bin = work.resolve(name()).resolve("bin");
    mustRunTheMainJob(
        List.of("sh", bin.resolve("create-dump").toString()),
        Map.of("JAVA_HOME", System.getProperty("java.home")));
    assertThat(Files.readString(bin.resolve("create-dump.cmd"))).contains("\r\n");
  }

  @Test
  void theSelfContainedOneNeedsNoJava() throws Exception {
    Path home = untar(name() + "-" + Archives.platform());
    mustRunTheMainJob(
        List.of(home.resolve("bin/create-dump").toString()),
        Map.of("JAVA_HOME", "/nowhere", "CREATE_DUMP_JDKS", work.toString()));
  }

  /// Unpacked elsewhere its start-up cache must still fit.
  @Test
  void itsStartUpCacheFitsAfterUnpacking() throws Exception {
    Path home = untar(name() + "-" + Archives.platform());
    Ran ran =
        Ran.of(
            work,
            System.getenv(),
            List.of(
                home.resolve("runtime/bin/java").toString(),
                "@" + home.resolve("lib/java.options"),
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + home.resolve("lib/print.aot"),
                "-Xlog:class+load",
                "-cp",
                home.resolve("lib/create-dump.jar").toString(),
                "dev.createdump.cli.Main",
                "--help"));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out().lines())
        .anyMatch(line -> line.contains(" dev.createdump.cli.Main ") && line.contains("shared"))
        .noneMatch(line -> line.contains("create-dump.jar"));
  }

  @Test
  void theyAreTheSameEveryTime() throws Exception {
    Archives.main(
        new String[] {
          DIST.toString(),
          "target/self",
          work.resolve("again").toString(),
          "../LICENSE,../NOTICE,target/sbom.cdx.json",
          TIME
        });
    List<Path> archives = Trees.list(work.resolve("again"));
    assertThat(archives).hasSize(3);
    for (Path archive : archives) {
      assertThat(Files.mismatch(archive, ARCHIVES.resolve(archive.getFileName()))).isEqualTo(-1);
    }
  }

  /// All that could differ from build to build is made anew and compared.
  @Test
  void theCachesAndTheRuntimeAreTheSameEveryTime() throws Exception {
    Path again = work.resolve("self");
    SelfContained.main(
        new String[] {
          DIST.toString(),
          "modules.txt",
          "target/class-lists",
          "runtime-deps.txt",
          again.toString(),
          TIME
        });
    for (String file :
        List.of("runtime/lib/modules", "lib/print.aot", "lib/diff.aot", "lib/create-dump.aot")) {
      assertThat(Files.mismatch(again.resolve(file), Path.of("target/self", file)))
          .as(file)
          .isEqualTo(-1);
    }
  }
}
