package dev.createdump.engine.ci;

import java.net.URI;
import java.net.URISyntaxException;

/// The host part of URLs that people and CI systems write down.
public final class Hosts {
  private Hosts() {}

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
