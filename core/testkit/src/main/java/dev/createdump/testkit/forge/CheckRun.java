package dev.createdump.testkit.forge;

import java.util.List;

/// A check run on the fake GitHub.
///
/// @param annotations one for each that arrived: `path:line level message`
public record CheckRun(
    long id,
    String repository,
    String name,
    String headSha,
    String externalId,
    String conclusion,
    String title,
    String summary,
    List<String> annotations) {
  public CheckRun {
    annotations = List.copyOf(annotations);
  }
}
