package dev.createdump.engine.tree;

import dev.createdump.engine.cache.Facts;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.source.Mark;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One thread's way to ask what earlier runs found out.
final class Recollection {
  static final Known NOTHING = new Known(-1, null, 0, null);

  private final FileFacts facts;
  private final TreeSource.Reader reader;
  private final boolean recalls;

  /// @param recalls whether facts serve; else files are only marked, so that a later run can tell
  ///     that none of them changed
  Recollection(FileFacts facts, TreeSource.Reader reader, boolean recalls) {
    this.facts = facts;
    this.reader = reader;
    this.recalls = recalls;
  }

  /// What is known of a path.
  ///
  /// @param index its position among all
  /// @param mark by what its content is recognised; null where it is not
  /// @param at when that was asked, in milliseconds since 1970
  record Known(int index, @Nullable Mark mark, long at, @Nullable Facts facts) {}

  Known of(int index, TreeEntry entry) {
    long now = FileFacts.now();
    try {
      Mark mark = reader.mark(entry);
      facts.marked(index, mark);
      return new Known(index, mark, now, recalls ? facts.known(index, mark) : null);
    } catch (IOException e) {
      // Whoever reads it finds out why, and tells.
      return new Known(index, null, now, null);
    }
  }

  /// Takes the mark alone of a path whose content nobody asks for.
  void mark(int index, TreeEntry entry) {
    try {
      facts.marked(index, reader.mark(entry));
    } catch (IOException e) {
      // What cannot be marked is not content that can change.
    }
  }

  /// Keeps what was found out about a path in which no secret stands.
  void learn(Known known, TreeEntry entry, Facts found) {
    Mark mark = known.mark();
    if (recalls && mark != null) {
      facts.learn(known.index(), entry, mark, known.at(), found);
    }
  }
}
