package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.PolicySource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies that extend one another, and what no policy may be.
@Timeout(60)
class ChainTest {
  @TempDir Path dir;

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toUri().toString();
  }

  private void isRefused(String uri, String why) {
    assertThatThrownBy(() -> new Fetching(dir).chain(uri))
        .isInstanceOf(Failure.Policy.class)
        .hasMessageContaining(why);
  }

  @Test
  void parentsComeFirst() throws Exception {
    write("org.toml", "[policy]\nversion = '1'\n");
    write("team.toml", "[policy]\nextends = ['org.toml']\n");
    String repo = write("repo.toml", "[policy]\nextends = ['team.toml', './org.toml']\n");
    assertThat(new Fetching(dir).chain(repo).central().sources())
        .extracting(PolicySource::uri)
        .extracting(uri -> uri.substring(uri.lastIndexOf('/') + 1))
        .containsExactly("org.toml", "team.toml", "repo.toml");
  }

  @Test
  void circlesAreNamed() throws Exception {
    write("a.toml", "[policy]\nextends = ['b.toml']\n");
    String b = write("b.toml", "[policy]\nextends = ['a.toml']\n");
    isRefused(b, "b.toml -> ");
    isRefused(write("self.toml", "[policy]\nextends = ['self.toml']\n"), "in a circle");
  }

  @Test
  void generationsAndNumbersAreBounded() throws Exception {
    for (int i = 0; i < 9; i++) {
      write("p" + i + ".toml", "[policy]\nextends = ['p" + (i + 1) + ".toml']\n");
    }
    write("p9.toml", "");
    isRefused(dir.resolve("p0.toml").toUri().toString(), "one too many");
  }

  @Test
  void expiryAndVersionsBind() throws Exception {
    isRefused(
        write("old.toml", "[policy]\nexpires = '2026-11-20'\nowner = 'Ops'\n"),
        "expired on 2026-11-20");
    String today = write("today.toml", "[policy]\nexpires = '2026-11-21'\n");
    assertThat(new Fetching(dir).chain(today).central().sources()).hasSize(1);
    isRefused(write("new.toml", "[policy]\nminimum_tool_version = '1.2.4'\n"), "asks for");
    String same = write("same.toml", "[policy]\nminimum_tool_version = '1.2.3-rc.1'\n");
    assertThat(new Fetching(dir).chain(same).central().sources()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://policies.example/p.toml",
        "https://user:password@policies.example/p.toml",
        "git+https://policies.example/p.git#path=p.toml",
        "git+https://policies.example/p.git@main",
        "git+https://policies.example/p.git@main#path=../../etc/passwd",
        "git+git://policies.example/p.git@main#path=p.toml",
        "git+ext://sh@main#path=p.toml",
        "https://policies.example/p.toml#sha256=12",
        "https://policies.example/p.toml#path=x",
        "https://policies.example/p.toml#anchor",
        "ftp://policies.example/p.toml",
        "file://remote/share/p.toml",
        "https://169.254.169.254/latest/meta-data",
        "https://2852039166/",
        "https://0.0.0.0/p.toml",
        "https:///p.toml",
        "git+ssh://git:password@policies.example/r@v1#path=p.toml",
        ""
      })
  void placesThatAreNone(String uri) {
    assertThatThrownBy(() -> new Fetching(dir).within(Duration.ofSeconds(5)).fetch(uri))
        .isInstanceOf(Failure.Policy.class)
        .hasMessageNotContaining("password");
  }

  @Test
  void filesThatNeverEndAreNotRead() throws Exception {
    isRefused("file:///dev/zero", "is no file");
    isRefused(dir.toUri().toString(), "is no file");
    isRefused(dir.resolve("none.toml").toUri().toString(), "there is no policy");
    isRefused(write("large.toml", "#".repeat(300 << 10)), "larger than 256 KiB");
  }

  @Test
  void bombsOfTomlAreBounded() throws Exception {
    isRefused(write("deep.toml", "a = " + "[".repeat(200_000)), "");
    isRefused(write("inline.toml", "a = " + "{a=".repeat(60_000)), "");
    isRefused(write("dots.toml", "a" + ".a".repeat(100_000) + " = 1"), "");
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      keys.append('k').append(i).append(" = 1\n");
    }
    isRefused(write("keys.toml", keys.toString()), "and 19970 more");
    isRefused(write("binary.toml", "a = \u0000"), "");
    Files.write(dir.resolve("latin.toml"), new byte[] {'#', (byte) 0xfc});
    isRefused(dir.resolve("latin.toml").toUri().toString(), "is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "policies.example,127.0.0.1,true",
    "localhost,127.0.0.1,false",
    "127.0.0.1,127.0.0.1,false",
    "policies.example,10.1.2.3,false",
    "policies.example,192.168.1.1,false",
    "policies.example,169.254.1.1,true",
    "policies.example,100.100.100.200,true",
    "policies.example,168.63.129.16,true",
    "policies.example,0.0.0.0,true",
    "policies.example,224.0.0.1,true",
    "policies.example,::1,true",
    "policies.example,fe80::1,true",
    "policies.example,fd00:ec2::254,true",
    "policies.example,::ffff:169.254.169.254,true",
    "policies.example,64:ff9b::a9fe:a9fe,true",
    "policies.example,2002:a9fe:a9fe::1,true",
    "policies.example,2001:db8::1,false"
  })
  void addressesThatAreRefused(String host, String address, boolean refused) throws Exception {
    InetAddress found = InetAddress.getByName(address);
    if (refused) {
      assertThatThrownBy(() -> Addresses.check(host, found)).isInstanceOf(Failure.Policy.class);
    } else {
      Addresses.check(host, found);
    }
  }
}
