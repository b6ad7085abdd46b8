package dev.createdump.engine.source;

import dev.createdump.engine.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads remotes from the output of `git config -z --list`: `key`, line feed, `value`, NUL.
final class RemoteConfig {
  private RemoteConfig() {}

  static List<Remote> parse(byte[] output) {
    Map<String, String> urls = new TreeMap<>();
    Map<String, List<Secret>> headers = new TreeMap<>();
    for (String entry : new String(output, StandardCharsets.UTF_8).split("\0")) {
      int feed = entry.indexOf('\n');
      if (feed < 0) {
        continue;
      }
      String key = entry.substring(0, feed);
      String value = entry.substring(feed + 1);
      if (key.startsWith("remote.") && key.endsWith(".url")) {
        // The first URL is the one git fetches from.
        urls.putIfAbsent(key.substring("remote.".length(), key.length() - ".url".length()), value);
      } else if (key.startsWith("http.") && key.endsWith(".extraheader")) {
        String prefix =
            key.substring("http.".length(), Math.max(5, key.length() - ".extraheader".length()));
        headers.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(Secret.of(value));
      }
    }
    List<Remote> remotes = new ArrayList<>();
    urls.forEach(
        (name, url) -> remotes.add(new Remote(name, Secret.of(url), matching(headers, url))));
    return remotes;
  }

  /// The headers that the configuration ties to a prefix of this URL, and no others: a credential
  /// goes to its own host only.
  private static List<Secret> matching(Map<String, List<Secret>> headers, String url) {
    List<Secret> matching = new ArrayList<>();
    headers.forEach(
        (prefix, values) -> {
          if (prefix.endsWith("/") && url.startsWith(prefix)) {
            matching.addAll(values);
          }
        });
    return matching;
  }
}
