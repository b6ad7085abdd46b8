package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.language.Languages;
import dev.createdump.engine.plugin.PluginProcessor;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.suppress.Suppressions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Reads a whole tree once and looks at every path.
public final class TreeScan {
  /// More are no help to anyone, and would not fit.
  private static final long MOST_FINDINGS = 100_000;

  /// So many files a thread takes at a time.
  private static final int PIECE = 64;

  private final TreeSource source;
  private final TreeSelection selection;
  private final Terms terms;
  private final FileFacts facts;
  private final Room room;

  /// How a tree is looked at.
  ///
  /// @param rules what to look for; without any nothing is scanned
  /// @param suppressions what is not reported; made anew for each thread
  /// @param languages names them
  /// @param maxFileSize what is larger is not shown
  /// @param embed whether content that is no text is shown too
  /// @param archived whether an archive is made, in which everything stands
  /// @param comments whether comments are to be taken out
  /// @param processors make texts of files
  public record Terms(
      Optional<RuleSet> rules,
      Supplier<Suppressions> suppressions,
      Languages languages,
      int maxFileSize,
      boolean embed,
      boolean archived,
      boolean comments,
      List<PluginProcessor> processors) {}

  /// Paths that are looked at one after the other.
  ///
  /// @param from the position of the first among all
  record Piece(int from, List<TreeEntry> entries) {}

  /// @param facts what is known of the files; what is found out is added to it
  /// @param room for content that notes may keep
  public TreeScan(
      TreeSource source, TreeSelection selection, Terms terms, FileFacts facts, Room room) {
    this.source = source;
    this.selection = selection;
    this.terms = terms;
    this.facts = facts;
    this.room = room;
  }

  /// Looks at everything.
  ///
  /// @param done told how many paths were looked at
  /// @return one note a path, in the order of the source
  /// @throws Failure.Scan where there are too many findings to go on
  public List<TreeNote> run(IntConsumer done) throws Failure {
    List<TreeEntry> entries = source.entries();
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < entries.size(); i += PIECE) {
      pieces.add(new Piece(i, entries.subList(i, Math.min(i + PIECE, entries.size()))));
    }
    long[] findings = new long[1];
    List<TreeNote> all = new ArrayList<>(entries.size());
    try {
      InOrder.<Piece, List<TreeNote>>run(
          pieces,
          () -> new Inspection(source, selection, terms, facts, room),
          some -> {
            for (TreeNote note : some) {
              findings[0] += note.sights().size();
              all.add(note);
            }
            if (findings[0] > MOST_FINDINGS) {
              throw new Failure.Scan(
                  "there are more than " + MOST_FINDINGS + " secrets, and the scan was stopped",
                  "Leave paths out with --exclude.");
            }
            done.accept(all.size());
          });
    } catch (IOException e) {
      throw new Failure.Source("cannot read the tree: " + e.getMessage(), "", e);
    }
    return all;
  }
}
