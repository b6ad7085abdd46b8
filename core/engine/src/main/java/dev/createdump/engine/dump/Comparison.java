package dev.createdump.engine.dump;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.redact.SafeText;
import java.util.List;

/// How two revisions stand to each other.
///
/// @param base what is compared with
/// @param head what is compared
/// @param mergeBases their best common ancestors; none where there is none
/// @param ahead how many commits head has that base has not
/// @param behind how many base has that head has not
/// @param merges how many of those ahead are merges
/// @param breaking how many of those ahead say that they break something
/// @param commits those ahead, newest first, as many as were asked for
/// @param types by commits; the empty one is that of commits that name none
/// @param issues by commits
/// @param authors of commits ahead that are no merges, most commits first
/// @param files what differs between the merge base and head
/// @param notes what people should know of it
public record Comparison(
    DumpHeader.RepositoryName repository,
    CommitInfo base,
    CommitInfo head,
    List<String> mergeBases,
    int ahead,
    int behind,
    int merges,
    int breaking,
    List<Entry> commits,
    List<Type> types,
    List<IssueTotal> issues,
    List<Author> authors,
    List<File> files,
    List<SafeText> notes,
    String toolVersion) {
  public Comparison {
    mergeBases = List.copyOf(mergeBases);
    commits = List.copyOf(commits);
    types = List.copyOf(types);
    issues = List.copyOf(issues);
    authors = List.copyOf(authors);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /// A commit with what its message says.
  ///
  /// @param files how many paths it changed; of a merge those that none of its parents had so
  public record Entry(
      String id,
      long authoredAt,
      SafeText author,
      SafeText subject,
      SafeText type,
      SafeText scope,
      boolean breaking,
      boolean merge,
      List<Issue> issues,
      List<String> reverts,
      List<SafeText> coAuthors,
      int files,
      long added,
      long removed) {
    public Entry {
      issues = List.copyOf(issues);
      reverts = List.copyOf(reverts);
      coAuthors = List.copyOf(coAuthors);
    }
  }

  /// An issue or request that a message refers to.
  public record Issue(SafeText id, boolean closes) {}

  /// How many commits are of a type.
  public record Type(SafeText name, int commits) {}

  /// How many commits refer to an issue, and whether one says that it closes it.
  public record IssueTotal(SafeText id, int commits, boolean closed) {}

  /// What an author did.
  public record Author(SafeText name, int commits, long added, long removed) {}

  /// A path that differs.
  ///
  /// @param oldPath what it was called; empty unless it was renamed
  /// @param added lines; -1 for files that are no text
  public record File(
      SafeText path, SafeText oldPath, ChangeStatus status, int added, int removed) {}

  /// Lines that files gained in all.
  public long added() {
    long added = 0;
    for (File file : files) {
      added += Math.max(0, file.added());
    }
    return added;
  }

  /// Lines that files lost in all.
  public long removed() {
    long removed = 0;
    for (File file : files) {
      removed += Math.max(0, file.removed());
    }
    return removed;
  }
}
