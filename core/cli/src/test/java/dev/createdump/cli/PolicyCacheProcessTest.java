package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Digests;
import dev.createdump.s3.S3Provider;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreSetting;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes of their own that resolve one central policy over one cache at the same time.
@Timeout(180)
class PolicyCacheProcessTest {
  private static final String URI_OF_POLICY = "s3://evidence/rules/policy.toml";
  private static final byte[] POLICY =
      """
      [policy]
      version = "3"
      on_unreachable = "last-good"
      max_age = "1d"
      [enforce.scan]
      fail_on = "secrets"
      """
          .getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;

  private Path cache() {
    return dir.resolve("cache/policy");
  }

  private Map<String, String> variables(S3Server server) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AWS_ACCESS_KEY_ID", S3Server.ID);
    variables.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    variables.put("AWS_REGION", "us-east-1");
    variables.put("CREATE_DUMP_POLICY_ENDPOINT", server.endpoint());
    variables.put("CREATE_DUMP_CACHE_DIR", dir.resolve("cache").toString());
    return variables;
  }

  private static void put(S3Server server, Map<String, String> variables) throws Exception {
    Map<StoreSetting, String> settings = Map.of(StoreSetting.ENDPOINT, server.endpoint());
    StoreContext context = new StoreContext(settings, variables, Duration.ofSeconds(30));
    try (Store store = new S3Provider().open(URI.create("s3://evidence/rules"), context)) {
      Payload payload = Payload.of(POLICY);
      store.put(new ObjectKey("policy.toml"), payload, PutOptions.replace("application/toml"));
    }
  }

  private ChildJvm child(int number, Map<String, String> variables) throws IOException {
    Path work = Files.createDirectories(dir.resolve("work" + number));
    return new ChildJvm(work, "", "policy", "check", URI_OF_POLICY).with(variables);
  }

  /// Both fetched it, and stand before the lock, before either may write: so they write at the same
  /// time, as near as two processes can.
  @Test
  void twoProcessesKeepOnePolicyAndAThirdFindsIt() throws Exception {
    Files.createDirectories(
        cache(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Map<String, String> variables;
    try (S3Server server = new S3Server()) {
      server.start();
      variables = variables(server);
      put(server, variables);
      List<ChildJvm> children = List.of(child(1, variables), child(2, variables));
      List<Process> running = new ArrayList<>();
      AtomicBoolean done = new AtomicBoolean();
      List<String> halves = new ArrayList<>();
      Thread watcher = new Thread(() -> watch(done, halves), "watcher");
      watcher.start();
      try (FileChannel lock =
          FileChannel.open(
              cache().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        try (FileLock held = lock.lock()) {
          assertThat(held.isValid()).isTrue();
          for (ChildJvm child : children) {
            running.add(child.start());
          }
          for (Process process : running) {
            awaitAtTheLock(process);
          }
          assertThat(names()).containsExactly("lock");
        }
        for (int i = 0; i < children.size(); i++) {
          int code = children.get(i).end(running.get(i));
          assertThat(code).as(children.get(i).said()).isZero();
        }
      } finally {
        done.set(true);
        watcher.join();
      }
      assertThat(halves).isEmpty();
      assertThat(names())
          .hasSize(3)
          .contains("lock", "sha256-" + Digests.sha256Hex(POLICY))
          .anyMatch(name -> name.startsWith("uri-"));
    }
    // The server is gone.
    ChildJvm third = child(3, variables);
    assertThat(third.run()).as(third.said()).isZero();
    assertThat(third.said()).contains("was not reached", "its last copy is used, as it allows");
  }

  /// Waits until a process has opened the file of the lock, which this one holds.
  private static void awaitAtTheLock(Process process) throws Exception {
    Path descriptors = Path.of("/proc", String.valueOf(process.pid()), "fd");
    if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
      // No way to look; both have come so far by then.
      Thread.sleep(15_000);
      return;
    }
    while (process.isAlive() && !opened(descriptors)) {
      Thread.sleep(20);
    }
    // Time to write, for one that would not wait.
    Thread.sleep(200);
    assertThat(process.isAlive()).as("it waits for the lock").isTrue();
  }

  private static boolean opened(Path descriptors) throws IOException {
    try (var open = Files.newDirectoryStream(descriptors)) {
      for (Path one : open) {
        if (target(one).endsWith("/policy/lock")) {
          return true;
        }
      }
    }
    return false;
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(cache())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// Looks all the time whether anything stands there under its name that is not whole.
  private void watch(AtomicBoolean done, List<String> halves) {
    while (!done.get()) {
      try {
        for (String name : names()) {
          byte[] content = content(cache().resolve(name));
          boolean whole =
              name.startsWith("sha256-")
                  ? name.equals("sha256-" + Digests.sha256Hex(content))
                  : !name.startsWith("uri-") || isWhole(content);
          if (!whole) {
            halves.add(name + " of " + content.length + " bytes");
          }
        }
        Thread.onSpinWait();
      } catch (NoSuchFileException e) {
        // A partial file got its name meanwhile.
      } catch (IOException e) {
        halves.add(e.toString());
      }
    }
  }

  private static byte[] content(Path file) throws IOException {
    return file.endsWith("lock") ? new byte[0] : Files.readAllBytes(file);
  }

  private static boolean isWhole(byte[] entry) {
    String text = new String(entry, StandardCharsets.UTF_8);
    return text.startsWith("create-dump policy cache 1\n")
        && text.contains("\n" + Digests.sha256Hex(POLICY) + "\n")
        && text.endsWith("\n")
        && text.chars().filter(c -> c == '\n').count() == 6;
  }
}
