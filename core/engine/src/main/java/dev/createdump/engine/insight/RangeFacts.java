package dev.createdump.engine.insight;

import dev.createdump.engine.source.HistoryWalk;
import dev.createdump.engine.source.LoggedCommit;
import dev.createdump.engine.source.PathTouch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gathers what the commits of a range say and did. Only so many are kept one by one; of the others
/// there are counts.
public final class RangeFacts implements HistoryWalk.Visitor {
  private final int most;
  private final List<Listed> listed = new ArrayList<>();
  private final AuthorIndex authors = new AuthorIndex();
  private final Map<String, Integer> types = new TreeMap<>();
  private final Map<String, IssueCount> issues = new TreeMap<>();
  private int commits;
  private int merges;
  private int breaking;

  /// A commit that is kept.
  ///
  /// @param files how many paths it changed
  public record Listed(
      LoggedCommit commit, MessageFacts message, int files, long added, long removed) {}

  /// How often an issue is referred to.
  public record IssueCount(int commits, boolean closed) {
    private static IssueCount sum(IssueCount one, IssueCount other) {
      return new IssueCount(one.commits + other.commits, one.closed || other.closed);
    }
  }

  /// @param most how many commits are kept
  public RangeFacts(int most) {
    this.most = most;
  }

  @Override
  public boolean wants(LoggedCommit commit) {
    return true;
  }

  @Override
  public boolean visit(LoggedCommit commit, List<PathTouch> touches) {
    MessageFacts message = MessageFacts.of(commit.message(), commit.isMerge());
    long added = 0;
    long removed = 0;
    for (PathTouch touch : touches) {
      added += Math.max(0, touch.added());
      removed += Math.max(0, touch.removed());
    }
    commits++;
    merges += commit.isMerge() ? 1 : 0;
    breaking += message.breaking() ? 1 : 0;
    types.merge(message.type(), 1, Integer::sum);
    for (MessageFacts.Issue issue : message.issues()) {
      issues.merge(issue.id(), new IssueCount(1, issue.closes()), IssueCount::sum);
    }
    if (!commit.isMerge()) {
      authors.count(authors.number(commit.author()), commit, added, removed);
    }
    if (listed.size() < most) {
      listed.add(new Listed(commit.withoutMessage(), message, touches.size(), added, removed));
    }
    return true;
  }

  /// Newest first.
  public List<Listed> listed() {
    return List.copyOf(listed);
  }

  /// Who wrote commits that are no merges.
  public List<AuthorIndex.Author> authors() {
    return authors.all();
  }

  /// Commits by type, the empty one where the message names none.
  public Map<String, Integer> types() {
    return Map.copyOf(types);
  }

  public Map<String, IssueCount> issues() {
    return Map.copyOf(issues);
  }

  public int commits() {
    return commits;
  }

  public int merges() {
    return merges;
  }

  /// How many say that they break something.
  public int breaking() {
    return breaking;
  }
}
