package dev.createdump.engine.report;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.Hosts;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeProvider;
import dev.createdump.spi.PullRequestRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The forges there are adapters for, and the tokens of the run.
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
    Optional<ForgeProvider> provider = provider(ci);
    if (repository == null || provider.isEmpty()) {
      return Optional.of("there is no adapter for " + ci.forge());
    }
    if (!isUri(repository.apiUrl())) {
      return Optional.of(provider.get().access().api() + " is no URL");
    }
    if (token(provider.get().access()).isEmpty()) {
      ForgeProvider.Access access = provider.get().access();
      return Optional.of(
          "there is no token (" + access.tokens().getFirst() + "): " + access.advice());
    }
    return Optional.empty();
  }

  /// Opens the forge of a run that has no {@link #obstacle}.
  public Forge open(CiContext ci, URI apiUrl) throws ForgeException {
    ForgeProvider provider = provider(ci).orElseThrow();
    return provider.open(
        apiUrl, token(provider.access()).orElseThrow().reveal(), DEADLINE, environment.variables());
  }

  /// A pull or merge request that an address names, and the adapter that can read it.
  ///
  /// @param token the token for its host; nothing where there is none
  public record Found(ForgeProvider provider, PullRequestRef reference, Optional<Secret> token) {}

  /// Opens the forge of what was found, with its token.
  public Forge open(Found found) throws ForgeException {
    return found
        .provider()
        .open(
            found.reference().apiUrl(),
            found.token().orElseThrow().reveal(),
            DEADLINE,
            environment.variables());
  }

  /// Looks for the adapter that knows an address.
  public Optional<Found> find(URI address) {
    for (ForgeProvider provider : providers) {
      Optional<PullRequestRef> reference = provider.parse(address, environment.variables());
      if (reference.isPresent()) {
        return Optional.of(
            new Found(provider, reference.get(), tokenFor(address, provider.access())));
      }
    }
    return Optional.empty();
  }

  /// A token goes to the host it was given for, and to no other that an address may name; only
  /// CREATE_DUMP_TOKEN says nothing of its host.
  private Optional<Secret> tokenFor(URI address, ForgeProvider.Access access) {
    Optional<Secret> given = environment.get("CREATE_DUMP_TOKEN").map(Secret::of);
    String own = Hosts.of(environment.get(access.server()).orElse(access.publicServer()));
    return given.isEmpty() && own.equalsIgnoreCase(address.getHost()) ? token(access) : given;
  }

  private Optional<Secret> token(ForgeProvider.Access access) {
    for (String variable : access.tokens()) {
      Optional<String> token = environment.get(variable);
      if (token.isPresent()) {
        return token.map(Secret::of);
      }
    }
    return Optional.empty();
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
}
