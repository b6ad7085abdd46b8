package dev.createdump.spi;

import java.net.URI;

/// Names one pull or merge request on one forge.
///
/// @param apiUrl the base of the forge's API, such as `https://api.github.com`
/// @param owner the owner or group, which may hold slashes on GitLab
/// @param repository the repository's own name
/// @param number the number of the pull request, at least 1
public record PullRequestRef(URI apiUrl, String owner, String repository, long number) {
  public PullRequestRef {
    if (number < 1) {
      throw new IllegalArgumentException("a pull request's number starts at 1, not " + number);
    }
  }

  /// `owner/repository#number`, as people write it.
  @Override
  public String toString() {
    return owner + "/" + repository + "#" + number;
  }
}
