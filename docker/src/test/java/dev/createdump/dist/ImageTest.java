package dev.createdump.dist;

import static dev.createdump.dist.DockerEngine.IMAGE;
import static dev.createdump.dist.DockerEngine.ask;
import static dev.createdump.dist.DockerEngine.docker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image, built and run by a real engine: as a stranger to the files, without rights, and on a
/// file system that cannot be written.
final class ImageTest {
  private static final Path DIST = Path.of("target/dist").toAbsolutePath();

  /// Nobody's number: not the image's user, nor the owner of what is mounted.
  private static final String STRANGER = "4242:4242";

  @TempDir Path work;

  @BeforeAll
  static void build() throws Exception {
    DockerEngine.needImage();
  }

  /// The options under which everything must work.
  private static List<String> locked(String... more) {
    List<String> options =
        new ArrayList<>(List.of("run", "--rm", "--read-only", "--tmpfs", "/tmp"));
    options.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
    options.addAll(List.of("--user", STRANGER));
    options.addAll(List.of(more));
    return options;
  }

  private static Ran run(List<String> options, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(options);
    all.add(IMAGE);
    all.addAll(List.of(arguments));
    return docker(all.toArray(String[]::new));
  }

  private Path repository() throws IOException {
    Path repository = open(work.resolve("repository"));
    TrainingRepository.create(repository);
    return repository;
  }

  /// A directory that anybody may write to.
  private static Path open(Path directory) throws IOException {
    Files.createDirectories(directory);
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private String mount(Path directory, String place) {
    return "type=bind,source=" + directory + ",target=" + place;
  }

  /// Built again without a cache in a checkout elsewhere, made another day and by somebody who lets
  /// nobody else read.
  @Test
  void theSameCommitGivesTheSameBytes() throws Exception {
    Path checkout = work.resolve("another check out");
    Path saved = work.resolve("saved.tar");
    Path savedAgain = work.resolve("saved again.tar");
    sh(COPY, Path.of("..").toRealPath().toString(), checkout.toString());
    Map<String, String> variables = new TreeMap<>(System.getenv());
    variables.put("GIT_DIR", sh("git rev-parse --absolute-git-dir"));
    String layers = ask("image", "inspect", "--format", "{{json .RootFS.Layers}}", IMAGE);
    save(saved);
    String first = ask("image", "inspect", "--format", "{{.Id}}", IMAGE);
    ask("tag", IMAGE, IMAGE + "-first");
    try {
      DockerEngine.build(checkout, variables, IMAGE, "--no-cache");
      assertThat(ask("image", "inspect", "--format", "{{.Id}}", IMAGE)).isNotEqualTo(first);
      assertThat(ask("image", "inspect", "--format", "{{json .RootFS.Layers}}", IMAGE))
          .isEqualTo(layers);
      save(savedAgain);
      assertThat(savedAgain).hasSameBinaryContentAs(saved);
      assertThat(ask("load", "--input", saved.toString())).contains(IMAGE);
      assertThat(ask("run", "--rm", IMAGE, "--version")).startsWith("create-dump ");
    } finally {
      ask("tag", IMAGE + "-first", IMAGE);
      docker("image", "rm", IMAGE + "-first");
    }
  }

  /// What the image is made of: built files keep their times, those of the checkout do not.
  private static final String COPY =
      """
      umask 077
      mkdir -p "$2/docker/target"
      cd "$1"
      tar -c LICENSE NOTICE docker/Dockerfile docker/build-image docker/image |
        tar -x -m --no-same-permissions -C "$2"
      tar -c docker/target/self | tar -x -p -C "$2"
      cat docker/target/sbom.cdx.json >"$2/docker/target/sbom.cdx.json"
      """;

  private static void save(Path file) throws Exception {
    sh("../docker/save-image \"$1\" \"$2\"", IMAGE, file.toString());
  }

  private static String sh(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-e", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    Ran ran = Ran.of(Path.of("."), System.getenv(), command);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out().strip();
  }

  @Test
  void itIsNobodyAndSaysWhatItIs() throws Exception {
    assertThat(ask("run", "--rm", IMAGE, "--version"))
        .isEqualTo(Files.readString(DIST.resolve("lib/version.txt")).strip());
    assertThat(ask("image", "inspect", "--format", "{{.Config.User}}", IMAGE))
        .isEqualTo("1001:1001");
    assertThat(ask("image", "inspect", "--format", "{{json .Config.Labels}}", IMAGE))
        .contains("org.opencontainers.image.revision", "org.opencontainers.image.licenses");
    assertThat(ask("run", "--rm", "--entrypoint", "cat", IMAGE, "/opt/create-dump/sbom.cdx.json"))
        .contains("\"bomFormat\"", "pkg:maven/software.amazon.awssdk/s3@");
  }

  /// The same change gives the same bytes inside and outside.
  @Test
  void theMainJobGivesTheSameBytesAsOutside() throws Exception {
    Path repository = repository();
    Path inside = open(work.resolve("inside"));
    Path outside = work.resolve("outside");
    Ran ran =
        run(
            locked(
                "--network",
                "none",
                "--mount",
                mount(repository, "/repository") + ",readonly",
                "--mount",
                mount(inside, "/out")),
            "diff",
            "--repo",
            "/repository",
            "--base",
            "main",
            "--head",
            "feature",
            "--out",
            "/out",
            "--format",
            "md,json,patch,html");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("feat: change much");
    Ran expected =
        Ran.of(
            work,
            System.getenv(),
            List.of(
                DIST.resolve("bin/create-dump").toString(),
                "diff",
                "--repo=" + repository,
                "--base=main",
                "--head=feature",
                "--out=" + outside,
                "--format=md,json,patch,html"));
    assertThat(expected.code()).as(expected.err()).isZero();
    assertThat(dump(inside)).isEqualTo(dump(outside));
  }

  /// All files but the manifest, which says where it ran.
  private static Map<String, String> dump(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".manifest.json") && !name.endsWith(".sha256")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    assertThat(files).hasSize(4);
    return files;
  }

