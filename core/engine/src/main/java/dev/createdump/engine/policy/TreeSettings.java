package dev.createdump.engine.policy;

import java.util.List;
import java.util.Locale;

/// How a whole tree is dumped, beside what holds for changes too.
///
/// @param match expressions, one of which a path must match; none for all paths
/// @param contains expressions, one of which a file's content must match; none for all files
/// @param notContains expressions that leave a file out when one matches its content
/// @param languages the languages that are taken; none for all files
/// @param minSize how many bytes a file must have at least; 0 for any
/// @param maxSize how many bytes a file may have; 0 for any
/// @param exportIgnore whether what `git archive` leaves out is left out
/// @param lineNumbers whether lines are numbered
/// @param tokens whether tokens are counted
/// @param maxTokens of each part; 0 where nothing is parted
/// @param with what is said of each path beside
/// @param commits by which commits files are taken
public record TreeSettings(
    List<String> match,
    List<String> contains,
    List<String> notContains,
    List<String> languages,
    long minSize,
    long maxSize,
    boolean exportIgnore,
    Order order,
    Toc toc,
    List<Strip> strip,
    boolean lineNumbers,
    boolean tokens,
    Tokenizer tokenizer,
    int maxTokens,
    List<With> with,
    Commits commits) {
  public TreeSettings {
    match = List.copyOf(match);
    contains = List.copyOf(contains);
    notContains = List.copyOf(notContains);
    languages = List.copyOf(languages);
    strip = List.copyOf(strip);
    with = List.copyOf(with);
  }

  static TreeSettings of(Values values) {
    return new TreeSettings(
        values.get(Keys.TREE_MATCH),
        values.get(Keys.TREE_CONTAINS),
        values.get(Keys.TREE_NOT_CONTAINS),
        values.get(Keys.TREE_LANGUAGES),
        values.get(Keys.TREE_MIN_SIZE),
        values.get(Keys.TREE_MAX_SIZE),
        values.get(Keys.TREE_EXPORT_IGNORE),
        values.get(Keys.TREE_ORDER),
        values.get(Keys.TREE_TOC),
        values.get(Keys.TREE_STRIP),
        values.get(Keys.TREE_LINE_NUMBERS),
        values.get(Keys.TREE_TOKENS),
        values.get(Keys.TREE_TOKENIZER),
        values.get(Keys.TREE_MAX_TOKENS),
        values.get(Keys.TREE_WITH),
        new Commits(
            values.get(Keys.TREE_COMMIT),
            values.get(Keys.TREE_AUTHOR),
            values.get(Keys.TREE_SINCE),
            values.get(Keys.TREE_UNTIL)));
  }

  /// Conditions on commits, as they were written; what is empty is none.
  public record Commits(String commit, String author, String since, String until) {}

  /// In which order files stand.
  public enum Order implements Named {
    PATH,
    IMPORTANCE;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How documents list their contents.
  public enum Toc implements Named {
    LIST,
    TREE,
    NONE;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What can be taken out of files.
  public enum Strip implements Named {
    COMMENTS,
    BLANK_LINES;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What is said of each path beside its content.
  public enum With implements Named {
    HISTORY,
    AUTHORS,
    BLAME;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Encodings of text as tokens.
  public enum Tokenizer implements Named {
    O200K_BASE,
    CL100K_BASE,
    P50K_BASE,
    R50K_BASE;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
