package dev.createdump.dist;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A small pull request with something of everything that the main job handles.
final class TrainingRepository {
  private static final int CLASSES = 20;

  private TrainingRepository() {}

  /// A branch `feature` that left `main`, with edits, a rename, a deletion, a binary file, a to-do
  /// and what looks like a secret.
  static RepoBuilder create(Path directory) {
    RepoBuilder repo = RepoBuilder.init(directory);
    repo.run("remote", "add", "origin", "https://github.com/example/example.git");
    String base =
        repo.commit(
            "main",
            "feat: begin",
            edits -> {
              for (int i = 0; i < CLASSES; i++) {
                edits.file("src/main/java/a/Type" + i + ".java", type(i, "return " + i + ";"));
              }
              edits.file("README.md", "# Example\n\nText.\n");
              edits.file("create-dump.toml", "[scan]\nfail_on = \"never\"\n");
              edits.file("build.gradle", "plugins { id 'java' }\n");
              edits.file("old/gone.py", "# TODO: remove\nprint('old')\n");
              edits.file("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3});
              edits.executable("run.sh", "#!/bin/sh\necho run\n");
            });
    repo.branch("feature", base);
    repo.commit("main", "docs: go on", edits -> edits.file("README.md", "# Example\n\nMore.\n"));
    repo.commit(
        "feature",
        "feat: change much\n\nCo-authored-by: Bo Example <bo@example.org>\n",
        edits -> {
          for (int i = 0; i < CLASSES / 2; i++) {
            edits.file(
                "src/main/java/a/Type" + i + ".java", type(i, "// TODO: more\n    return -1;"));
          }
          edits.rename("build.gradle", "gradle/build.gradle");
          edits.delete("old/gone.py");
          edits.file("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 3, 2, 1});
          edits.file("web/page.html", "<!doctype html>\n<!-- FIXME: later -->\n<p>Grüße</p>\n");
          edits.file("web/app.ts", "export const n: number = 1; // HACK: one\n");
          edits.file("application.properties", "token = ghp_" + "aB3dE6gH9jK2".repeat(3) + "\n");
          edits.file("data.json", "{\"a\": [1, 2, 3]}\n");
        });
    return repo;
  }

  private static String type(int number, String body) {
    return """
    package a;

    /** The type with number %d. */
    public final class Type%d {
      public int value() {
        %s
      }
    }
    """
        .formatted(number, number, body);
  }

  /// The environment of a run of GitHub Actions without a token. The repository's name is left to
  /// its remotes, which a run outside CI reads.
  static Map<String, String> githubRun(Path work, RepoBuilder repo) throws IOException {
    Path event = work.resolve("event.json");
    Files.writeString(
        event,
        """
        {"number": 1, "pull_request": {"number": 1, "title": "A change",
         "html_url": "https://github.com/example/example/pull/1",
         "base": {"ref": "main", "sha": "%s"}, "head": {"ref": "feature", "sha": "%s"}}}
        """
            .formatted(repo.id("main"), repo.id("feature")));
    return Map.of(
        "CI", "true",
        "GITHUB_ACTIONS", "true",
        "GITHUB_EVENT_NAME", "pull_request",
        "GITHUB_EVENT_PATH", event.toString(),
        "GITHUB_RUN_ID", "1",
        "GITHUB_SERVER_URL", "https://github.com",
        "GITHUB_OUTPUT", work.resolve("output.txt").toString(),
        "GITHUB_STEP_SUMMARY", work.resolve("summary.md").toString());
  }
}