  @Test
  void itUploadsAndFindsAgain() throws Exception {
    TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    blobs.createContainer("evidence");
    String key = "local-" + System.nanoTime();
    TrainingKey server = TrainingKey.create(work);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(blobs)
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(server.store().toString(), TrainingKey.PASSWORD)
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", key)
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    try {
      List<String> options =
          locked(
              "--network", "host",
              "--env", "AWS_ENDPOINT_URL=https://127.0.0.1:" + proxy.getSecurePort(),
              "--env", "AWS_CA_BUNDLE=/ca.pem",
              "--env", "AWS_REGION=us-east-1",
              "--env", "AWS_ACCESS_KEY_ID=local",
              "--env", "AWS_SECRET_ACCESS_KEY=" + key,
              "--env", "CREATE_DUMP_BASE=main",
              "--env", "CREATE_DUMP_HEAD=feature",
              "--mount", mount(server.certificate(), "/ca.pem") + ",readonly",
              "--mount", mount(repository(), "/repository") + ",readonly");
      List<String> loaded =
          loaded(
              options,
              "ci",
              "--repo",
              "/repository",
              "--out",
              "/tmp/out",
              "--upload",
              "s3://evidence/prod");
      assertThat(loaded)
          .anyMatch(
              line -> isCached(line) && line.contains(" software.amazon.awssdk.services.s3."));
      assertThat(loaded.stream().filter(line -> line.contains("source: file:"))).isEmpty();
      Ran listed = run(options, "evidence", "list", "s3://evidence/prod");
      assertThat(listed.code()).as(listed.err()).isZero();
      assertThat(listed.out()).contains("example/example");
    } finally {
      proxy.stop();
    }
  }

  /// Classes that come from a jar, or from Java's own modules, were not in the cache; where it does
  /// not fit, nothing is. Started by the launcher, as everybody starts it.
  @Test
  void theStartUpCacheHoldsWhatADiffLoads() throws Exception {
    String[] diff = {
      "diff",
      "--repo=/repository",
      "--base=main",
      "--head=feature",
      "--exclude=docs/**",
      "--format=md,json,patch,html",
      "--out=/tmp/out"
    };
    List<String> options = locked("--mount", mount(repository(), "/repository") + ",readonly");
    List<String> loaded = loaded(options, diff);
    assertThat(loaded).anyMatch(line -> isCached(line) && line.contains(" picocli.CommandLine "));
    assertThat(loaded).anyMatch(line -> isCached(line) && line.contains(" com.fasterxml.jackson."));
    assertThat(loaded).anyMatch(line -> isCached(line) && line.contains(" org.eclipse.jgit."));
    assertThat(loaded.stream().filter(line -> !isCached(line) && !isOfTheEnd(line))).isEmpty();
    List<String> help = loaded(locked(), "--help");
    assertThat(help).anyMatch(line -> isCached(line) && line.contains(" dev.createdump.cli.Main "));
    assertThat(help.stream().filter(line -> !isCached(line) && !isOfTheEnd(line))).isEmpty();
  }

  /// A dozen small classes that Java never puts there: flight recorder's events, and what
  /// `System.exit` asks whether it is to be logged.
  private static boolean isOfTheEnd(String line) {
    return line.contains(" jdk.internal.event.")
        || line.contains(" jdk.internal.logger.")
        || line.contains(" sun.util.logging.");
  }

