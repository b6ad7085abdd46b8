package dev.createdump.engine;

import dev.createdump.engine.dump.AuthorTotal;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.GitFacts;
import dev.createdump.engine.insight.AuthorIndex;
import dev.createdump.engine.insight.PathRecord;
import dev.createdump.engine.policy.TreeSettings.With;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.source.Blame;
import dev.createdump.engine.tree.TreeNote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes safe what git knows of the paths of a tree.
final class TreeAuthors {
  private static final long SECONDS_A_DAY = 86_400;

  private static final Comparator<FileAuthors.Share> MOST_FIRST =
      Comparator.comparingInt(FileAuthors.Share::commits)
          .thenComparingInt(share -> share.added() + share.removed())
          .reversed()
          .thenComparing(share -> share.name().value());

  private final TreeHistory history;
  private final long at;
  private final Map<String, SafeText> names = new HashMap<>();
  private final int[] files;
  private final Map<String, FileBlame.Origin> origins = new HashMap<>();
  private final Map<String, Integer> owners = new HashMap<>();

  /// @param at the time to which ages reach, in seconds since 1970
  /// @param redactor makes a name safe
  TreeAuthors(TreeHistory history, long at, Function<String, SafeText> redactor) {
    this.history = history;
    this.at = at;
    for (String name : history.names()) {
      names.put(name, redactor.apply(name));
    }
    this.files = new int[history.authors().all().size()];
  }

  private SafeText name(String name) {
    return names.getOrDefault(name, SafeText.EMPTY);
  }

  /// What is known of a path.
  GitFacts facts(TreeNote note) {
    if (history.asked().isEmpty()) {
      return GitFacts.NONE;
    }
    String path = note.entry().path().text();
    boolean counts = note.state() != FileState.EXCLUDED;
    PathRecord record = history.records().get(path);
    return new GitFacts(
        history.asked().contains(With.HISTORY) ? last(path, record) : null,
        history.asked().contains(With.AUTHORS) ? authors(record, counts) : null,
        history.asked().contains(With.BLAME) ? blame(path) : null);
  }

  private FileHistory last(String path, @Nullable PathRecord record) {
    String status = history.status(path);
    var last = record == null ? null : record.last();
    return last == null
        ? new FileHistory(status, "", 0, 0, SafeText.EMPTY)
        : new FileHistory(
            status,
            last.id().hex(),
            last.authoredAt(),
            days(last.authoredAt()),
            name(last.author()));
  }

  private FileAuthors authors(@Nullable PathRecord record, boolean counts) {
    if (record == null || record.commits() == 0) {
      return FileAuthors.NOBODY;
    }
    List<AuthorIndex.Author> all = history.authors().all();
    List<FileAuthors.Share> shares = new ArrayList<>(record.authors());
    long added = 0;
    long removed = 0;
    for (int i = 0; i < record.authors(); i++) {
      PathRecord.Share share = record.share(i);
      added += share.added();
      removed += share.removed();
      files[share.author()] += counts ? 1 : 0;
      SafeText name = name(all.get(share.author()).name());
      shares.add(new FileAuthors.Share(name, share.commits(), share.added(), share.removed()));
    }
    shares.sort(MOST_FIRST);
    return new FileAuthors(
        record.commits(),
        added,
        removed,
        record.firstAt(),
        record.lastAt(),
        days(record.firstAt()),
        shares);
  }

  private @Nullable FileBlame blame(String path) {
    List<Blame.Lines> lines = history.blame().get(path);
    if (lines == null) {
      return null;
    }
    List<FileBlame.Range> ranges = new ArrayList<>(lines.size());
    Map<String, Integer> byAuthor = new HashMap<>();
    int uncommitted = 0;
    for (Blame.Lines some : lines) {
      Blame.Origin origin = some.origin();
      FileBlame.Range range = new FileBlame.Range(some.from(), some.to(), origin(origin));
      ranges.add(range);
      if (origin == null) {
        uncommitted += range.lines();
      } else {
        byAuthor.merge(origin.author(), range.lines(), Integer::sum);
        owners.merge(origin.author(), range.lines(), Integer::sum);
      }
    }
    return new FileBlame(ranges, uncommitted, shares(byAuthor));
  }

  private FileBlame.@Nullable Origin origin(Blame.@Nullable Origin raw) {
    return raw == null
        ? null
        : origins.computeIfAbsent(
            raw.id(),
            id ->
                new FileBlame.Origin(
                    id, name(raw.author()), raw.authoredAt(), days(raw.authoredAt())));
  }

  private List<FileBlame.Share> shares(Map<String, Integer> byAuthor) {
    List<FileBlame.Share> shares = new ArrayList<>();
    byAuthor.forEach((author, lines) -> shares.add(new FileBlame.Share(name(author), lines)));
    shares.sort(
        Comparator.comparingInt(FileBlame.Share::lines)
            .reversed()
            .thenComparing(share -> share.name().value()));
    return shares;
  }

  /// Whose the lines of all files are that were asked for, most first.
  List<FileBlame.Share> owners() {
    return shares(owners);
  }

  private int days(long since) {
    return (int) Math.max(0, (at - since) / SECONDS_A_DAY);
  }

  /// Everyone, most commits first; once all paths were asked for.
  List<AuthorTotal> totals() {
    List<AuthorTotal> totals = new ArrayList<>();
    List<AuthorIndex.Author> all = history.authors().all();
    for (int i = 0; i < all.size(); i++) {
      AuthorIndex.Author author = all.get(i);
      totals.add(
          new AuthorTotal(
              name(author.name()),
              author.commits(),
              files[i],
              author.added(),
              author.removed(),
              author.firstAt(),
              author.lastAt()));
    }
    totals.sort(
        Comparator.comparingInt(AuthorTotal::commits)
            .reversed()
            .thenComparing(total -> total.name().value()));
    return totals;
  }
}
