package dev.createdump.engine.ci;

import java.net.URI;
import java.net.URISyntaxException;

/// The host part of URLs that people and CI systems write down.
public final class Hosts {
  private Hosts() {}

  /// A URL for people: without user information, which may be a credential. Empty where the text is
  /// no absolute URL.
  static String page(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null) {
        return "";
      }
      return new URI(
              uri.getScheme(),
              null,
              uri.getHost(),
              uri.getPort(),
              uri.getPath(),
              uri.getQuery(),
              null)
          .toString();
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /// The host of a URL, or the empty string where it has none.
  public static String of(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host;
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
