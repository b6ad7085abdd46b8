package dev.createdump.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.createdump.spi.StoreException;
import java.io.UncheckedIOException;
import reactor.core.publisher.Mono;

/// Tokens of Microsoft Entra ID for the SDK, which asks again before one expires.
final class EntraTokens implements TokenCredential {
  /// One way to a token.
  @FunctionalInterface
  interface Source {
    AccessToken fetch() throws StoreException;
  }

  private final Source source;

  EntraTokens(Source source) {
    this.source = source;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return source.fetch();
    } catch (StoreException e) {
      throw new UncheckedIOException(e); // `AzureErrors` takes it out again
    }
  }
}
