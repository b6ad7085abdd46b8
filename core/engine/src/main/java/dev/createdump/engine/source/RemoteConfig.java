package dev.createdump.engine.source;

import dev.createdump.engine.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Picks the remotes out of a repository's configuration.
final class RemoteConfig {
  private RemoteConfig() {}

  /// One line of a configuration: its whole dotted key, section and variable in lower case.
  record Entry(String key, String value) {}

  /// Reads the output of `git config -z --list`: `key`, line feed, `value`, NUL.
  static List<Remote> parse(byte[] output, GitDirectory directory) {
    List<Entry> entries = new ArrayList<>();
    for (String entry : new String(output, StandardCharsets.UTF_8).split("\0")) {
      int feed = entry.indexOf('\n');
      if (feed >= 0) {
        entries.add(new Entry(entry.substring(0, feed), entry.substring(feed + 1)));
      }
    }
    return of(entries, directory);
  }

  /// The remotes that have an address, by name.
  static List<Remote> of(List<Entry> entries, GitDirectory directory) {
    Map<String, String> urls = new TreeMap<>();
    Map<String, List<Secret>> headers = new TreeMap<>();
    for (Entry entry : entries) {
      String key = entry.key();
      if (key.startsWith("remote.") && key.endsWith(".url")) {
        // The first URL is the one git fetches from.
        String name = key.substring("remote.".length(), key.length() - ".url".length());
        urls.putIfAbsent(name, absolute(entry.value(), directory));
      } else if (key.startsWith("http.") && key.endsWith(".extraheader")) {
        String prefix =
            key.substring("http.".length(), Math.max(5, key.length() - ".extraheader".length()));
        headers.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(Secret.of(entry.value()));
      }
    }
    List<Remote> remotes = new ArrayList<>();
    urls.forEach(
        (name, url) -> remotes.add(new Remote(name, Secret.of(url), matching(headers, url))));
    return remotes;
  }

  /// A path is relative to where git would run: the top of the work tree, or the bare repository.
  private static String absolute(String url, GitDirectory directory) {
    boolean relative = url.equals(".") || url.startsWith("./") || url.startsWith("../");
    if (!relative) {
      return url;
    }
    var top = directory.workTreeOrNull() != null ? directory.workTreeOrNull() : directory.gitDir();
    return top.resolve(url).normalize().toString();
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
