package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--dry-run` of the lesser commands: it says what would be done, and nothing is.
class DryRunTest {
  @TempDir Path dir;
  private Path root;

  @BeforeEach
  void repository() throws IOException {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("repo"));
    root = repo.directory();
    Files.writeString(root.resolve("keys.txt"), "key = " + Sample.SECRET + "\n");
    repo.run("add", "-A");
  }

  private Set<String> everything() throws IOException {
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return all;
  }

  /// Runs with `--dry-run`, and looks whether anything came, went or changed.
  private Invocation.Result dry(Object... words) throws IOException {
    Set<String> before = everything();
    var result = Invocation.in().run(words, "--dry-run");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(everything()).isEqualTo(before);
    return result;
  }

  @Test
  void allow() throws IOException {
    List<Object> terms = List.of("--repo", root, "--owner", "@team", "--reason", "a test key");
    List<Object> add = List.of("allow", "add", root.resolve("keys.txt"), terms);
    assertThat(dry(add).err()).contains("1 entry would be added (dry run");
    assertThat(Invocation.in().run(add).err()).contains("1 entry added");
    Files.delete(root.resolve("keys.txt"));
    var prune = dry("allow", "prune", "--unused", "--repo", root);
    assertThat(prune.err()).contains("1 entry would be removed (dry run");
    assertThat(prune.out()).contains("@team");
    assertThat(Invocation.in().run("allow", "list", "--repo", root).out()).contains("@team");
  }

  @Test
  void configInit() throws IOException {
    assertThat(dry("config", "init", "--repo", root).err()).contains("would write", ".toml");
    Files.writeString(root.resolve("create-dump.toml"), "");
    var there = Invocation.in().run("config", "init", "--repo", root, "--dry-run");
    assertThat(there.code()).isEqualTo(2);
  }

  @Test
  void policySign() throws IOException {
    Path policy = Files.writeString(dir.resolve("p.toml"), "[enforce.scan]\nsecrets = true\n");
    Path key = Files.writeString(dir.resolve("key"), "");
    assertThat(dry("policy", "sign", policy, "--key", key).err()).contains("would write");
    var missing =
        Invocation.in().run("policy", "sign", policy, "--key", dir.resolve("no"), "--dry-run");
    assertThat(missing.code()).isEqualTo(23);
  }

  @Test
  void evidence() throws IOException, GeneralSecurityException {
    Path store = Files.createDirectory(dir.resolve("store"));
    Path made = dir.resolve("made");
    var single = Invocation.in().run("single", root, "--out", made, "--upload", store.toUri());
    assertThat(single.code()).as(single.err()).isZero();
    byte[] secret =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    String kind = "PRIVATE KEY-----";
    Path key =
        Files.writeString(
            dir.resolve("key.pem"),
            "-----BEGIN "
                + kind
                + "\n"
                + Base64.getMimeEncoder().encodeToString(secret)
                + "\n-----END "
                + kind
                + "\n");
    var local = dry("evidence", "sign", made, "--sign-key", key);
    assertThat(local.out()).contains(".sigstore.json");
    assertThat(local.err()).contains("nothing was signed");
    assertThat(dry("evidence", "sign", store.toUri(), "--sign-key", key).err())
        .contains("would sign file:");
    Path out = dir.resolve("fetched");
    assertThat(dry("evidence", "fetch", store.toUri(), "--out", out).err())
        .contains("would fetch file:", out.toString());
    assertThat(Invocation.in().run("evidence", "sign", made, "--sign-key", key).code()).isZero();
    assertThat(dry("evidence", "sign", made, "--sign-key", key).out()).isEmpty();
  }
}
