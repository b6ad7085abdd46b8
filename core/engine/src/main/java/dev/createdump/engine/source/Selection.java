package dev.createdump.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.jspecify.annotations.Nullable;

/// Which changed paths the dump shows, by patterns as gitignore(5) reads them: the last pattern
/// that matches a path or a directory above it decides, `!` takes back.
public final class Selection {
  private final Rules include;
  private final Rules exclude;

  /// What stands before the paths that are asked about; null where they are those of a whole tree.
  private final @Nullable String above;

  private Selection(Rules include, Rules exclude, @Nullable String above) {
    this.include = include;
    this.exclude = exclude;
    this.above = above;
  }

  /// Patterns and where they were written down.
  ///
  /// @param patterns as gitignore(5) reads them
  /// @param origin such as `create-dump.toml:4:1`, for the ledger's reasons
  /// @param base what stands before the paths they speak of, such as `services/pay/`; empty for
  ///     the repository as a whole
  public record Patterns(List<String> patterns, String origin, String base) {
    public Patterns {
      patterns = List.copyOf(patterns);
    }

    /// Patterns of paths from the root of the repository.
    public Patterns(List<String> patterns, String origin) {
      this(patterns, origin, "");
    }
  }

  /// A pattern that matched no path that was asked about, or took back none.
  ///
  /// @param key of the configuration
  public record Idle(String key, String pattern, String origin) {
    /// For people, with what is meant most often.
    public String says() {
      String name = key + " \"" + pattern + "\" of " + origin;
      if (pattern.startsWith("!")) {
        return name
            + " takes back nothing: no pattern before it matches such a path"
            + (key.equals("select.include") ? "; what leaves paths out is select.exclude" : "");
      }
      String hint = "";
      if (pattern.startsWith("./")) {
        hint = "; patterns are no paths: leave out the ./";
      } else if (pattern.indexOf('\\') >= 0) {
        hint = "; names are parted by /, and \\ takes a character's meaning away";
      } else if (pattern.startsWith("/") && pattern.indexOf('/', 1) > 0) {
        hint = "; a / at the start means the top of the tree";
      }
      return name + " matches no path" + hint;
    }
  }

  /// Patterns, understood. Several threads may ask.
  private static final class Rules {
    private final Patterns given;
    private final List<FastIgnoreRule> rules = new ArrayList<>();

    /// Only ever set to true, and read when all threads are done.
    private final boolean[] used;

    Rules(Patterns given) {
      this.given = given;
      used = new boolean[given.patterns().size()];
      for (String pattern : given.patterns()) {
        rules.add(new FastIgnoreRule(pattern));
      }
    }

    /// The pattern that decides, where it selects; nothing where none does or one takes back.
    Optional<String> deciding(String whole) {
      String path = whole.startsWith(given.base()) ? whole.substring(given.base().length()) : whole;
      Optional<String> deciding = Optional.empty();
      for (int i = 0; i < used.length; i++) {
        if (matches(rules.get(i), path)) {
          boolean takes = rules.get(i).getResult();
          used[i] |= takes || deciding.isPresent();
          deciding = takes ? Optional.of(given.patterns().get(i)) : Optional.empty();
        }
      }
      return deciding;
    }

    void idle(String key, List<Idle> idle) {
      for (int i = 0; i < used.length; i++) {
        if (!used[i]) {
          idle.add(new Idle(key, given.patterns().get(i), given.origin()));
        }
      }
    }

    private static boolean matches(FastIgnoreRule rule, String path) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (rule.isMatch(path.substring(0, slash), true, true)) {
          return true;
        }
      }
      return rule.isMatch(path, false, true);
    }
  }

  /// @param include what is shown; no pattern means everything
  /// @param exclude what is left out of that
  public static Selection of(Patterns include, Patterns exclude) {
    return new Selection(new Rules(include), new Rules(exclude), null);
  }

  /// The same for a part of the tree. What patterns of the whole match may be in other parts, so
  /// that only those of projects are ever idle here.
  ///
  /// @param directory what stands before the paths that are asked about, such as `services/pay/`
  public Selection below(String directory) {
    return new Selection(new Rules(include.given), new Rules(exclude.given), directory);
  }

  /// Why a path is left out, in words that name the rule; nothing where it is shown.
  public Optional<String> exclusion(String within) {
    String path = above == null ? within : above + within;
    Optional<String> excluding = exclude.deciding(path);
    if (excluding.isPresent()) {
      return Optional.of("select.exclude \"" + excluding.get() + "\" of " + exclude.given.origin());
    }
    if (include.rules.isEmpty() || include.deciding(path).isPresent()) {
      return Optional.empty();
    }
    return Optional.of("no pattern of select.include matches (" + include.given.origin() + ")");
  }

  /// The pattern that takes a path, in words; nothing where every path is taken.
  public Optional<String> inclusion(String within) {
    return include
        .deciding(above == null ? within : above + within)
        .map(pattern -> "select.include \"" + pattern + "\" of " + include.given.origin());
  }

  /// The patterns that matched nothing so far.
  public List<Idle> idle() {
    List<Idle> idle = new ArrayList<>();
    if (above == null || !include.given.base().isEmpty()) {
      include.idle("select.include", idle);
    }
    if (above == null || !exclude.given.base().isEmpty()) {
      exclude.idle("select.exclude", idle);
    }
    return idle;
  }
}
