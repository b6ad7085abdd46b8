package dev.createdump.engine.source;

import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// Which changed paths the dump shows, by patterns as gitignore(5) reads them: the last pattern
/// that matches a path or a directory above it decides, `!` takes back.
public final class Selection {
  private final Patterns include;
  private final Patterns exclude;

  private Selection(Patterns include, Patterns exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /// Patterns and where they were written down.
  ///
  /// @param patterns as gitignore(5) reads them
  /// @param origin such as `create-dump.toml:4:1`, for the ledger's reasons
  public record Patterns(List<String> patterns, String origin) {
    public Patterns {
      patterns = List.copyOf(patterns);
    }

    /// The pattern that decides, where it selects; nothing where none does or one takes back.
    private Optional<String> deciding(String path) {
      Optional<String> deciding = Optional.empty();
      for (String pattern : patterns) {
        FastIgnoreRule rule = new FastIgnoreRule(pattern);
        if (matches(rule, path)) {
          deciding = rule.getResult() ? Optional.of(pattern) : Optional.empty();
        }
      }
      return deciding;
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
    return new Selection(include, exclude);
  }

  /// Why a path is left out, in words that name the rule; nothing where it is shown.
  public Optional<String> exclusion(String path) {
    Optional<String> excluding = exclude.deciding(path);
    if (excluding.isPresent()) {
      return Optional.of("select.exclude \"" + excluding.get() + "\" of " + exclude.origin());
    }
    if (include.patterns().isEmpty() || include.deciding(path).isPresent()) {
      return Optional.empty();
    }
    return Optional.of("no pattern of select.include matches (" + include.origin() + ")");
  }
}
