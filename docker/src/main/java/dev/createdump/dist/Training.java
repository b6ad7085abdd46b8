package dev.createdump.dist;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes a distribution's start-up cache: runs the main job once and lets Java keep the classes it
/// loaded and linked, and which of their methods were worth compiling (JEP 483, 514 and 515).
///
/// The cache fits one build of Java alone; another one ignores it and starts slower.
final class Training {
  /// Java's options, for the launcher and for the cache, as a cache fits only what it was made for.
  static final String OPTIONS = "java.options";

  /// The name that the launcher knows.
  private static final String CACHE = "lib/create-dump.aot";

  private final Path dist;

  private Training(Path dist) {
    this.dist = dist;
  }

  /// @param dist a distribution, complete but for its cache
  static Training of(Path dist) {
    return new Training(dist);
  }

  void run() throws IOException {
    Path work = Files.createTempDirectory("create-dump-training-");
    try {
      rehearse(work, TrainingRepository.create(work.resolve("repository")));
    } finally {
      Trees.delete(work);
    }
    if (!Files.isRegularFile(dist.resolve(CACHE))) {
      throw new IOException("Java made no start-up cache");
    }
  }

  private void rehearse(Path work, RepoBuilder repository) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@lib/" + OPTIONS);
    command.add("-XX:AOTCacheOutput=" + CACHE);
    command.add("-cp");
    command.add("lib/" + Assemble.JAR);
    command.add("dev.createdump.cli.Rehearsal");
    command.addAll(commandLines(repository.directory(), work));
    Path said = work.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dist.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(TrainingRepository.githubRun(work, repository));
    if (waitFor(builder.start()) != 0) {
      throw new IOException("the rehearsal failed:\n" + Files.readString(said));
    }
  }

  private static List<String> commandLines(Path repository, Path work) throws IOException {
    Path store = Files.createDirectories(work.resolve("store"));
    return """
        --version
        , --help
        , diff --help
        , config show --repo %1$s
        , ci --repo %1$s --out %2$s --upload %3$s
        , diff --repo %1$s --base main --head feature --exclude docs/** --out %2$s
          --format md,json,patch,html --json
        """
        .formatted(repository, work.resolve("out"), store.toUri())
        .strip()
        .lines()
        .flatMap(line -> Stream.of(line.strip().split(" ")))
        .toList();
  }

  private static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the cache was made", e);
    }
  }
}
