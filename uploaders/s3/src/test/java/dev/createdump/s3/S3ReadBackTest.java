package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreSetting;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What other programs read of what was stored: `rclone` and `s3cmd`.
@Timeout(120)
class S3ReadBackTest {
  private static final int PART = 5 << 20;
  private static LocalS3 server;

  @TempDir Path temporary;

  @BeforeAll
  static void start() throws Exception {
    server = new LocalS3();
    Map<StoreSetting, String> parts =
        Map.of(
            StoreSetting.PART_SIZE, String.valueOf(PART),
            StoreSetting.MULTIPART_THRESHOLD, String.valueOf(PART));
    try (Store store =
        new S3Provider()
            .open(
                URI.create("s3://" + LocalS3.BUCKET + "/dumps"),
                server.context(parts, Duration.ofSeconds(30)))) {
      for (Map.Entry<String, byte[]> object : objects().entrySet()) {
        store.put(
            new ObjectKey(object.getKey()),
            Payload.of(object.getValue()),
            PutOptions.replace("application/octet-stream"));
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// An empty object, one of one request, one of three parts, and a key with what URLs escape.
  private static Map<String, byte[]> objects() {
    SplittableRandom random = new SplittableRandom(20261121L);
    byte[] large = new byte[2 * PART + 4321];
    random.nextBytes(large);
    return Map.of(
        "empty.txt",
        new byte[0],
        "v1/repo=a/small.md",
        "# evidence\n".getBytes(StandardCharsets.UTF_8),
        "v1/repo=a/large.bin",
        large,
        "v1/repo=a/plus+and=equals (1).json",
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  private void check(Path directory) throws Exception {
    for (Map.Entry<String, byte[]> object : objects().entrySet()) {
      assertThat(directory.resolve(object.getKey())).hasBinaryContent(object.getValue());
    }
  }

  @Test
  void rcloneReadsThemAndTheirChecksums() throws Exception {
    assumeInstalled("rclone");
    Path target = temporary.resolve("rclone");
    String remote =
        ":s3,provider=Other,env_auth=true,endpoint=\"%s\":%s/dumps"
            .formatted(server.endpoint(), LocalS3.BUCKET);
    rclone("copy", remote, target.toString());
    check(target);
    rclone("check", "--download", remote, target.toString());
  }

  /// All keys in one listing: the server of these tests knows no directories.
  private void rclone(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("rclone", "--config", "/dev/null"));
    command.add("--fast-list");
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  @Test
  void s3cmdReadsThem() throws Exception {
    assumeInstalled("s3cmd");
    Path target = Files.createDirectory(temporary.resolve("s3cmd"));
    String host = server.endpoint().getAuthority();
    run(
        "s3cmd",
        "--config=/dev/null",
        "--no-ssl",
        "--host=" + host,
        "--host-bucket=" + host,
        "--access_key=" + LocalS3.ID,
        "--secret_key=" + server.secret(),
        "get",
        "--recursive",
        "s3://" + LocalS3.BUCKET + "/dumps/",
        target.toString());
    check(target);
  }

  private static void assumeInstalled(String program) {
    boolean there = false;
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      there |= Files.isExecutable(Path.of(directory, program));
    }
    assumeTrue(there, program + " is missing; `apt-get install " + program + "` brings it");
  }

  private void run(String... command) throws Exception {
    Path said = temporary.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    // rclone would trust the certificates of this variable alone, and there are none to trust.
    builder.environment().remove("AWS_CA_BUNDLE");
    builder.environment().putAll(server.keys());
    Process process = builder.start();
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).as(command[0] + " ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}
