package dev.createdump.testkit.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What git itself says about a change, whatever the repository configures.
///
/// Works in a repository of its own that borrows the other one's objects, and nothing else: no
/// refs, replacements, grafts, hooks or configuration. Attributes of the tree have no effect on the
/// work tree, because the oracle's own attributes stand above them.
public final class PatchOracle {
  private static final byte[] NO_INPUT = {};

  private final GitCommand git;

  private PatchOracle(GitCommand git) {
    this.git = git;
  }

  /// @param repository the work tree or git directory of the repository to judge
  /// @param scratch an empty or absent directory; left behind
  public static PatchOracle of(Path repository, Path scratch) throws IOException {
    Files.createDirectories(scratch);
    GitCommand source = new GitCommand(repository);
    Path objects =
        repository.resolve(source.text("rev-parse", "--git-path", "objects")).toAbsolutePath();
    GitCommand git = new GitCommand(scratch).with(Map.of("GIT_NO_REPLACE_OBJECTS", "1"));
    String format = source.text("rev-parse", "--show-object-format");
    git.text("init", "--quiet", "--object-format=" + format);
    Files.writeString(scratch.resolve(".git/objects/info/alternates"), objects.normalize() + "\n");
    Files.createDirectories(scratch.resolve(".git/info"));
    Files.writeString(
        scratch.resolve(".git/info/attributes"),
        "* -text !eol !filter !ident !diff !working-tree-encoding\n");
    return new PatchOracle(git);
  }

  /// The tree that `git apply --index --binary` makes of the merge base's work tree.
  ///
  /// @throws IllegalStateException with git's words, when the patch does not apply
  public String treeAfterApplying(String mergeBase, Path patch) {
    git.text("read-tree", "--reset", "-u", mergeBase);
    // An empty patch is what an empty change looks like; git apply alone calls it an error.
    git.text("apply", "--index", "--binary", "--allow-empty", patch.toAbsolutePath().toString());
    return git.text("write-tree");
  }

  /// The tree of a commit as it was written, replacements ignored.
  public String tree(String commit) {
    return git.text("rev-parse", "--verify", commit + "^{tree}");
  }

  /// The entries of `git diff --raw -z --no-ext-diff` between two commits, in git's order.
  ///
  /// @param options more of git diff's options, such as `-M` and `-C`
  public List<RawEntry> rawLedger(String from, String to, String... options) {
    return RawEntry.parse(diff(from, to, List.of("--raw", "-z", "--no-abbrev"), options));
  }

  /// git's own patch with whole ids and binary content.
  public byte[] patch(String from, String to, String... options) {
    return diff(from, to, List.of("--patch", "--binary", "--full-index"), options);
  }

  private byte[] diff(String from, String to, List<String> format, String... options) {
    List<String> arguments = new ArrayList<>(List.of("diff", "--no-ext-diff", "--no-textconv"));
    arguments.addAll(format);
    arguments.addAll(List.of(from, to));
    arguments.addAll(List.of(options));
    return git.run(NO_INPUT, arguments);
  }
}
