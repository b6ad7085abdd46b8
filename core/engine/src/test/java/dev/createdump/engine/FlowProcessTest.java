package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.createdump.testkit.repo.HostileRepository;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own shows: another zone and locale, and a sudden end.
final class FlowProcessTest {
  @TempDir Path dir;

  private static Map<String, byte[]> files(Path out) throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    if (Files.isDirectory(out)) {
      try (Stream<Path> list = Files.list(out)) {
        for (Path file : list.filter(p -> !p.getFileName().toString().startsWith(".")).toList()) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  @Test
  void theSameInputGivesTheSameBytesAnywhere() throws Exception {
    HostileRepository hostile = HostileRepository.create(dir.resolve("hostile"));
    List<Map<String, byte[]>> outputs = new ArrayList<>();
    String[][] places = {
      {"UTC", "C.UTF-8", "022", "-Duser.language=en", "md", "json", "html", "patch"},
      {"Pacific/Kiritimati", "C", "077", "-Duser.language=tr", "patch", "html", "json", "md"},
      {"America/St_Johns", "C.UTF-8", "000", "-Duser.language=th", "html", "md", "patch", "json"}
    };
    for (String[] place : places) {
      Path out = dir.resolve("out-" + place[2]);
      ProcessBuilder child =
          FlowMain.child(
              place[3],
              new FlowMain.Job(
                  hostile.directory(),
                  out,
                  hostile.base(),
                  hostile.head(),
                  List.of(place).subList(4, place.length)));
      List<String> command =
          new ArrayList<>(List.of("sh", "-c", "umask " + place[2] + "; exec \"$@\"", "sh"));
      command.addAll(child.command());
      child.command(command);
      child.environment().put("TZ", place[0]);
      child.environment().put("LC_ALL", place[1]);
      Process process = child.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).isEmpty();
      Map<String, byte[]> files = files(out);
      files.compute("dump.manifest.json", (_, manifest) -> withoutRun(manifest));
      outputs.add(files);
    }
    for (Map<String, byte[]> output : outputs) {
      assertThat(output.keySet()).isEqualTo(outputs.getFirst().keySet()).hasSize(6);
      output.forEach(
          (name, bytes) -> assertThat(bytes).as(name).isEqualTo(outputs.getFirst().get(name)));
    }
  }

  private static byte[] withoutRun(byte[] manifest) {
    try {
      ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(manifest);
      tree.remove("run");
      return tree.toString().getBytes(StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aSuddenEndLeavesWholeFilesOrNone() throws Exception {
    killAtRandom(1, 6);
  }

  @Test
  @Tag("long")
  void manySuddenEndsLeaveWholeFilesOrNone() throws Exception {
    killAtRandom(100, 100);
  }

  private void killAtRandom(long firstSeed, int kills) throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    String base = repo.commit("main", "base", edits -> edits.file("a", "1\n"));
    String head =
        repo.commit(
            "main", "head", edits -> edits.file("a", "2\n").file("b", "line\n".repeat(200_000)));
    List<String> formats = List.of("md", "json", "html", "patch");
    long start = System.nanoTime();
    Process whole =
        FlowMain.child(
                "-Da=b",
                new FlowMain.Job(repo.directory(), dir.resolve("whole"), base, head, formats))
            .start();
    assertThat(whole.waitFor()).isZero();
    long lasts = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Map<String, byte[]> expected = files(dir.resolve("whole"));
    assertThat(expected).hasSize(6);
    for (long seed = firstSeed; seed < firstSeed + kills; seed++) {
      Path out = dir.resolve("killed" + seed);
      Process process =
          FlowMain.child("-Da=b", new FlowMain.Job(repo.directory(), out, base, head, formats))
              .start();
      long wait = new SplittableRandom(seed).nextLong(lasts / 3, lasts + 50);
      if (!process.waitFor(wait, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Map<String, byte[]> left = files(out);
      for (Map.Entry<String, byte[]> file : left.entrySet()) {
        assertThat(file.getValue())
            .as("seed " + seed + " " + file.getKey())
            .isEqualTo(expected.get(file.getKey()));
      }
      if (left.containsKey("dump.manifest.json")) {
        assertThat(left).as("seed " + seed + ": a manifest without its dump").hasSize(6);
      }
    }
  }

  @Test
  void noClassOfJgitIsLoadedWhereGitReads() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    String base = repo.commit("main", "base", edits -> edits.file("a", "1\n"));
    String head = repo.commit("main", "head", edits -> edits.file("a", "2\n"));
    Process process =
        FlowMain.child(
                "-Xlog:class+load:stdout:none",
                new FlowMain.Job(repo.directory(), dir.resolve("out"), base, head, List.of("md")))
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(loaded).isZero();
    assertThat(loaded).contains("dev.createdump.engine.source.GitProgram ");
    assertThat(
            loaded
                .lines()
                .filter(
                    line -> line.startsWith("org.eclipse.jgit") || line.startsWith("org.slf4j")))
        .isEmpty();
  }
}
