package dev.createdump.engine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a scan and the automaton over their keywords. Immutable: all threads share one.
///
/// Where two rules claim the same bytes, the one that stands first in the file is right.
public final class RuleSet {
  private final List<Rule> rules;
  private final KeywordAutomaton automaton;
  private final int[][] rulesOfKeyword;
  private final int[] keywordLengths;

  private RuleSet(List<Rule> rules) {
    this.rules = rules;
    Map<String, int[]> byKeyword = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      for (String keyword : rules.get(i).definition().keywords()) {
        byKeyword.put(keyword, joined(byKeyword.get(keyword), i));
      }
    }
    rulesOfKeyword = byKeyword.values().toArray(new int[0][]);
    List<byte[]> keywords = new ArrayList<>();
    keywordLengths = new int[rulesOfKeyword.length];
    for (String keyword : byKeyword.keySet()) {
      keywordLengths[keywords.size()] = keyword.length();
      keywords.add(keyword.getBytes(StandardCharsets.US_ASCII));
    }
    automaton = new KeywordAutomaton(keywords);
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

  List<Rule> rules() {
    return rules;
  }

  KeywordAutomaton automaton() {
    return automaton;
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
