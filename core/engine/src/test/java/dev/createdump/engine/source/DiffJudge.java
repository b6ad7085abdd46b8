package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.testkit.repo.GitPath;
import dev.createdump.testkit.repo.PatchOracle;
import dev.createdump.testkit.repo.RawEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Holds a diff against what git itself says of the same two commits.
final class DiffJudge {
  private static final int RENAME_LIMIT = 1000;

  private final Path scratch;
  private final PatchOracle oracle;

  DiffJudge(Path repository, Path scratch) throws IOException {
    this.scratch = Files.createDirectories(scratch);
    this.oracle = PatchOracle.of(repository, scratch.resolve("oracle"));
  }

  /// The patch applies to `from` and gives the tree of `to`, and the entries are git's.
  ///
  /// @param exactRenames whether the same renames are found as by git, and not merely renames
  void judge(Git git, String from, String to, boolean exactRenames) throws Failure, IOException {
    Path patch = scratch.resolve("change.patch");
    List<FileChange> changes = new ArrayList<>();
    try (RawDiff diff = read(git, from, to);
        OutputStream out = Files.newOutputStream(patch)) {
      for (RawDiff.Entry entry : diff.entries()) {
        changes.add(entry.change());
        entry.section().open().transferTo(out);
      }
    }
    if (exactRenames) {
      assertThat(changes.stream().map(DiffJudge::withoutCopy).toList())
          .isEqualTo(oracle.rawLedger(from, to, "-M", "-l" + RENAME_LIMIT));
    } else {
      assertThat(unfolded(changes)).isEqualTo(oracle.rawLedger(from, to, "--no-renames"));
    }
    assertThat(oracle.treeAfterApplying(from, patch)).isEqualTo(oracle.tree(to));
  }

  static RawDiff read(Git git, String from, String to) throws Failure {
    return RawDiff.read(
        git,
        new ObjectId(from),
        new ObjectId(to),
        new Git.DiffOptions(RENAME_LIMIT),
        (_, _, _) -> {});
  }

  /// A copy is an added path to `git diff --raw -M`.
  private static RawEntry withoutCopy(FileChange change) {
    return change.status() == ChangeStatus.COPIED
        ? added(change)
        : raw(change, change.status().letter(), change.oldPath());
  }

  private static RawEntry raw(FileChange change, char status, RepoPath oldPath) {
    return new RawEntry(
        FileMode.text(change.oldMode()),
        FileMode.text(change.newMode()),
        change.oldId().hex(),
        change.newId().hex(),
        status,
        GitPath.of(oldPath.bytes()),
        GitPath.of(change.path().bytes()));
  }

  private static List<RawEntry> unfolded(List<FileChange> changes) {
    List<RawEntry> entries = new ArrayList<>();
    for (FileChange change : changes) {
      if (change.status() == ChangeStatus.RENAMED) {
        entries.add(deleted(change));
        entries.add(added(change));
      } else {
        entries.add(withoutCopy(change));
      }
    }
    entries.sort(Comparator.comparing(RawEntry::path));
    return entries;
  }

  private static RawEntry added(FileChange change) {
    String none = "0".repeat(change.newId().hex().length());
    GitPath path = GitPath.of(change.path().bytes());
    return new RawEntry(
        "000000", FileMode.text(change.newMode()), none, change.newId().hex(), 'A', path, path);
  }

  private static RawEntry deleted(FileChange change) {
    String none = "0".repeat(change.oldId().hex().length());
    GitPath path = GitPath.of(change.oldPath().bytes());
    return new RawEntry(
        FileMode.text(change.oldMode()), "000000", change.oldId().hex(), none, 'D', path, path);
  }
}
