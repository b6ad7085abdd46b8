package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The query of a request, each name once.
record Query(Map<String, String> values) {
  static Query parse(@Nullable String raw) throws GcsRefusal {
    Map<String, String> values = new TreeMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        // `permissions` is the only one that the API repeats.
        values.merge(name, value, (old, more) -> old + "\n" + more);
      }
    }
    return new Query(values);
  }

  /// Refuses what the operation does not know, as Google does.
  void only(String... names) throws GcsRefusal {
    Set<String> known = new java.util.TreeSet<>(Set.of(names));
    known.addAll(Set.of("alt", "userProject", "prettyPrint", "fields", "projection"));
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw GcsRefusal.invalid("Unknown parameter: " + name);
      }
    }
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /// As a path segment is encoded: everything but letters, digits and `-._~`.
  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
