package dev.createdump.spi.support.forge;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/// Where a web address leads: scheme, host and port. The token is sent to one origin only.
///
/// @param scheme in lower case
/// @param host in lower case
/// @param port the port, the scheme's own where the address names none
public record Origin(String scheme, String host, int port) {
  /// @param uri an `http` or `https` address with a host
  public static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  /// Whether nobody between here and there can read along: TLS, or this very machine.
  public boolean isPrivate() {
    return scheme.equals("https") || host.equals("localhost") || isLoopbackLiteral();
  }

  private boolean isLoopbackLiteral() {
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // a name, which only DNS could resolve
    }
  }
}
