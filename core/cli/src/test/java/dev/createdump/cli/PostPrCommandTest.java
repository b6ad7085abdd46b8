package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.FakeGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `create-dump post-pr` against a GitHub that fits in a test.
class PostPrCommandTest {
  @TempDir Path temporary;

  private FakeGitHub github;
  private Path dump;

  @BeforeEach
  void start() throws IOException {
    github = FakeGitHub.start();
    github.token("may-write", new FakeGitHub.Account("github-actions[bot]", true));
    github.token("may-read", new FakeGitHub.Account("github-actions[bot]", false));
    github.pull(new FakeGitHub.Pull("o", "r", 7, "t", "a".repeat(40), "b".repeat(40), true));
    dump = temporary.resolve("dump.md");
    Files.writeString(dump, "# dump\n");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  private Invocation.Result post(String token, Path file) {
    return Invocation.in()
        .with("GITHUB_API_URL", github.apiUrl().toString())
        .with("GITHUB_SERVER_URL", github.serverUrl().toString())
        .with("GITHUB_TOKEN", token)
        .run("post-pr", "--file", file, "--pr-url", github.serverUrl() + "/o/r/pull/7");
  }

  @Test
  void postsOnceAndUpdates() throws IOException {
    var first = post("may-write", dump);
    assertThat(first.code()).isZero();
    assertThat(first.lines()).hasSize(1);
    assertThat(first.err()).isEqualTo("comment created\n");
    assertThat(post("may-write", dump).err()).isEqualTo("comment unchanged\n");
    Files.writeString(dump, "# other\n");
    assertThat(post("may-write", dump).err()).isEqualTo("comment updated\n");
    assertThat(github.comments(7)).hasSize(1);
    assertThat(github.comments(7).getFirst().body()).contains("# other");
  }

  @Test
  void aDryRunShowsWhatItWouldPost() {
    var result =
        Invocation.in()
            .with("GITHUB_API_URL", github.apiUrl().toString())
            .with("GITHUB_SERVER_URL", github.serverUrl().toString())
            .with("GITHUB_TOKEN", "may-write")
            .run(
                "post-pr",
                "--dry-run",
                "--file",
                dump,
                "--pr-url",
                github.serverUrl() + "/o/r/pull/7");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("# dump\n");
    assertThat(result.err()).contains("nothing was posted");
    assertThat(github.comments(7)).isEmpty();
  }

  @Test
  void aDumpThatIsTooLongIsCutAndSaysSo() throws IOException {
    Files.writeString(dump, "# dump\n\n````diff\n" + "+```\n".repeat(40_000) + "````\n");
    assertThat(post("may-write", dump).code()).isZero();
    String body = github.comments(7).getFirst().body();
    assertThat(body.length()).isBetween(60_000, 65_000);
    assertThat(body)
        .contains("````\n\n**Shown ")
        .contains(" of 40004 lines.** The rest is in `dump.md`.");
  }

  @Test
  void aTokenThatMayOnlyReadIsExitCode25() {
    var result = post("may-read", dump);
    assertThat(result.code()).isEqualTo(25);
    assertThat(result.err()).startsWith("error: ").doesNotContain("may-read");
  }

  @Test
  void withoutATokenItIsExitCode25() {
    var result = post("", dump);
    assertThat(result.code()).isEqualTo(25);
    assertThat(result.err()).contains("there is no token for 127.0.0.1");
  }

  @Test
  void aTokenDoesNotGoToAnotherHost() {
    var result =
        Invocation.in()
            .with("GITHUB_TOKEN", "may-write")
            .run("post-pr", "--file", dump, "--pr-url", "https://git.example.com/o/r/pull/7");
    assertThat(result.code()).isEqualTo(25);
    assertThat(result.err()).contains("CREATE_DUMP_TOKEN");
  }

  @Test
  void aFileThatIsNotThereIsExitCode23() {
    assertThat(post("may-write", temporary.resolve("none.md")).code()).isEqualTo(23);
  }

  @Test
  void whatIsNoTextIsUsage() throws IOException {
    Files.write(dump, new byte[] {(byte) 0xff, 0, 1});
    assertThat(post("may-write", dump).code()).isEqualTo(2);
    assertThat(post("may-write", temporary).code()).isEqualTo(2);
  }

  @Test
  void whatIsEmptyReplacesNothing() throws IOException {
    assertThat(post("may-write", dump).code()).isZero();
    Files.writeString(dump, " \n\t\n");
    var result = post("may-write", dump);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(dump + " is empty");
    assertThat(github.comments(7).getFirst().body()).contains("# dump");
  }

  @Test
  void anAddressNobodyKnowsIsUsage() {
    for (String url : new String[] {"https://github.com/o/r", "ftp://x/y", "not a url", "x"}) {
      assertThat(Invocation.in().run("post-pr", "--file", dump, "--pr-url", url).code())
          .as(url)
          .isEqualTo(2);
    }
  }
}
