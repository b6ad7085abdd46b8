package dev.createdump.spi;

import java.net.URI;

/// Names one repository on one forge.
///
/// @param apiUrl the base of the forge's API, such as `https://api.github.com`
/// @param owner the owner or group, which may hold slashes on GitLab
/// @param name the repository's own name
public record RepositoryRef(URI apiUrl, String owner, String name) {
  /// `owner/name`, as people write it.
  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
