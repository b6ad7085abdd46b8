package dev.createdump.engine.scan;

import java.util.Arrays;
import java.util.List;

/// Finds every occurrence of any of many keywords in one pass: Aho and Corasick's automaton
/// ("Efficient
/// string matching", 1975) with all transitions in one table.
///
/// ASCII letters match in either case. Bytes that occur in no keyword share one column, so that the
/// table stays small enough for the processor's cache. States in which a keyword ends are stored
/// complemented: the loop sees them by their sign.
final class KeywordAutomaton {
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
    int[] tree = new int[capacity * columns];
    int[][] ends = new int[capacity][];
    int states = 1;
    for (int number = 0; number < keywords.size(); number++) {
      int state = 0;
      for (byte b : keywords.get(number)) {
        int edge = state * columns + columnOf[b & 0xFF];
        if (tree[edge] == 0) {
          tree[edge] = states++;
        }
        state = tree[edge];
      }
      ends[state] = append(ends[state], number);
    }
    endings = Arrays.copyOf(ends, states);
    table = complete(tree, states);
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
    if (numbers == null) {
      return new int[] {number};
    }
    int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
    longer[numbers.length] = number;
    return longer;
  }

  /// Fills the missing transitions from the longest proper suffix, states in breadth-first order.
  private int[] complete(int[] tree, int states) {
    int[] next = Arrays.copyOf(tree, states * columns);
    int[] suffix = new int[states];
    int[] queue = new int[states];
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      int state = queue[head];
      for (int column = 0; column < columns; column++) {
        int edge = state * columns + column;
        int fallback = state == 0 ? 0 : next[suffix[state] * columns + column];
        int child = tree[edge];
        if (child == 0) {
          next[edge] = fallback;
        } else {
          suffix[child] = fallback;
          inherit(child, fallback);
          queue[tail++] = child;
        }
      }
    }
    for (int edge = 0; edge < next.length; edge++) {
      int target = next[edge];
      next[edge] = endings[target] == null ? target * columns : ~(target * columns);
    }
    return next;
  }

  private void inherit(int state, int suffix) {
    if (endings[suffix] != null) {
      for (int number : endings[suffix]) {
        endings[state] = append(endings[state], number);
      }
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
