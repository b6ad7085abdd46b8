package dev.createdump.gitlab;

import dev.createdump.spi.support.forge.Token;
import dev.createdump.testkit.forge.ForgeContract;
import dev.createdump.testkit.forge.ForgeEnvironment;
import dev.createdump.testkit.forge.GitLabEnvironment;
import java.io.IOException;

/// What every forge guarantees, of GitLab's.
class GitLabContractTest extends ForgeContract {
  @Override
  protected ForgeEnvironment environment() throws IOException {
    return new GitLabEnvironment(
        (api, token, deadline, pace) ->
            new GitLabForge(api, Token.of("GitLab", token), deadline, pace));
  }
}
