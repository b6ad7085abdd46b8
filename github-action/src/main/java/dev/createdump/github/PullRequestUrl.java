package dev.createdump.github;

import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.support.forge.Origin;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the address of a pull request, and finds the API that serves it.
final class PullRequestUrl {
  /// Owner and repository in the characters that GitHub allows; a number that fits a long. No
  /// quantifier is nested, so the time is linear in the length of the path.
  private static final Pattern PATH =
      Pattern.compile(
          "/([A-Za-z0-9_-]{1,100})/([A-Za-z0-9._-]{1,100})/pull/([1-9][0-9]{0,17})(/.*)?");

  private PullRequestUrl() {}

  static Optional<PullRequestRef> parse(URI address, Map<String, String> environment) {
    String named = environment.getOrDefault("GITHUB_SERVER_URL", "");
    @Nullable URI server = webAddress(named.isBlank() ? "https://github.com" : named);
    boolean ofEnvironment = server != null && sameServer(server, address);
    if (!isWeb(address) || !("https".equalsIgnoreCase(address.getScheme()) || ofEnvironment)) {
      return Optional.empty();
    }
    Matcher path = PATH.matcher(address.getRawPath());
    if (!path.matches() || path.group(2).matches("\\.{1,2}")) {
      return Optional.empty();
    }
    @Nullable URI given = ofEnvironment ? webAddress(environment.get("GITHUB_API_URL")) : null;
    return Optional.of(
        new PullRequestRef(
            given == null ? apiOf(address) : withoutTrailingSlash(given),
            path.group(1),
            path.group(2),
            Long.parseLong(path.group(3))));
  }

  private static URI apiOf(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (host.equals("github.com") || host.equals("www.github.com")) {
      return URI.create("https://api.github.com");
    }
    if (host.endsWith(".ghe.com")) {
      return URI.create("https://api." + host);
    }
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return URI.create(
        address.getScheme().toLowerCase(Locale.ROOT) + "://" + host + port + "/api/v3");
  }

  private static @Nullable URI webAddress(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI uri = URI.create(text.strip());
      return isWeb(uri) ? uri : null;
    } catch (IllegalArgumentException e) {
      return null; // not an address, so it says nothing about where GitHub is
    }
  }

  private static boolean isWeb(URI uri) {
    return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null;
  }

  private static boolean sameServer(URI server, URI address) {
    return isWeb(address) && Origin.of(server).equals(Origin.of(address));
  }

  private static URI withoutTrailingSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }
}
