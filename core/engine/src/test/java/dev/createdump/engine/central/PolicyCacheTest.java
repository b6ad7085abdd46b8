package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Ownership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose word of a policy is taken.
class PolicyCacheTest {
  private static final byte[] POLICY = "[enforce]\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;
  private Path directory;
  private PolicyCache cache;
  private PolicyUri uri;
  private PolicyCache.Entry entry;

  @BeforeEach
  void kept() throws Exception {
    directory = dir.resolve("create-dump/policy");
    cache = PolicyCache.of(new Environment(Map.of("XDG_CACHE_HOME", dir.toString())));
    uri = PolicyUri.parse("https://policies.example.org/p.toml");
    entry = new PolicyCache.Entry(Digests.sha256Hex(POLICY), "", "tag", 1_700_000_000);
    cache.keep(uri, entry, List.of(POLICY));
    assertThat(cache.entry(uri)).contains(entry);
    assertThat(cache.content(entry.sha256())).contains(POLICY);
  }

  private void assertUnused() throws Exception {
    assertThat(cache.entry(uri)).isEmpty();
    assertThat(cache.content(entry.sha256())).isEmpty();
    long before = files();
    PolicyUri other = PolicyUri.parse("https://policies.example.org/other.toml");
    cache.keep(other, entry, List.of("# other\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(files()).as("nothing is written there either").isEqualTo(before);
  }

  private long files() throws IOException {
    try (var all = Files.list(directory)) {
      return all.count();
    }
  }

  @Test
  void itIsTheUsersAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void whereOthersMayWriteNothingIsBelieved(String mode) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
    assertUnused();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(cache.entry(uri)).as("others may read").contains(entry);
  }

  /// A link may lead to what is ours, and to something else a moment later.
  @Test
  void aLinkIsNoDirectory() throws Exception {
    Path elsewhere = Files.move(directory, dir.resolve("elsewhere"));
    Files.createSymbolicLink(directory, elsewhere);
    assertUnused();
  }

  /// Only root can give a directory away; others look at one of root's.
  @Test
  void whatBelongsToSomebodyElseIsTheirs() throws Exception {
    if (Files.getAttribute(dir, "unix:uid").equals(0)) {
      Files.setAttribute(directory, "unix:uid", 12_345);
      assertUnused();
    } else {
      assertThat(Ownership.refusal(Path.of("/"))).contains("belongs to");
    }
  }

  @Test
  void contentThatIsNotItsDigestIsNone() throws IOException {
    Files.writeString(directory.resolve("sha256-" + entry.sha256()), "[enforce.scan]\n");
    assertThat(cache.content(entry.sha256())).isEmpty();
  }
}
