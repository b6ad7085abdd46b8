package dev.createdump.testkit.repo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A repository that holds everything a pull request can hold and that git allows, and whose
/// configuration, hooks, attributes, replacements and grafts are traps.
///
/// `main` went on after the branch `feature` left it, so that the merge base is not main's tip.
/// The index is that of the head; the work tree is empty.
///
/// @param directory the work tree
/// @param base the tip of main
/// @param mergeBase where `feature` left main
/// @param head the tip of `feature`, a commit that claims a signature
/// @param changedPaths every path that differs between merge base and head, in byte order
public record HostileRepository(
    Path directory, String base, String mergeBase, String head, List<GitPath> changedPaths) {

  private static final String MESSAGE =
      """
      \u202eeltit <script>alert(1)</script> @octocat `id` \u001b[31m

      Co-authored-by: "Eve\\" <eve@example.org>
      -->]]>
      """;

  private static final String IDENTITY =
      """
      author Eve <eve@example.org> 1700000000 +0000
      committer Eve <eve@example.org> 1700000000 +0000
      """;

  private static final String SIGNATURE =
      """
      gpgsig -----BEGIN PGP SIGNATURE-----
      \s
       bm90IG9uZQ==
       -----END PGP SIGNATURE-----
      """;

  /// Builds the repository; always the same, to the ids.
  ///
  /// @param directory empty or absent
  public static HostileRepository create(Path directory) throws IOException {
    TreePair trees = new TreePair();
    HostileNames.addTo(trees);
    HostileKinds.addTo(trees);
    HostileContents.addTo(trees);
    trees.unchanged("README.md", TreeEntry.file("# quiet\n"));

    RepoBuilder repo = RepoBuilder.init(directory);
    repo.commit("main", "root", edits -> edits.file("README.md", "# quiet\n"));
    String mergeBase = repo.commit("main", "merge base", edits -> edits.tree(trees.before));
    repo.branch("feature", mergeBase);
    repo.commit("feature", "on the way", edits -> edits.file("README.md", "to be undone\n"));
    repo.commit("feature", MESSAGE, edits -> edits.tree(trees.after));
    String head = sign(repo);
    String base = divergeMain(repo);
    repo.run("symbolic-ref", "HEAD", "refs/heads/feature");
    repo.run("read-tree", head);
    setHistoryTraps(repo, base, head);
    new HostileConfig(directory.resolve(".git")).install();
    return new HostileRepository(directory, base, mergeBase, head, trees.changedPaths());
  }

  /// The program traps that something ran; empty after whoever obeys nothing of the repository.
  public List<Path> trippedCanaries() {
    return new HostileConfig(directory.resolve(".git")).tripped();
  }

  /// Replaces the branch's tip by the same commit with a signature, so that showing it may run gpg.
  private static String sign(RepoBuilder repo) {
    String commit =
        new String(
            repo.runBytes(new byte[0], "cat-file", "commit", "feature"), StandardCharsets.UTF_8);
    int endOfHeaders = commit.indexOf("\n\n") + 1;
    String signed = commit.substring(0, endOfHeaders) + SIGNATURE + commit.substring(endOfHeaders);
    byte[] id =
        repo.runBytes(
            signed.getBytes(StandardCharsets.UTF_8),
            "hash-object",
            "-t",
            "commit",
            "-w",
            "--stdin");
    repo.branch("feature", new String(id, StandardCharsets.US_ASCII).strip());
    return repo.id("feature");
  }

  /// Main adds, changes and deletes what the branch touches too.
  private static String divergeMain(RepoBuilder repo) {
    repo.commit("main", "main goes on", edits -> edits.file("only on main.txt", "x\n"));
    return repo.commit(
        "main",
        "main changes what the branch changes",
        edits -> edits.file("ends/crlf", "main\n").delete("modes/made plain"));
  }

  /// Whoever follows these sees an empty head, or main's tip as the merge base.
  private static void setHistoryTraps(RepoBuilder repo, String base, String head)
      throws IOException {
    byte[] nothing = {};
    String emptyTree =
        new String(repo.runBytes(nothing, "mktree"), StandardCharsets.US_ASCII).strip();
    byte[] fake =
        ("tree " + emptyTree + "\n" + IDENTITY + SIGNATURE + "\nfake\n")
            .getBytes(StandardCharsets.UTF_8);
    String fakeId =
        new String(
                repo.runBytes(fake, "hash-object", "-t", "commit", "-w", "--stdin"),
                StandardCharsets.US_ASCII)
            .strip();
    repo.run("update-ref", "refs/replace/" + head, fakeId);
    Files.createDirectories(repo.directory().resolve(".git/info"));
    Files.writeString(repo.directory().resolve(".git/info/grafts"), head + " " + base + "\n");
  }
}
