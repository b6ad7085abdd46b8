package dev.createdump.dist;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a distribution's start-up caches: runs commands once and lets Java keep the classes they
/// loaded and linked (JEP 483 and 514).
///
/// There are several, because a cache costs more the more it holds: a small one for what only
/// prints, one for `diff`, and one for all others. A cache fits one build of Java alone; another
/// one ignores it and starts slower.
final class Training {
  /// Java's options, for the launcher and for the caches, as a cache fits only what it was made
  /// for.
  static final String OPTIONS = "java.options";

  private final Path dist;

  private final List<String> jars;

  private Training(Path dist, List<String> jars) {
    this.dist = dist;
    this.jars = jars;
  }

  /// @param dist a distribution, complete but for its caches
  /// @param sections the names of its jars, in the order of the class path
  static Training of(Path dist, List<String> sections) {
    return new Training(dist, sections.stream().map(section -> "lib/" + section + ".jar").toList());
  }

  void run() throws IOException {
    Path work = Files.createTempDirectory("create-dump-training-");
    try {
      RepoBuilder repository = TrainingRepository.create(work.resolve("repository"));
      Map<String, String> environment =
          new TreeMap<>(TrainingRepository.githubRun(work, repository));
      environment.putAll(keptPolicy(work));
      make("print.aot", jars.subList(0, 1), "--version , --help", environment);
      keepVersion();
      String diff = diff(repository.directory(), work);
      make("diff.aot", jars, diff, environment);
      make(
          "create-dump.aot",
          jars,
          diff + " , " + others(repository.directory(), work),
          environment);
      trainS3(repository.directory(), work, environment);
    } finally {
      Trees.delete(work);
    }
  }

  /// To load the SDK from its jar takes longer than most uploads.
  private void trainS3(Path repository, Path work, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(work.resolve("report.txt"), "training\n");
    try (TrainingStore store = TrainingStore.start(work)) {
      Map<String, String> more = new TreeMap<>(environment);
      more.putAll(store.environment());
      String commands =
          "ci --repo %1$s --out %2$s --upload s3://training/ci , upload %3$s s3://training/files"
              .formatted(repository, work.resolve("out"), file);
      make("s3.aot", jars, commands, more);
    }
  }

  private static String diff(Path repository, Path work) {
    return "diff --repo %s --base main --head feature --exclude docs/** --out %s"
            .formatted(repository, work.resolve("out"))
        + " --format md,json,patch,html --json";
  }

  private static String others(Path repository, Path work) throws IOException {
    Path store = Files.createDirectories(work.resolve("store"));
    return "diff --help , config show --repo %1$s , ci --repo %1$s --out %2$s --upload %3$s"
        .formatted(repository, work.resolve("out"), store.toUri());
  }

  /// A pinned policy that an earlier run kept, as in most runs under one: nothing is fetched.
  private static Map<String, String> keptPolicy(Path work) throws IOException {
    String policy = "[policy]\nversion = \"1\"\n[enforce.scan]\nsecrets = true\n";
    String sha256 = sha256(policy);
    Path cache =
        Files.createDirectories(
            work.resolve("cache/policy"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(cache.resolve("sha256-" + sha256), policy);
    return Map.of(
        "CREATE_DUMP_CACHE_DIR",
        work.resolve("cache").toString(),
        "CREATE_DUMP_CONFIG_URI",
        "https://policies.example/policy.toml#sha256=" + sha256);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// What `--version` prints, in a file: the launcher shows it without starting Java.
  private void keepVersion() throws IOException {
    List<String> command = List.of(java(), "-cp", jars.getFirst(), Assemble.MAIN, "--version");
    Path version = dist.resolve("lib/version.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(dist.toFile()).redirectOutput(version.toFile());
    if (waitFor(builder.start()) != 0 || Files.size(version) == 0) {
      throw new IOException("the distribution does not say its version");
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void make(
      String cache, List<String> classPath, String commandLines, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("@lib/" + OPTIONS);
    // Profiles of methods (JEP 515) serve the second compiler, which the options leave out; to read
    // them took a fifth of the time that `--version` takes.
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
    command.add("-XX:AOTCacheOutput=lib/" + cache);
    command.addAll(List.of("-cp", String.join(":", classPath), "dev.createdump.cli.Rehearsal"));
    command.addAll(List.of(commandLines.strip().split("\\s+")));
    Path said = Files.createTempFile("create-dump-training-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dist.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    if (waitFor(builder.start()) != 0 || !Files.isRegularFile(dist.resolve("lib/" + cache))) {
      throw new IOException("Java made no start-up cache:\n" + Files.readString(said));
    }
    Files.delete(said);
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
