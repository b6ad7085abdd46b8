package dev.createdump.engine.render.html;

/// Decides which address of a forge may become a link.
final class WebLink {
  private WebLink() {}

  /// Whether an address is plain `https:` or `http:` of a named host, with no user part that could
  /// pass for the host and no character that a browser drops or reads as another.
  static boolean isSafe(String url) {
    int host = hostStart(url);
    return host > 0 && isPlain(url) && hasHonestHost(url, host);
  }

  private static int hostStart(String url) {
    if (url.startsWith("https://")) {
      return "https://".length();
    }
    return url.startsWith("http://") ? "http://".length() : -1;
  }

  private static boolean isPlain(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= 0x20 || c >= 0x7F || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasHonestHost(String url, int from) {
    int i = from;
    while (i < url.length() && "/?#".indexOf(url.charAt(i)) < 0) {
      if (url.charAt(i) == '@') {
        return false;
      }
      i++;
    }
    return i > from;
  }
}
