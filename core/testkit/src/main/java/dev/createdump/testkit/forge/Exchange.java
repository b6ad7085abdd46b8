package dev.createdump.testkit.forge;

import java.util.List;
import java.util.Map;

/// One request that a fake forge received, and what it answered.
///
/// @param method the HTTP method
/// @param path the path without the query
/// @param query the raw query, empty where there is none
/// @param headers the request's headers, names in lower case
/// @param body the request's body as text
/// @param status the answer's status; 0 where the connection broke before one
/// @param answer the answer's body as text, whole even where it was cut off on the way
/// @param scripted whether a {@link Fault} wrote the answer, so that it need not be what the real
///     host would say
public record Exchange(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    String body,
    int status,
    String answer,
    boolean scripted) {
  /// The first value of a request header, or the empty text.
  public String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }
}
