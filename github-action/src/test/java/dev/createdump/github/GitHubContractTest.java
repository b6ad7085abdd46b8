package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.spi.support.forge.Token;
import dev.createdump.testkit.forge.ForgeContract;
import dev.createdump.testkit.forge.ForgeEnvironment;
import dev.createdump.testkit.forge.GitHubEnvironment;
import java.io.IOException;

/// What every forge guarantees, of GitHub's. What was said is held against GitHub's description.
class GitHubContractTest extends ForgeContract {
  @Override
  protected ForgeEnvironment environment() throws IOException {
    return new GitHubEnvironment(
        (api, token, deadline, pace) ->
            new GitHubForge(api, Token.of("GitHub", token), deadline, pace)) {
      @Override
      public void close() {
        super.close();
        GitHubOpenApi.ifAvailable()
            .ifPresent(described -> assertThat(described.complaints(exchanges())).isEmpty());
      }
    };
  }
}
