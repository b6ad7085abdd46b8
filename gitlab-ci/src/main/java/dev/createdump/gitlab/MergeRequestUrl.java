package dev.createdump.gitlab;

import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.support.forge.Origin;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the address of a merge request, and finds the API that serves it.
final class MergeRequestUrl {
  /// Groups and project in the characters that GitLab allows, at most 20 groups deep; a number that
  /// fits a long. A slash ends each name, so the time is linear in the length of the path.
  private static final Pattern PATH =
      Pattern.compile(
          "((?:/[A-Za-z0-9_.-]{1,255}){1,20})/([A-Za-z0-9_.-]{1,255})"
              + "/-/merge_requests/([1-9][0-9]{0,17})(?:/.*)?");

  private MergeRequestUrl() {}

  static Optional<PullRequestRef> parse(URI address, Map<String, String> environment) {
    @Nullable URI server = webAddress(environment.get("CI_SERVER_URL"));
    boolean ofEnvironment = server != null && isBelow(address, server);
    if (!isWeb(address) || !("https".equalsIgnoreCase(address.getScheme()) || ofEnvironment)) {
      return Optional.empty();
    }
    String path = address.getRawPath();
    Matcher parts = PATH.matcher(ofEnvironment ? path.substring(prefix(server).length()) : path);
    if (!parts.matches()
        || (parts.group(1) + "/" + parts.group(2) + "/").contains("/./")
        || (parts.group(1) + "/" + parts.group(2) + "/").contains("/../")) {
      return Optional.empty();
    }
    @Nullable URI given = ofEnvironment ? webAddress(environment.get("CI_API_V4_URL")) : null;
    return Optional.of(
        new PullRequestRef(
            given == null ? apiOf(address, ofEnvironment ? prefix(server) : "") : given,
            parts.group(1).substring(1),
            parts.group(2),
            Long.parseLong(parts.group(3))));
  }

  private static URI apiOf(URI address, String prefix) {
    Origin origin = Origin.of(address);
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return URI.create(origin.scheme() + "://" + origin.host() + port + prefix + "/api/v4");
  }

  /// The path under which a server lives that shares its host, without a slash at its end.
  private static String prefix(@Nullable URI server) {
    String path = server == null || server.getRawPath() == null ? "" : server.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static @Nullable URI webAddress(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String plain = text.strip();
      URI uri = URI.create(plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
      return isWeb(uri) ? uri : null;
    } catch (IllegalArgumentException e) {
      return null; // not an address, so it says nothing about where GitLab is
    }
  }

  private static boolean isWeb(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http"))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null;
  }

  private static boolean isBelow(URI address, URI server) {
    return isWeb(address)
        && Origin.of(server).equals(Origin.of(address))
        && address.getRawPath().startsWith(prefix(server) + "/");
  }
}
