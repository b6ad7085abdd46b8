package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GitHubForgeProviderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final GitHubForgeProvider provider = new GitHubForgeProvider();

  @Test
  void readingAnAddressLoadsNeitherTheSdkNorAnHttpClient() throws IOException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                ParseOnly.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).contains("github o/r#1").contains("dev.createdump.github.GitHubForgeProvider");
    assertThat(said)
        .doesNotContain("org.kohsuke", "com.fasterxml", "java.net.http.", "GitHubForge ");
  }

  @Test
  void refusesToSendATokenInClear() {
    assertThatThrownBy(() -> open("http://ghe.example/api/v3", ForgeOnFake.BOT))
        .isInstanceOfSatisfying(
            ForgeException.class, e -> assertThat(e.code()).isEqualTo(ForgeException.Code.INVALID))
        .hasMessageContaining("https");
  }

  @Test
  void refusesWhatCannotBeATokenWithoutShowingIt() {
    for (String wrong : new String[] {"", "  ", "short", "with space in it", "line\nbreak-in-it"}) {
      assertThatThrownBy(() -> open("https://api.github.com", wrong))
          .isInstanceOfSatisfying(
              ForgeException.class, e -> assertThat(e.code()).isEqualTo(ForgeException.Code.DENIED))
          .hasMessageNotContaining("break-in");
    }
  }

  @Test
  void opensWithTheNewlineThatShellsLeave() throws ForgeException {
    try (Forge forge = open("https://api.github.com", ForgeOnFake.BOT + "\n")) {
      assertThat(forge).hasToString("GitHub at https://api.github.com");
      assertThat(forge.commentLimit()).isEqualTo(65_000);
    }
  }

  private Forge open(String api, String token) throws ForgeException {
    return provider.open(URI.create(api), token, DEADLINE, java.util.Map.of());
  }
}
