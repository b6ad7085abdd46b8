package dev.createdump.engine.sweep;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.scan.TooManyFindingsException;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.FileChange;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.RawDiff;
import dev.createdump.engine.source.SectionFacts;
import dev.createdump.engine.suppress.Candidate;
import dev.createdump.engine.suppress.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Scans what each commit of a range changes, the oldest first, for secrets that the range as a
/// whole need not show: what one commit adds and a later one takes away stays in the history.
///
/// A merge brings what none of its parents has; the rest is its parents' and is looked at there,
/// where they are in the range. Names and messages are scanned too.
public final class HistorySweep {
  /// Renames matter to nobody here; exact ones cost nothing.
  private static final Git.DiffOptions OPTIONS = new Git.DiffOptions(1);

  private static final int SECTION_BYTES = 4 << 20;

  private final Git git;
  private final Scanner scanner;
  private final Map<FoundValue, Leak> first = new LinkedHashMap<>();
  private final Set<FoundValue> there = new HashSet<>();
  private long commits;

  private HistorySweep(Git git, RuleSet rules) {
    this.git = git;
    this.scanner = new Scanner(rules);
  }

  /// What a sweep found.
  ///
  /// @param leaks each secret once, where it comes in first
  /// @param commits how many commits were looked at
  public record Result(List<Leak> leaks, long commits) {
    public Result {
      leaks = List.copyOf(leaks);
    }
  }

  /// Scans the commits that are reachable from one commit and not from another.
  ///
  /// @param base what was there before, null for nothing
  /// @throws Failure.Source where the history cannot be read
  public static Result of(Git git, @Nullable ObjectId base, ObjectId head, RuleSet rules)
      throws Failure {
    HistorySweep sweep = new HistorySweep(git, rules);
    List<Commit> newest = new ArrayList<>();
    git.log(base, head, newest::add);
    for (Commit commit : oldestFirst(newest)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Failure.Cancelled();
      }
      sweep.commit(commit);
    }
    return new Result(List.copyOf(sweep.first.values()), sweep.commits);
  }

  /// Parents before children, whatever the clocks of their authors said.
  private static List<Commit> oldestFirst(List<Commit> newestFirst) {
    Map<ObjectId, Commit> open = new HashMap<>();
    newestFirst.forEach(commit -> open.put(commit.id(), commit));
    List<Commit> ordered = new ArrayList<>();
    for (Commit start : newestFirst.reversed()) {
      List<Commit> path = new ArrayList<>();
      path.add(start);
      while (!path.isEmpty()) {
        Commit commit = path.getLast();
        Commit before = open.containsKey(commit.id()) ? openParent(commit, open) : null;
        if (before != null) {
          path.add(before);
        } else {
          path.removeLast();
          if (open.remove(commit.id()) != null) {
            ordered.add(commit);
          }
        }
      }
    }
    return ordered;
  }

  private static @Nullable Commit openParent(Commit commit, Map<ObjectId, Commit> open) {
    for (ObjectId parent : commit.parents()) {
      Commit found = open.get(parent);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private void commit(Commit commit) throws Failure {
    commits++;
    message(commit);
    if (commit.parents().size() < 2) {
      ObjectId parent = commit.parents().isEmpty() ? git.emptyTree() : commit.parents().getFirst();
      changes(parent, commit, null);
      return;
    }
    Set<FileChange.Result> own = null;
    for (ObjectId parent : commit.parents()) {
      Set<FileChange.Result> changed = results(parent, commit);
      if (own == null) {
        own = changed;
      } else {
        own.retainAll(changed);
      }
    }
    if (own != null && !own.isEmpty()) {
      changes(commit.parents().getFirst(), commit, own);
    }
  }

  private void message(Commit commit) {
    String text = commit.subject() + "\n\n" + commit.body();
    String who = commit.authorName() + " <" + commit.authorEmail() + ">";
    for (String part : List.of(text, who)) {
      for (Finding finding : scanner.scanText(part.getBytes(StandardCharsets.UTF_8))) {
        String place = "commit " + commit.id().abbreviated();
        add(new Leak(finding, commit.id(), place, false, List.of()));
      }
    }
  }

  /// The paths that a commit leaves other than a parent has them.
  private Set<FileChange.Result> results(ObjectId parent, Commit commit) throws Failure {
    Set<FileChange.Result> results = new HashSet<>();
    RawDiff.read(
            git,
            parent,
            commit.id(),
            OPTIONS,
            (_, entry, _) -> results.add(entry.change().result()))
        .close();
    return results;
  }

  private void changes(ObjectId parent, Commit commit, @Nullable Set<FileChange.Result> own)
      throws Failure {
    Map<Integer, List<Leak>> found = new java.util.TreeMap<>();
    Set<FoundValue> gone = new HashSet<>();
    RawDiff.read(
            git,
            parent,
            commit.id(),
            OPTIONS,
            (index, entry, _) -> {
              if (own == null || own.contains(entry.change().result())) {
                found.put(index, entry(entry, commit, gone));
              }
            })
        .close();
    // What is taken away was there before, unless this very range brought it.
    for (FoundValue value : gone) {
      if (!first.containsKey(value)) {
        there.add(value);
      }
    }
    found.values().forEach(leaks -> leaks.forEach(this::add));
  }

  private void add(Leak leak) {
    if (!there.contains(leak.finding().value())) {
      first.putIfAbsent(leak.finding().value(), leak);
    }
  }

  private List<Leak> entry(RawDiff.Entry entry, Commit commit, Set<FoundValue> gone)
      throws IOException, Failure {
    FileChange change = entry.change();
    String path = change.path().text();
    List<Leak> leaks = new ArrayList<>();
    scanner.enter(path);
    for (Finding finding : section(entry, commit)) {
      switch (finding.change()) {
        case INTRODUCED -> {
          List<Candidate.Line> lines = Lines.of(entry.section(), finding);
          leaks.add(new Leak(finding, commit.id(), path, true, lines));
        }
        case RESOLVED -> gone.add(finding.value());
        case PRESENT -> gone.add(finding.value());
      }
    }
    if (isBinary(entry)) {
      for (Finding finding : blob(change.oldMode(), change.oldId())) {
        gone.add(finding.value());
      }
      for (Finding finding : blob(change.newMode(), change.newId())) {
        leaks.add(new Leak(finding, commit.id(), path, true, List.of()));
      }
    }
    scanner.enter("");
    return leaks;
  }

  private List<Finding> section(RawDiff.Entry entry, Commit commit) throws IOException, Failure {
    try (InputStream in = entry.section().open()) {
      return entry.section().length() <= SECTION_BYTES
          ? scanner.scanPatch(entry.section().bytes())
          : scanner.scanPatchStream(in);
    } catch (TooManyFindingsException e) {
      throw new Failure.Scan(
          "a file of commit " + commit.id().abbreviated() + " cannot be scanned: " + e.getMessage(),
          "Name a range without that commit.");
    }
  }

  private static boolean isBinary(RawDiff.Entry entry) throws IOException {
    return entry.section().length() <= SECTION_BYTES
        ? SectionFacts.of(entry.section().bytes()).binary()
        : dev.createdump.engine.source.LargeSection.facts(entry.section()).binary();
  }

  private List<Finding> blob(int mode, ObjectId id) throws IOException, Failure {
    if (id.isNull() || mode == FileMode.SUBMODULE) {
      return List.of();
    }
    Optional<byte[]> small = git.blob(id, SECTION_BYTES);
    if (small.isPresent()) {
      return scanner.scanText(small.get());
    }
    try (InputStream in = git.openBlob(id)) {
      return scanner.scanStream(in);
    }
  }
}
