package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Revisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The commits of a change: the newest of them whole, all of them counted. Raw.
///
/// @param newest at most {@link #MAX_COMMITS}, newest first
/// @param count how many there are
/// @param authors who wrote them, most commits first, then by name and address
record History(List<Commit> newest, int count, List<Author> authors) {
  /// More than anyone reads in a pull request; GitHub's own page ends there too.
  static final int MAX_COMMITS = 250;

  /// Somebody who wrote commits of the change.
  record Author(String name, String email, int commits) {}

  private record Key(String name, String email) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : email.compareTo(other.email);
    }
  }

  static History read(Git git, Revisions.Comparison comparison) throws Failure {
    List<Commit> newest = new ArrayList<>();
    Map<Key, Integer> counts = new TreeMap<>();
    git.log(
        comparison.mergeBase().id(),
        comparison.head().id(),
        commit -> {
          if (newest.size() < MAX_COMMITS) {
            newest.add(commit);
          }
          counts.merge(new Key(commit.authorName(), commit.authorEmail()), 1, Integer::sum);
        });
    List<Author> authors = new ArrayList<>();
    int count = 0;
    for (Map.Entry<Key, Integer> entry : counts.entrySet()) {
      authors.add(new Author(entry.getKey().name(), entry.getKey().email(), entry.getValue()));
      count += entry.getValue();
    }
    authors.sort((one, other) -> Integer.compare(other.commits(), one.commits()));
    return new History(newest, count, authors);
  }
}
