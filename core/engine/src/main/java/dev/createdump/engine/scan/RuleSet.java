package dev.createdump.engine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        byKeyword.merge(keyword, new int[] {i}, RuleSet::joined);
      }
    }
    rulesOfKeyword = byKeyword.values().toArray(new int[0][]);
    List<byte[]> keywords =
        byKeyword.keySet().stream().map(k -> k.getBytes(StandardCharsets.US_ASCII)).toList();
    keywordLengths = keywords.stream().mapToInt(keyword -> keyword.length).toArray();
    automaton = new KeywordAutomaton(keywords);
  }

  private static int[] joined(int[] some, int[] more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /// The rules that come with the product.
  public static RuleSet standard() {
    try (InputStream in = RuleSet.class.getResourceAsStream("rules.txt")) {
      if (in == null) {
        throw new IllegalStateException("the rules are missing from the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
