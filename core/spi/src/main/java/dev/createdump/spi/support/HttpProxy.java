package dev.createdump.spi.support;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Through which proxy a store is reached: that of {@link StoreSetting#PROXY}, else that of
/// `HTTPS_PROXY` or `HTTP_PROXY`, unless `NO_PROXY` names the host.
///
/// `NO_PROXY` is a list with commas of hosts, of domains (with or without a dot in front), each
/// with their subdomains, or `*`. There is no standard; this much every program agrees on.
public final class HttpProxy {
  private HttpProxy() {}

  /// The proxy for a target; nothing where it is reached directly.
  ///
  /// @throws StoreException `INVALID` where the proxy is no `http:` URI of a host, or has a
  /// password
  public static Optional<InetSocketAddress> of(StoreContext context, URI target, String subject)
      throws StoreException {
    String proxy = context.setting(StoreSetting.PROXY).orElse(null);
    if (proxy == null) {
      Map<String, String> environment = context.environment();
      if (isExempt(target.getHost(), variable(environment, "NO_PROXY"))) {
        return Optional.empty();
      }
      boolean tls = "https".equalsIgnoreCase(target.getScheme());
      proxy = variable(environment, tls ? "HTTPS_PROXY" : "HTTP_PROXY");
    }
    return proxy == null || proxy.isBlank()
        ? Optional.empty()
        : Optional.of(address(proxy, subject));
  }

  private static InetSocketAddress address(String proxy, String subject) throws StoreException {
    URI uri;
    try {
      uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    } catch (IllegalArgumentException e) {
      throw invalid(subject, "the proxy's address is no URI: http://host:port");
    }
    if (uri.getRawUserInfo() != null || proxy.indexOf('@') >= 0) {
      throw invalid(subject, "a proxy that asks for a password is not supported");
    }
    if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw invalid(subject, "the proxy's address is not of the form http://host:port");
    }
    return InetSocketAddress.createUnresolved(
        uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  /// A variable in upper or lower case, as programs have agreed on neither.
  private static @Nullable String variable(Map<String, String> environment, String name) {
    String upper = environment.get(name);
    return upper != null ? upper : environment.get(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isExempt(@Nullable String host, @Nullable String exempt) {
    if (host == null || exempt == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    for (String entry : exempt.toLowerCase(Locale.ROOT).split(",", -1)) {
      String domain = entry.strip();
      domain = domain.startsWith(".") ? domain.substring(1) : domain;
      if (domain.equals("*")
          || (!domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain)))) {
        return true;
      }
    }
    return false;
  }

  private static StoreException invalid(String subject, String message) {
    return new StoreException(StoreException.Code.INVALID, subject, message);
  }
}
