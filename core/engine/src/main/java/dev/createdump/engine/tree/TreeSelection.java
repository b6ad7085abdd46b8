package dev.createdump.engine.tree;

import dev.createdump.engine.language.Languages;
import dev.createdump.engine.source.Selection;
import dev.createdump.engine.source.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which paths of a tree are dumped. A path must pass every condition; the first that it does not
/// pass is the reason it is left out.
public final class TreeSelection {
  private final Selection patterns;
  private final Conditions conditions;
  private final Known known;

  /// Languages that were seen; read when all threads are done.
  private final Set<String> seen = new HashSet<>();

  /// Values of a key, and where they were written down.
  public record Given(String key, List<String> values, String origin) {
    public Given {
      values = List.copyOf(values);
    }

    String words(int index) {
      return key + " \"" + values.get(index) + "\" of " + origin;
    }
  }

  /// Conditions on paths and content.
  private record Conditions(
      Expressions match,
      Expressions contains,
      Expressions lacks,
      Given languages,
      SizeLimits sizes) {}

  /// What is known of paths beforehand.
  ///
  /// @param left those that are left out whatever they are like, with the reasons
  /// @param remarks what is said of those that are dumped
  /// @param taking by what those are taken that are not left out; empty where nothing was asked for
  public record Known(Map<String, String> left, Map<String, String> remarks, List<String> taking) {
    public Known {
      left = Map.copyOf(left);
      remarks = Map.copyOf(remarks);
      taking = List.copyOf(taking);
    }
  }

  /// A path is dumped where all of these let it pass.
  ///
  /// @param match one must be in the path
  /// @param contains one must be in the content
  /// @param lacks none may be in the content
  /// @param languages the content must be in one of them
  /// @param sizes the content must be neither larger nor smaller
  public TreeSelection(
      Selection patterns,
      Expressions match,
      Expressions contains,
      Expressions lacks,
      Given languages,
      SizeLimits sizes,
      Known known) {
    this.patterns = patterns;
    this.conditions = new Conditions(match, contains, lacks, languages, sizes);
    this.known = known;
  }

  /// A way to ask, of one thread.
  ///
  /// @param names tells the language of a path
  Asker asker(Languages names) {
    return new Asker(names);
  }

  /// What to say of conditions that nothing met.
  public List<String> idle() {
    List<String> idle = new ArrayList<>();
    for (Selection.Idle pattern : patterns.idle()) {
      idle.add(pattern.says());
    }
    conditions.match().idle("no path", idle);
    conditions.contains().idle("no content", idle);
    conditions.lacks().idle("no content", idle);
    conditions.sizes().idle(idle);
    Given languages = conditions.languages();
    for (int i = 0; i < languages.values().size(); i++) {
      if (!seen.contains(languages.values().get(i))) {
        idle.add(languages.words(i) + " is the language of no file");
      }
    }
    return idle;
  }

  /// Which of the conditions let a path in that is not left out; empty where there are none.
  public String taking(String path) {
    List<String> taking = new ArrayList<>();
    patterns.inclusion(path).ifPresent(taking::add);
    Expressions match = conditions.match();
    if (!match.isEmpty()) {
      int found = match.new Search().first(path.getBytes(StandardCharsets.UTF_8));
      taking.add(match.words(Math.max(0, found)));
    }
    for (Expressions content : List.of(conditions.contains(), conditions.lacks())) {
      if (!content.isEmpty()) {
        taking.add(content.key() + " of " + content.origin());
      }
    }
    if (!conditions.languages().values().isEmpty()) {
      taking.add(conditions.languages().key() + " of " + conditions.languages().origin());
    }
    conditions.sizes().taking(taking);
    taking.addAll(known.taking());
    return String.join(", ", taking);
  }

  /// One thread's way to ask.
  final class Asker {
    private final Languages names;
    private final Expressions.Search match = conditions.match().new Search();
    private final Expressions.Search contains = conditions.contains().new Search();
    private final Expressions.Search lacks = conditions.lacks().new Search();

    private Asker(Languages names) {
      this.names = names;
    }

    /// Why a path is left out, as far as its content need not be known.
    Optional<String> byPath(TreeEntry entry) {
      String path = entry.path().text();
      Optional<String> excluded = patterns.exclusion(path);
      if (excluded.isPresent()) {
        return excluded;
      }
      String reason = known.left().get(path);
      if (reason == null && !conditions.match().isEmpty()) {
        reason =
            match.first(path.getBytes(StandardCharsets.UTF_8)) < 0
                ? none(conditions.match().key(), "matches its path", conditions.match().origin())
                : null;
      }
      return Optional.ofNullable(reason == null ? withoutContent(entry) : reason);
    }

    /// A language may be known from the path alone; what has no content has none.
    private @Nullable String withoutContent(TreeEntry entry) {
      if (entry.hasContent()) {
        String path = entry.path().text();
        return conditions.languages().values().isEmpty() || names.needsContent(path)
            ? null
            : language(names.classify(path, new byte[0]));
      }
      if (!conditions.languages().values().isEmpty()) {
        return language("");
      }
      Expressions wanted = conditions.contains();
      return wanted.isEmpty()
          ? conditions.sizes().withoutContent()
          : none(wanted.key(), "matches its content", wanted.origin());
    }

    private @Nullable String language(String language) {
      Given wanted = conditions.languages();
      if (wanted.values().isEmpty()) {
        return null;
      }
      for (String one : wanted.values()) {
        if (one.equalsIgnoreCase(language)) {
          synchronized (seen) {
            seen.add(one);
          }
          return null;
        }
      }
      String is = language.isEmpty() ? "no known language" : language;
      return "its language is " + is + ", none of " + wanted.key() + " (" + wanted.origin() + ")";
    }

    /// Whether the content of files decides, beyond what is known of a file otherwise.
    boolean asksForContent() {
      return !conditions.contains().isEmpty() || !conditions.lacks().isEmpty();
    }

    /// What is said of a path that is dumped; empty for nothing.
    String remark(TreeEntry entry) {
      return known.remarks().getOrDefault(entry.path().text(), "");
    }

    /// Why a file is left out whose content is not at hand.
    Optional<String> byFacts(String language, long size) {
      String reason = conditions.sizes().exclusion(size);
      return Optional.ofNullable(reason == null ? language(language) : reason);
    }

    /// Why a file is left out that is too large to be searched: nobody can tell whether it is
    /// meant.
    Optional<String> unsearched(String language, long size) {
      Optional<String> reason = byFacts(language, size);
      if (reason.isPresent() || !asksForContent()) {
        return reason;
      }
      Expressions asking =
          conditions.contains().isEmpty() ? conditions.lacks() : conditions.contains();
      return Optional.of(
          "its "
              + size
              + " bytes are too many to be searched, as "
              + asking.key()
              + " asks ("
              + asking.origin()
              + ")");
    }

    /// Why a file is left out whose content is known.
    ///
    /// @param size of the file, in bytes
    /// @param text as UTF-8 where it is text
    Optional<String> byContent(String language, long size, byte[] text) {
      String reason = byFacts(language, size).orElse(null);
      if (reason == null && !conditions.lacks().isEmpty()) {
        int found = lacks.first(text);
        reason = found < 0 ? null : conditions.lacks().words(found) + " matches its content";
      }
      Expressions wanted = conditions.contains();
      if (reason == null && !wanted.isEmpty() && contains.first(text) < 0) {
        reason = none(wanted.key(), "matches its content", wanted.origin());
      }
      return Optional.ofNullable(reason);
    }

    private static String none(String key, String what, String origin) {
      return "no expression of " + key + " " + what + " (" + origin + ")";
    }
  }
}
