package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands above the files of a dump.
///
/// @param name the dump's name, the stem of all its files
/// @param title what the change is called, such as the pull request's title
/// @param repository where it happened
/// @param pullRequest the pull or merge request, or null for a plain comparison
/// @param base the tip the change is to be merged into
/// @param mergeBase where head left base; the left side of the diff
/// @param head the tip of the change; the right side of the diff
/// @param commits the commits from merge base to head, newest first, at most the first 250
/// @param commitCount how many there are in all
/// @param authors who wrote them, most commits first, then by name
/// @param statistics counts over all files
/// @param findings what the scan found, in the order of files and lines
/// @param suppressed secrets that are not reported, with what silences them
/// @param expired how many of the findings an entry of the allow-list silenced until it expired
/// @param rules the rules that found something, in the order of their first finding
/// @param ledger every changed path, in the order of `git diff --raw`
/// @param notes what a reader should know of how the dump was made, such as a skipped rename search
/// @param toolVersion the version of create-dump that made it
/// @param tree what a dump of a tree says beyond that; null for a dump of a change
/// @param projects the change by project, in the order of their first paths; empty where the change
///     touches none
public record DumpHeader(
    String name,
    SafeText title,
    RepositoryName repository,
    @Nullable PullRequestInfo pullRequest,
    CommitInfo base,
    CommitInfo mergeBase,
    CommitInfo head,
    List<CommitInfo> commits,
    int commitCount,
    List<AuthorCount> authors,
    Statistics statistics,
    List<DumpFinding> findings,
    List<Suppressed> suppressed,
    int expired,
    List<RuleInfo> rules,
    List<DumpFile.Entry> ledger,
    List<SafeText> notes,
    String toolVersion,
    @Nullable TreeInfo tree,
    List<ProjectShare> projects) {

  public DumpHeader {
    projects = List.copyOf(projects);
    commits = List.copyOf(commits);
    authors = List.copyOf(authors);
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    rules = List.copyOf(rules);
    ledger = List.copyOf(ledger);
    notes = List.copyOf(notes);
  }

  /// The findings for people: secrets first, and of each kind first what the change brings.
  public List<DumpFinding> findingsByWeight() {
    List<DumpFinding> sorted = new ArrayList<>();
    for (DumpFinding.Kind kind : DumpFinding.Kind.values()) {
      for (DumpFinding.Change change : DumpFinding.Change.values()) {
        for (DumpFinding finding : findings) {
          if (finding.kind() == kind && finding.change() == change) {
            sorted.add(finding);
          }
        }
      }
    }
    return sorted;
  }

  /// How many secrets are silenced by what, such as `2 by allow-list, 1 by comment`; empty where
  /// none is.
  public String suppressedTally() {
    return Suppressed.tally(suppressed);
  }

  /// Where a repository lives. Host and owner are empty for one without a remote.
  ///
  /// @param host such as `github.com`
  /// @param owner the owner or group
  /// @param name the repository's own name
  public record RepositoryName(SafeText host, SafeText owner, SafeText name) {
    /// `owner/name`, or the name alone.
    public String slug() {
      return owner.isEmpty() ? name.value() : owner.value() + "/" + name.value();
    }
  }

  /// The pull or merge request under review.
  ///
  /// @param number its number on the forge
  /// @param url where people read it; empty where unknown
  /// @param sourceBranch the branch it comes from
  /// @param targetBranch the branch it goes to
  public record PullRequestInfo(
      long number, SafeText url, SafeText sourceBranch, SafeText targetBranch) {}

  /// How many commits of the change an author wrote.
  public record AuthorCount(SafeText name, SafeText email, int commits) {}
}
