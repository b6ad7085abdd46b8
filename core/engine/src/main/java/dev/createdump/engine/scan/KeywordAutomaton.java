package dev.createdump.engine.scan;

import java.util.Arrays;
import java.util.List;

/// Finds every occurrence of any of many keywords in one pass: Aho and Corasick's automaton
/// ("Efficient string matching", 1975) with all transitions in one table.
///
/// ASCII letters match in either case. Bytes that occur in no keyword share one column, so that the
/// table stays small enough for the processor's cache. States in which a keyword ends are stored
/// complemented: the loop sees them by their sign.
final class KeywordAutomaton {
  private static final int[] NONE = {};

  private final byte[] columnOf = new byte[256];
  private final int columns;
  private final int[] table;
  private final int[][] endings;

  /// An automaton over non-empty ASCII keywords; a keyword's number is its place in the list.
  KeywordAutomaton(List<byte[]> keywords) {
    columns = assignColumns(keywords);
    int capacity = 1;
    for (byte[] keyword : keywords) {
      capacity += keyword.length;
    }
    Tree tree = new Tree(capacity);
    endings = new int[capacity][];
    Arrays.fill(endings, NONE);
    for (int number = 0; number < keywords.size(); number++) {
      int state = 0;
      for (byte b : keywords.get(number)) {
        state = tree.child(state, columnOf[b & 0xFF]);
      }
      endings[state] = append(endings[state], number);
    }
    table = new int[tree.states * columns];
    complete(tree);
  }

  /// The keywords as a tree of states, the children of a state as a chain of siblings.
  private static final class Tree {
    final int[] firstChild;
    final int[] sibling;
    final int[] column;
    int states = 1;

    Tree(int capacity) {
      firstChild = new int[capacity];
      sibling = new int[capacity];
      column = new int[capacity];
    }

    int child(int state, int wanted) {
      for (int child = firstChild[state]; child != 0; child = sibling[child]) {
        if (column[child] == wanted) {
          return child;
        }
      }
      int child = states++;
      column[child] = wanted;
      sibling[child] = firstChild[state];
      firstChild[state] = child;
      return child;
    }
  }

  private int assignColumns(List<byte[]> keywords) {
    int count = 1;
    for (byte[] keyword : keywords) {
      for (byte b : keyword) {
        int lower = lowerCase(b);
        if (columnOf[lower] == 0) {
          columnOf[lower] = (byte) count;
          columnOf[upperCase(lower)] = (byte) count;
          count++;
        }
      }
    }
    return count;
  }

  private static int lowerCase(int b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private static int upperCase(int b) {
    return b >= 'a' && b <= 'z' ? b - 32 : b;
  }

  private static int[] append(int[] numbers, int number) {
    int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
    longer[numbers.length] = number;
    return longer;
  }

  /// Gives each state, in breadth-first order, the transitions of its longest proper suffix and
  /// overwrites those that lead to its children. Copies whole rows: at start-up nothing is compiled
  /// yet, and a loop over all transitions would take milliseconds.
  private void complete(Tree tree) {
    int[] suffix = new int[tree.states];
    int[] queue = new int[tree.states];
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      int state = queue[head];
      int row = state * columns;
      if (state != 0) {
        System.arraycopy(table, suffix[state] * columns, table, row, columns);
      }
      for (int child = tree.firstChild[state]; child != 0; child = tree.sibling[child]) {
        int edge = row + tree.column[child];
        int fallback = table[edge];
        suffix[child] = (fallback < 0 ? ~fallback : fallback) / columns;
        inherit(child, suffix[child]);
        table[edge] = endings[child].length == 0 ? child * columns : ~(child * columns);
        queue[tail++] = child;
      }
    }
  }

  private void inherit(int state, int suffix) {
    for (int number : endings[suffix]) {
      endings[state] = append(endings[state], number);
    }
  }

  /// Takes the occurrences, in the order of their ends.
  interface Sink {
    void keyword(int number, int end);
  }

  /// Finds all keywords within bytes `from` to `to`.
  void search(byte[] text, int from, int to, Sink sink) {
    int state = 0;
    for (int i = from; i < to; i++) {
      state = table[state + columnOf[text[i] & 0xFF]];
      if (state < 0) {
        state = ~state;
        for (int number : endings[state / columns]) {
          sink.keyword(number, i + 1);
        }
      }
    }
  }
}