  private static boolean isCached(String line) {
    return line.contains("source: shared objects file");
  }

  /// The classes that a run loads, with where each came from.
  private List<String> loaded(List<String> more, String... arguments) throws Exception {
    Path log = open(work.resolve("log"));
    List<String> options = new ArrayList<>(more);
    options.addAll(List.of("--mount", mount(log, "/log")));
    // The launcher switches Java's log off; only this variable comes later.
    options.addAll(List.of("--env", "_JAVA_OPTIONS=-Xlog:class+load:file=/log/classes.txt"));
    Ran ran = run(options, arguments);
    assertThat(ran.code()).as(ran.err()).isZero();
    return Files.readAllLines(log.resolve("classes.txt")).stream()
        .filter(line -> line.contains("source: "))
        .toList();
  }

  @Test
  void aSignalEndsIt() throws Exception {
    Path files = open(work.resolve("files"));
    Files.writeString(files.resolve("report.txt"), "evidence\n");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> options = new ArrayList<>(locked("--network", "host", "--detach"));
      options.remove("--rm");
      options.addAll(List.of("--mount", mount(files, "/files")));
      options.addAll(
          List.of("--env", "AWS_ENDPOINT_URL=http://127.0.0.1:" + silent.getLocalPort()));
      options.addAll(List.of("--env", "AWS_ACCESS_KEY_ID=local", "--env", "AWS_REGION=us-east-1"));
      options.addAll(List.of("--env", "AWS_SECRET_ACCESS_KEY=local"));
      String container =
          run(options, "upload", "/files/report.txt", "s3://evidence/x").out().strip();
      try (Socket asked = silent.accept()) {
        assertThat(asked.isConnected()).isTrue();
        ask("kill", "--signal", "TERM", container);
        assertThat(ask("wait", container)).isEqualTo("130");
      }
      docker("rm", "--force", container);
    }
  }

  /// git speaks to servers with a helper of its own, which has libraries of its own.
  @Test
  void gitCanFetch() throws Exception {
    Ran ran =
        run(
            locked("--entrypoint", "git", "--network", "none"),
            "ls-remote",
            "https://127.0.0.1:1/x.git");
    assertThat(ran.err()).contains("Failed to connect to 127.0.0.1");
  }

  @Test
  void aBaseWithoutAShellWillDo() throws Exception {
    String base = IMAGE + "-bare-base";
    String bare = IMAGE + "-bare";
    Path file =
        Files.writeString(
            work.resolve("Dockerfile"),
            """
            FROM debian:bookworm-slim AS debian
            FROM scratch
            COPY --from=debian /usr/lib/ /lib/
            COPY --from=debian /usr/lib64/ /lib64/
            """);
    ask("build", "--quiet", "--tag", base, "--file", file.toString(), work.toString());
    DockerEngine.build(bare, "--build-arg", "BASE=" + base);
    assertThat(docker("run", "--rm", "--entrypoint", "sh", bare).code()).isNotZero();
    Path repository = repository();
    Ran ran =
        docker(
            "run",
            "--rm",
            "--read-only",
            "--tmpfs",
            "/tmp",
            "--mount",
            mount(repository, "/repository") + ",readonly",
            bare,
            "diff",
            "--repo=/repository",
            "--base=main",
            "--head=feature",
            "--out=/tmp/out");
    assertThat(ran.code()).as(ran.err()).isZero();
    docker("image", "rm", bare, base);
  }

  /// Asked are 120 MB at most; Debian's slim image, which is not the base of tests, has 28.2.
  @Test
  void itIsSmall() throws Exception {
    Path saved = work.resolve("image.tar");
    ask("save", "--output", saved.toString(), IMAGE);
    Path base = work.resolve("base.tar");
    ask("save", "--output", base.toString(), "debian:bookworm-slim");
    assertThat(compressed(saved) - compressed(base)).isLessThan(90_000_000);
  }

  private long compressed(Path file) throws Exception {
    Ran ran = Ran.of(work, System.getenv(), List.of("gzip", file.toString()));
    assertThat(ran.code()).as(ran.err()).isZero();
    return Files.size(work.resolve(file.getFileName() + ".gz"));
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws Exception {
    RepoBuilder repo = TrainingRepository.create(open(work.resolve("repository")));
    assertThat(repo.directory()).isDirectory();
    Ran ran =
        run(
            locked("--mount", mount(repo.directory(), "/repository") + ",readonly"),
            "diff",
            "--repo=/repository",
            "--base=main",
            "--head=feature",
            "--out=/repository/out");
    assertThat(ran.code()).isEqualTo(20);
    assertThat(ran.err()).contains("/repository/out");
  }
}
