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

/// Finds out what the start-up caches are to hold: runs commands, and lets Java write down the
/// classes that they load.
///
/// There are several, because a cache costs more the more it holds: a small one for what only
/// prints, one for `diff`, one for all others, and one for the clouds.
final class Training {
  /// Java's options, for the launcher and for the caches, as a cache fits only what it was made
  /// for.
  static final String OPTIONS = "java.options";

  private final Path dist;
  private final List<String> jars;
  private final List<Jar> contents = new ArrayList<>();
  private final Path lists;

  private Training(Path dist, List<String> jars, Path lists) {
    this.dist = dist;
    this.jars = jars;
    this.lists = lists;
  }

  /// @param dist a distribution, complete but for its caches
  /// @param sections the names of its jars, in the order of the class path
  /// @param lists the directory that receives a list of classes a cache
  static Training of(Path dist, List<String> sections, Path lists) {
    return new Training(dist, Caches.classPath(sections), lists);
  }

  void run() throws IOException {
    Trees.delete(lists);
    Files.createDirectories(lists);
    for (String jar : jars) {
      contents.add(Jar.read(dist.resolve(jar)));
    }
    Path work = Files.createTempDirectory("create-dump-training-");
    try {
      RepoBuilder repository = TrainingRepository.create(work.resolve("repository"));
      Map<String, String> environment =
          new TreeMap<>(TrainingRepository.githubRun(work, repository));
      environment.putAll(keptPolicy(work));
      record(Caches.PRINT, "--version , --help", environment);
      keepVersion();
      String diff = diff(repository.directory(), work);
      record("diff", diff, environment);
      record(
          "create-dump",
          new Rehearsal(diff + " , " + others(repository.directory(), work), environment),
          new Rehearsal(twice(repository.directory(), work), ownCache(work)));
      clouds(repository.directory(), work, environment);
    } finally {
      Trees.delete(work);
    }
  }

  /// To load an SDK from its jar takes longer than most uploads. One cache for all clouds is half
  /// as large as one for each, and loads hardly slower.
  private void clouds(Path repository, Path work, Map<String, String> environment)
      throws IOException {
    TrainingKey key = TrainingKey.create(work);
    try (TrainingStore s3 = TrainingS3.start(key);
        TrainingStore gcs = TrainingGcs.start(key);
        TrainingStore azure = TrainingAzure.start(key)) {
      record(
          "clouds",
          upload(s3, repository, work, environment),
          upload(gcs, repository, work, environment),
          upload(azure, repository, work, environment));
    }
  }

  private static Rehearsal upload(
      TrainingStore store, Path repository, Path work, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(work.resolve("report.txt"), "training\n");
    Map<String, String> more = new TreeMap<>(environment);
    more.putAll(store.environment(work));
    String commands =
        "ci --repo %1$s --out %2$s --upload %4$s , upload %3$s %4$s/files"
            .formatted(repository, work.resolve("out"), file, store.uri());
    return new Rehearsal(commands, more);
  }

  /// Commands, divided by commas, and what they find in the environment.
  private record Rehearsal(String commandLines, Map<String, String> environment) {}

  /// Under a central policy, and without a named cache in CI, nothing is kept of a dump.
  private static Map<String, String> ownCache(Path work) {
    return Map.of("CREATE_DUMP_CACHE_DIR", work.resolve("dumps").toString());
  }

  /// The second finds nothing changed.
  private static String twice(Path repository, Path work) {
    String single = "single %s --out %s --name again".formatted(repository, work.resolve("out"));
    return single + " , " + single;
  }

  private static String diff(Path repository, Path work) {
    return "diff --repo %s --base main --head=feature --exclude docs/** --out %s"
            .formatted(repository, work.resolve("out"))
        + " --format md,json,patch,html --json";
  }

  private static String others(Path repository, Path work) throws IOException {
    Path store = Files.createDirectories(work.resolve("store"));
    return ("--help , diff --help , config show --repo %1$s , ci --repo %1$s --out %2$s --upload %3$s ,"
            + " single %1$s --rev feature --out %2$s --name tree --format md,json --json"
            + " --exclude *.env , single %1$s --out %2$s --name disk"
            + " , single %1$s --rev main --embed-binary"
            + " --out %2$s --name files , rollback %2$s/files.md --to %2$s/restored ,"
            + " single %1$s --rev main --format zip,tar.gz,tar.zst --out %2$s --name packed ,"
            + " rollback %2$s/packed.zip --to %2$s/unpacked ,"
            + " archive verify %2$s/packed.tar.zst %2$s/packed.tar.gz")
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
    Files.writeString(dist.resolve("lib/version.txt"), Programs.run(dist, command));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void record(String cache, String commandLines, Map<String, String> environment)
      throws IOException {
    record(cache, new Rehearsal(commandLines, environment));
  }

  private void record(String cache, Rehearsal... rehearsals) throws IOException {
    ClassList classes = new ClassList(contents);
    for (Rehearsal rehearsal : rehearsals) {
      Path recorded = Files.createTempFile("create-dump-training-", ".classes");
      List<String> command = new ArrayList<>(List.of(java(), "@lib/" + OPTIONS));
      command.addAll(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + recorded, "-cp"));
      command.add(String.join(":", Caches.classPathOf(cache, jars)));
      command.add("dev.createdump.cli.Rehearsal");
      command.addAll(List.of(rehearsal.commandLines().strip().split("\\s+")));
      Programs.run(dist, command, rehearsal.environment());
      classes.add(recorded);
      Files.delete(recorded);
    }
    classes.write(lists.resolve(cache + ".classes"));
  }
}
