package dev.createdump.engine.report;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The forges there are adapters for, and the token of the run.
public final class Forges {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final List<ForgeProvider> providers;
  private final Environment environment;

  public Forges(List<ForgeProvider> providers, Environment environment) {
    this.providers = List.copyOf(providers);
    this.environment = environment;
  }

  /// Why the forge of a run cannot be spoken with; nothing where it can be tried.
  public Optional<String> obstacle(CiContext ci) {
    CiContext.Repository repository = ci.repository();
    if (repository == null || provider(ci).isEmpty()) {
      return Optional.of("there is no adapter for " + ci.forge());
    }
    if (!isUri(repository.apiUrl())) {
      return Optional.of("GITHUB_API_URL is no URL");
    }
    return token().isEmpty() ? Optional.of("there is no token (GITHUB_TOKEN)") : Optional.empty();
  }

  /// Opens the forge of a run that has no {@link #obstacle}.
  public Forge open(CiContext ci, URI apiUrl) throws ForgeException {
    return provider(ci).orElseThrow().open(apiUrl, token().orElseThrow().reveal(), DEADLINE);
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Optional<ForgeProvider> provider(CiContext ci) {
    return providers.stream().filter(forge -> forge.name().equals(ci.forge())).findFirst();
  }

  private Optional<Secret> token() {
    return environment.get("GITHUB_TOKEN").or(() -> environment.get("GH_TOKEN")).map(Secret::of);
  }
}
