package dev.createdump.engine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of a scan and the automaton over their keywords. Immutable: all threads share one.
///
/// Where two rules claim the same bytes, the one that stands first in the file is right.
public final class RuleSet {
  /// Where one of these stands, the line may hold a name and a value, written with escapes.
  private static final String[] ESCAPES = {"%3d", "%3a", "%22", "\\u00", "\\x"};

  private final List<Rule> rules;
  private final int ownRules;
  private final List<ForeignScanner> foreign;
  private final KeywordAutomaton automaton;
  private final int[][] rulesOfKeyword;
  private final int[] keywordLengths;
  private final int firstEscape;
  private final int[] always;
  private final int[] searching;
  private final boolean paths;

  private RuleSet(List<Rule> rules) {
    this(rules, List.of());
  }

  private RuleSet(List<Rule> own, List<ForeignScanner> foreign) {
    this.rules = foreign.isEmpty() ? own : joined(own, foreign);
    this.ownRules = own.size();
    this.foreign = foreign;
    Map<String, int[]> byKeyword = new LinkedHashMap<>();
    int[] unconditional = new int[0];
    int[] unanchored = new int[0];
    boolean somePath = false;
    for (int i = 0; i < ownRules; i++) {
      somePath |= rules.get(i).isForSomePaths();
      if (rules.get(i).keywords().isEmpty()) {
        unconditional = joined(unconditional, i);
      }
      if (rules.get(i).anywhere()) {
        unanchored = joined(unanchored, i);
      }
      for (String keyword : rules.get(i).keywords()) {
        String key = keyword.toLowerCase(Locale.ROOT);
        byKeyword.put(key, joined(byKeyword.get(key), i));
      }
    }
    firstEscape = byKeyword.size();
    for (String escape : ESCAPES) {
      byKeyword.putIfAbsent(escape, new int[0]);
    }
    rulesOfKeyword = byKeyword.values().toArray(new int[0][]);
    List<byte[]> keywords = new ArrayList<>();
    keywordLengths = new int[rulesOfKeyword.length];
    for (String keyword : byKeyword.keySet()) {
      keywordLengths[keywords.size()] = keyword.length();
      keywords.add(keyword.getBytes(StandardCharsets.US_ASCII));
    }
    automaton = new KeywordAutomaton(keywords);
    always = unconditional;
    searching = unanchored;
    paths = somePath;
  }

  private static List<Rule> joined(List<Rule> own, List<ForeignScanner> foreign) {
    List<Rule> all = new ArrayList<>(own);
    for (ForeignScanner scanner : foreign) {
      for (ForeignScanner.ForeignRule rule : scanner.rules()) {
        all.add(Rule.foreign(rule));
      }
    }
    return List.copyOf(all);
  }

  private static int[] joined(int @Nullable [] some, int more) {
    if (some == null) {
      return new int[] {more};
    }
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = more;
    return all;
  }

  /// The rules that come with the product.
  public static RuleSet standard() {
    return Standard.INSTANCE;
  }

  /// Read once, by whoever asks first.
  private static final class Standard {
    static final RuleSet INSTANCE = read();

    private static RuleSet read() {
      try (InputStream in = RuleSet.class.getResourceAsStream("rules.txt")) {
        if (in == null) {
          throw new IllegalStateException("the rules are missing from the jar");
        }
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Rules from the text of a rule file.
  ///
  /// @throws IllegalArgumentException where the text is no rule file
  static RuleSet parse(String text) {
    return new RuleSet(RuleFile.parse(text));
  }

  /// These rules and others. One with the id of a rule of these takes its place; the others stand
  /// behind all of these, which thus win where they claim the same bytes.
  ///
  /// @throws IllegalArgumentException where two of the others have one id
  public RuleSet with(List<CustomRule> others) {
    Map<String, Rule> all = new LinkedHashMap<>();
    for (Rule rule : own()) {
      all.put(rule.id(), rule);
    }
    Set<String> seen = new HashSet<>();
    for (CustomRule other : others) {
      if (!seen.add(other.id())) {
        throw new IllegalArgumentException("two rules are called " + other.id());
      }
      all.put(other.id(), other.rule());
    }
    return new RuleSet(List.copyOf(all.values()), foreign);
  }

  /// These rules, and what other scanners find. Their rules can neither be replaced nor taken away.
  ///
  /// @throws IllegalArgumentException where a rule of theirs has the id of another
  public RuleSet scannedBy(List<ForeignScanner> scanners) {
    if (scanners.isEmpty()) {
      return this;
    }
    RuleSet all = new RuleSet(own(), scanners);
    Set<String> seen = new HashSet<>();
    for (Rule rule : all.rules) {
      if (!seen.add(rule.id())) {
        throw new IllegalArgumentException("two rules are called " + rule.id());
      }
    }
    return all;
  }

  private List<Rule> own() {
    return rules.subList(0, ownRules);
  }

  /// These rules but some; those of other scanners stay.
  ///
  /// @throws IllegalArgumentException where no rule has one of the ids
  public RuleSet without(Collection<String> ids) {
    List<Rule> left = new ArrayList<>(own());
    for (String id : ids) {
      left.remove(find(id));
    }
    return new RuleSet(List.copyOf(left), foreign);
  }

  /// No rule at all: what {@link #with} is asked of to use other rules alone.
  public static RuleSet empty() {
    return new RuleSet(List.of());
  }

  /// The rules' ids, the most specific first.
  public List<String> ids() {
    return rules.stream().map(Rule::id).toList();
  }

  List<Rule> rules() {
    return rules;
  }

  /// How many rules are ours; those of foreign scanners stand behind them.
  int ownRules() {
    return ownRules;
  }

  List<ForeignScanner> foreign() {
    return foreign;
  }

  KeywordAutomaton automaton() {
    return automaton;
  }

  /// The rules that no keyword calls for: they are tried in every text.
  int[] always() {
    return always;
  }

  /// The rules whose pattern is looked for in the whole text.
  int[] searching() {
    return searching;
  }

  /// Whether any rule is for some paths only.
  boolean hasPaths() {
    return paths;
  }

  /// Keywords from this number on are escapes, not words of rules.
  int firstEscape() {
    return firstEscape;
  }

  int[] rulesOfKeyword(int keyword) {
    return rulesOfKeyword[keyword];
  }

  int keywordLength(int keyword) {
    return keywordLengths[keyword];
  }

  /// What a rule finds, in a sentence for people.
  ///
  /// @throws IllegalArgumentException where no rule has this id
  public String about(String id) {
    return find(id).definition().about();
  }

  /// @throws IllegalArgumentException where no rule has this id
  public Severity severity(String id) {
    return find(id).definition().severity();
  }

  private Rule find(String id) {
    for (Rule rule : rules) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw new IllegalArgumentException("no rule is called " + id);
  }
}
