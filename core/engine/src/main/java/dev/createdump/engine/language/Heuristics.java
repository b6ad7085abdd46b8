package dev.createdump.engine.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the first bytes of a file say where its suffix means several languages: `ambiguous.tsv`.
final class Heuristics {
  /// The marks of one language; one of them is enough.
  private record Rule(String language, List<String> marks) {
    boolean matches(String head) {
      for (String mark : marks) {
        if (mark.charAt(0) == '^' ? startsALine(head, mark) : head.contains(mark)) {
          return true;
        }
      }
      return false;
    }

    /// Whether the mark, without its `^`, stands behind nothing but blanks in some line.
    private static boolean startsALine(String head, String mark) {
      String wanted = mark.substring(1);
      for (int at = head.indexOf(wanted); at >= 0; at = head.indexOf(wanted, at + 1)) {
        int before = at - 1;
        while (before >= 0 && (head.charAt(before) == ' ' || head.charAt(before) == '\t')) {
          before--;
        }
        if (before < 0 || head.charAt(before) == '\n') {
          return true;
        }
      }
      return false;
    }
  }

  private final String table;
  private final Map<String, List<Rule>> rules = new ConcurrentHashMap<>();

  /// A table of rows that end with a line feed: suffix, language, marks. The rows of a suffix stand
  /// together, and are read when a file with that suffix is met: few suffixes are.
  Heuristics(String table) {
    this.table = table;
  }

  /// Whether content can tell anything about files with this key.
  boolean know(String key) {
    return !rulesOf(key).isEmpty();
  }

  /// The language whose mark the head holds, or empty; the first row of the table wins.
  String classify(String key, String head) {
    for (Rule rule : rulesOf(key)) {
      if (rule.matches(head)) {
        return rule.language();
      }
    }
    return "";
  }

  private List<Rule> rulesOf(String key) {
    List<Rule> known = rules.get(key);
    if (known == null) {
      known = read(key + "\t");
      rules.put(key, known);
    }
    return known;
  }

  private List<Rule> read(String start) {
    List<Rule> read = new ArrayList<>();
    int row = table.indexOf("\n" + start) + 1;
    while (row > 0 && table.startsWith(start, row)) {
      int end = table.indexOf('\n', row);
      List<String> cells = Resources.split(table.substring(row, end), '\t');
      List<String> marks = new ArrayList<>();
      for (String mark : cells.subList(2, cells.size())) {
        marks.add(mark.replace("\\n", "\n").replace("\\t", "\t"));
      }
      read.add(new Rule(cells.get(1), marks));
      row = end + 1;
    }
    return read;
  }
}
