package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads policies over https. Redirects lead to the same host or one that is allowed, never to
/// another scheme; credentials go to the host they were given for and to no other.
final class HttpsReader implements PolicyReader {
  private static final int MAX_REDIRECTS = 5;

  private final Access access;
  private final Tls tls;

  HttpsReader(Access access) {
    this.access = access;
    this.tls = new Tls();
  }

  @Override
  public Optional<Answer> read(PolicyUri uri, String tag) throws UnreachableException, Failure {
    long deadline = System.nanoTime() + access.deadline().toNanos();
    URI first = checked(uri, uri.asUri(), uri.asUri());
    URI at = first;
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      boolean home = sameOrigin(first, at);
      Access here = home ? access : access.withoutCredentials();
      HttpAnswer answer = new HttpsConnection(here, tls).get(at, headers(here, tag), deadline);
      switch (answer.status()) {
        case 200 -> {
          return Optional.of(new Answer(answer.body(), tagOf(answer)));
        }
        case 304 -> {
          if (!tag.isEmpty()) {
            return Optional.of(new Answer(null, tag));
          }
        }
        case 301, 302, 303, 307, 308 -> {
          at = checked(uri, first, at.resolve(location(uri, answer)));
          continue;
        }
        case 404, 410 -> {
          return Optional.empty();
        }
        default -> {}
      }
      throw refused(uri, answer.status());
    }
    throw new Failure.Policy(
        "the policy at " + uri.shown() + " redirects without end", "Name where it is itself.");
  }

  private static Failure.Policy refused(PolicyUri uri, int status) throws UnreachableException {
    if (status >= 500 || status == 429) {
      throw new UnreachableException("the server answers " + status);
    }
    boolean denied = status == 401 || status == 403;
    return new Failure.Policy(
        "the policy at " + uri.shown() + " cannot be read: the server answers " + status,
        denied
            ? "Give a token in CREATE_DUMP_POLICY_TOKEN, or a client certificate."
            : "Ask whoever runs that server.");
  }

  private static Map<String, String> headers(Access access, String tag) {
    Map<String, String> headers = new TreeMap<>();
    access.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token.reveal()));
    if (!tag.isEmpty()) {
      headers.put("If-None-Match", tag);
    }
    return headers;
  }

  /// Only a tag that can be sent back as it is.
  private static String tagOf(HttpAnswer answer) {
    String tag = answer.header("etag");
    return tag.matches("(W/)?\"[\\x21\\x23-\\x7e]{0,200}\"") ? tag : "";
  }

  private static URI location(PolicyUri uri, HttpAnswer answer) throws Failure.Policy {
    try {
      return new URI(answer.header("location"));
    } catch (java.net.URISyntaxException e) {
      throw new Failure.Policy("the policy at " + uri.shown() + " redirects to what is no URI", "");
    }
  }

  private URI checked(PolicyUri uri, URI first, URI at) throws Failure.Policy {
    String host = at.getHost();
    if (host == null || at.getRawUserInfo() != null || !"https".equalsIgnoreCase(at.getScheme())) {
      throw new Failure.Policy(
          "the policy at " + uri.shown() + " leads to another scheme or to no host", "");
    }
    boolean allowed =
        host.equalsIgnoreCase(first.getHost())
            || access.redirectHosts().stream().anyMatch(host::equalsIgnoreCase);
    if (!allowed) {
      throw new Failure.Policy(
          "the policy at " + uri.shown() + " redirects to " + Shown.of(host),
          "Where that is right, name the host in CREATE_DUMP_POLICY_REDIRECT_HOSTS.");
    }
    return at;
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getHost().equalsIgnoreCase(other.getHost()) && port(one) == port(other);
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 443 : uri.getPort();
  }
}
