package dev.createdump.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every provider of stores guarantees. No test here touches the network.
public abstract class StoreProviderContract {
  /// The provider under test.
  protected abstract StoreProvider provider();

  /// A URI that the provider opens, with an authority or path, and without a trailing slash.
  protected abstract URI uri();

  /// The context to open with.
  protected StoreContext context() {
    return new StoreContext(Map.of(), Map.of(), Duration.ofSeconds(10));
  }

  @Test
  final void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(StoreProvider.class))
        .anyMatch(found -> found.getClass() == provider().getClass());
  }

  @Test
  final void schemesAreLowerCase() {
    assertThat(provider().schemes()).isNotEmpty().allMatch(s -> s.matches("[a-z][a-z0-9+.-]*"));
    assertThat(provider().schemes()).contains(uri().getScheme());
  }

  @Test
  final void trailingSlashesMakeNoOtherStore() throws StoreException {
    for (String end : List.of("", "/", "//")) {
      try (Store store = provider().open(URI.create(uri() + end), context())) {
        assertThat(store.uri()).isEqualTo(uri());
      }
    }
  }

  /// The settings that the provider understands; asking for any other is refused.
  protected abstract Set<StoreSetting> understood();

  private static String valueOf(StoreSetting setting) {
    return switch (setting) {
      case REGION -> "eu-central-1";
      case ENDPOINT, PROXY -> "http://127.0.0.1:9";
      case PATH_STYLE -> "always";
      case CHECKSUM -> "sha256";
      case CHUNKED, REQUESTER_PAYS -> "true";
      case CA_BUNDLE -> "/nowhere/ca.pem";
      case CUSTOMER_KEY -> Base64.getEncoder().encodeToString(new byte[32]);
      case PART_SIZE, MULTIPART_THRESHOLD -> "8388608";
      case PARALLEL -> "2";
    };
  }

  @ParameterizedTest
  @EnumSource
  final void settingIsUnderstoodOrRefused(StoreSetting setting) {
    StoreContext context =
        new StoreContext(
            Map.of(setting, valueOf(setting)), context().environment(), context().deadline());
    Throwable thrown = catchThrowable(() -> provider().open(uri(), context).close());
    boolean refused =
        thrown instanceof StoreException e && e.code() == StoreException.Code.UNSUPPORTED;
    assertThat(refused).as("%s: %s", setting, thrown).isEqualTo(!understood().contains(setting));
  }

  @Test
  final void credentialsInTheUriAreRefusedAndNotRepeated() {
    String rest = uri().getRawSchemeSpecificPart().replaceFirst("^//", "");
    for (String user : List.of("user:s3cret-in-uri", "s3cret-in-uri", ":s3cret-in-uri")) {
      URI bad = URI.create(uri().getScheme() + "://" + user + "@" + host(rest));
      Throwable thrown = catchThrowable(() -> provider().open(bad, context()).close());
      assertThat(thrown).as("opening %s", bad).isInstanceOf(StoreException.class);
      assertThat(((StoreException) thrown).code()).isEqualTo(StoreException.Code.INVALID);
      for (Throwable t = thrown; t != null; t = t.getCause()) {
        assertThat(t.toString()).doesNotContain("s3cret-in-uri");
      }
    }
  }

  /// User information needs a host to stand before, which a URI like `file:///dir` lacks.
  private static String host(String rest) {
    return rest.startsWith("/") ? "host" + rest : rest;
  }
}
