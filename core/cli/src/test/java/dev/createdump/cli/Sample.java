package dev.createdump.cli;

import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.file.Path;

/// A small repository with a change that brings a secret and a to-do, takes a to-do away, and has a
/// title that tries everything.
final class Sample {
  /// Put together here, so that nobody who scans this file finds a secret.
  static final String SECRET = "AKIA" + "Q3EGWZ7PLMX5DYTK";

  /// A title that would steer a terminal, a runner and a Markdown reader.
  static final String HOSTILE =
      "::error::boom \u001b[31m##[add-mask]x \u202e <img src=x> @octocat `| [a](http://e.vil)";

  private Sample() {}

  /// Branches `main` and `feature`, whose head has the given subject.
  static RepoBuilder create(Path directory, String subject) {
    RepoBuilder repo = RepoBuilder.init(directory);
    repo.commit(
        "main",
        "start",
        edits ->
            edits
                .file("src/App.java", "class App {\n  // TODO old thing\n  int a;\n}\n")
                .file("README.md", "# app\n"));
    repo.branch("feature", "main");
    repo.commit(
        "feature",
        subject,
        edits ->
            edits
                .file("src/App.java", "class App {\n  // FIXME new thing\n  int b;\n}\n")
                .file("deploy.env", "AWS_KEY=" + SECRET + "\n")
                .file("docs/a b.md", "```\nfence\n```\n"));
    return repo;
  }

  /// Without anything to be found.
  static RepoBuilder clean(Path directory) {
    RepoBuilder repo = RepoBuilder.init(directory);
    repo.commit("main", "start", edits -> edits.file("a.txt", "one\n"));
    repo.branch("feature", "main");
    repo.commit("feature", "Say two", edits -> edits.file("a.txt", "one\ntwo\n"));
    return repo;
  }
}
