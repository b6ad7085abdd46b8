package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.createdump.engine.base.Digests;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Policies in a git repository behind OpenSSH's own server.
@Timeout(120)
class GitSshPolicyTest {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final String POLICY = "[enforce.scan]\nsecrets = true\n";

  @TempDir Path dir;
  private RepoBuilder repo;
  private Process sshd;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(SSHD), "sshd is missing");
    // Where a server that is started as root puts its helpers (sshd(8)).
    boolean ready = !"root".equals(System.getProperty("user.name")) || privileges();
    assumeTrue(ready, "/run/sshd is missing");
    repo = RepoBuilder.init(dir.resolve("repo"));
    repo.commit("main", "one", e -> e.file("p/org.toml", POLICY));
    key("host");
    key("client");
    Files.copy(dir.resolve("client.pub"), dir.resolve("authorized"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        dir.resolve("sshd_config"),
        """
        ListenAddress 127.0.0.1:%d
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin yes
        """
            .formatted(port, dir.resolve("host"), dir.resolve("authorized")));
    sshd =
        new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", dir.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("sshd.log").toFile())
            .start();
    await();
  }

  private static boolean privileges() {
    try {
      Files.createDirectories(Path.of("/run/sshd"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (sshd != null) {
      sshd.descendants().forEach(ProcessHandle::destroy);
      sshd.destroy();
      sshd.waitFor();
    }
  }

  private void key(String name) throws Exception {
    List<String> words =
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", dir.resolve(name).toString());
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
  }

  private void await() throws Exception {
    for (int i = 0; i < 100 && sshd.isAlive(); i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException("sshd does not start: " + Files.readString(dir.resolve("sshd.log")));
  }

  /// A client whose own configuration, which a person has at home, is the test's: OpenSSH's looks
  /// for it where the user database says, whatever HOME is.
  private Fetching client(String key, boolean known) throws IOException {
    Path bin = Files.createDirectories(dir.resolve("bin-" + key + known));
    Path hosts = dir.resolve("hosts-" + known);
    String host = Files.readString(dir.resolve("host.pub"));
    Files.writeString(hosts, known ? "[127.0.0.1]:" + port + " " + host : "");
    Path ssh = bin.resolve("ssh");
    Files.writeString(
        ssh,
        """
        #!/bin/sh
        exec /usr/bin/ssh -F none -o UserKnownHostsFile=%s -o GlobalKnownHostsFile=none \\
          -o IdentityFile=%s -o IdentitiesOnly=yes "$@"
        """
            .formatted(hosts, dir.resolve(key)));
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Fetching(dir).with("PATH", bin + ":" + System.getenv("PATH"));
  }

  private String uri() {
    String user = System.getProperty("user.name");
    return "git+ssh://" + user + "@127.0.0.1:" + port + repo.directory() + "@main#path=p/org.toml";
  }

  @Test
  void whoeverMayReadTheRepositoryReadsThePolicy() throws Exception {
    var policy = client("client", true).fetch(uri());
    assertThat(policy.sha256()).isEqualTo(Digests.sha256Hex(POLICY));
    assertThat(Files.readString(dir.resolve("sshd.log"))).contains("Accepted publickey");
  }

  @Test
  void strangersAndUnknownHostsAreRefused() throws Exception {
    key("stranger");
    assertThatThrownBy(() -> client("stranger", true).fetch(uri()))
        .hasMessageContaining("git could not fetch main");
    assertThatThrownBy(() -> client("client", false).fetch(uri()))
        .hasMessageContaining("git could not fetch main");
  }

  /// What the repository one stands in configures has no say in how a policy is fetched.
  @Test
  void noConfigurationNamesAnotherProgram() throws Exception {
    Path tripped = dir.resolve("tripped");
    String command = "touch " + tripped + "; exec ssh";
    repo.run("config", "core.sshCommand", command);
    Path home = Files.createDirectories(dir.resolve("home"));
    Files.writeString(home.resolve(".gitconfig"), "[core]\n\tsshCommand = " + command + "\n");
    var fetching = client("client", true);
    for (Map.Entry<String, String> set :
        Map.of("HOME", home.toString(), "GIT_DIR", repo.directory().toString()).entrySet()) {
      fetching.with(set.getKey(), set.getValue());
    }
    fetching.with("GIT_SSH_COMMAND", command).with("GIT_SSH", dir.resolve("none"));
    assertThat(fetching.fetch(uri()).sha256()).isEqualTo(Digests.sha256Hex(POLICY));
    assertThat(tripped).doesNotExist();
  }
}
