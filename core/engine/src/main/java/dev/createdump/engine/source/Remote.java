package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import java.util.List;

/// A remote as the repository's configuration names it.
///
/// @param name such as `origin`
/// @param url where it is; may hold credentials, so never printed as it is
/// @param headers the HTTP headers that the configuration ties to this URL, as CI systems leave
///     them for authentication
public record Remote(String name, Secret url, List<Secret> headers) {
  public Remote {
    headers = List.copyOf(headers);
  }

  /// The one to ask for what is missing: `origin` where there is one, else the first; none where
  /// the repository has no remote.
  static List<Remote> toAsk(Git git) throws Failure {
    List<Remote> remotes = git.remotes();
    return remotes.stream()
        .filter(remote -> remote.name().equals("origin"))
        .findFirst()
        .or(() -> remotes.stream().findFirst())
        .stream()
        .toList();
  }
}
