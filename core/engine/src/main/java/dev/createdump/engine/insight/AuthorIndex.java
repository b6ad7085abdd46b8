package dev.createdump.engine.insight;

import dev.createdump.engine.source.LoggedCommit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everyone who wrote a commit, by name, with what all their commits did. Raw.
public final class AuthorIndex {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Author> authors = new ArrayList<>();

  /// Someone who wrote commits.
  public static final class Author {
    private final String name;
    private int commits;
    private long added;
    private long removed;
    private long firstAt = Long.MAX_VALUE;
    private long lastAt;

    private Author(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    /// How many commits changed something; merges are not counted.
    public int commits() {
      return commits;
    }

    public long added() {
      return added;
    }

    public long removed() {
      return removed;
    }

    /// When the first was written, in seconds since 1970.
    public long firstAt() {
      return Math.min(firstAt, lastAt);
    }

    public long lastAt() {
      return lastAt;
    }
  }

  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    authors.add(new Author(name));
    numbers.put(name, authors.size() - 1);
    return authors.size() - 1;
  }

  void count(int number, LoggedCommit commit, long added, long removed) {
    Author author = authors.get(number);
    author.commits++;
    author.added += added;
    author.removed += removed;
    author.firstAt = Math.min(author.firstAt, commit.authoredAt());
    author.lastAt = Math.max(author.lastAt, commit.authoredAt());
  }

  /// By their numbers.
  public List<Author> all() {
    return List.copyOf(authors);
  }
}
