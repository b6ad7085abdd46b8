package dev.createdump.dist;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    command.addAll(commandLines(repository.directory(), work.resolve("out")));
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

  private static List<String> commandLines(Path repository, Path out) {
    String repo = repository.toString();
    String target = out.toString();
    return List.of(
        "--version",
        ",",
        "--help",
        ",",
        "diff",
        "--help",
        ",",
        "config",
        "show",
        "--repo",
        repo,
        ",",
        "ci",
        "--repo",
        repo,
        "--out",
        target,
        ",",
        "diff",
        "--repo",
        repo,
        "--base",
        "main",
        "--head",
        "feature",
        "--format",
        "md,json,patch,html",
        "--json",
        "--out",
        target);
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
