package dev.createdump.engine.policy;

import java.util.List;

/// A form in which a dump is written.
public enum Format implements Named {
  /// Markdown for people.
  MD("md"),
  /// The dump as data.
  JSON("json"),
  /// One self-contained page.
  HTML("html"),
  /// What `git apply` takes; also called `diff`.
  PATCH("patch"),
  /// Secrets for code scanning, as SARIF 2.1.0.
  SARIF("sarif");

  private final String id;

  Format(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> aliases() {
    return this == PATCH ? List.of("diff") : List.of();
  }
}
