package dev.createdump.engine.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rows of `languages.tsv`, searched in place.
///
/// The rows are sorted by their bytes, so a look-up is a binary search over the resource as it was
/// read: nothing is parsed, and loading costs one read. All rows are ASCII.
final class LanguageTable {
  /// No row has the key.
  static final int NONE = -1;

  static final char INTERPRETER = '!';
  static final char SUFFIX = '.';
  static final char FILE_NAME = '=';
  static final char LANGUAGE = '@';
  static final char ALIAS = '~';

  private final byte[] rows;
  private final int start;

  /// Takes over the array; leading lines that start with `#` are skipped.
  LanguageTable(byte[] rows) {
    this.rows = rows;
    int first = 0;
    while (first < rows.length && rows[first] == '#') {
      first = endOfRow(first) + 1;
    }
    this.start = first;
  }

  /// The row of a key, or [#NONE].
  ///
  /// @param kind the first character of the key
  /// @param text holds the rest of the key from `from` to its end; compared as it is
  int find(char kind, String text, int from) {
    int low = start;
    int high = rows.length;
    while (low < high) {
      int row = startOfRow(low + (high - low) / 2, low);
      int order = compare(row, kind, text, from);
      if (order == 0) {
        return row;
      }
      if (order < 0) {
        low = endOfRow(row) + 1;
      } else {
        high = row;
      }
    }
    return NONE;
  }

  /// The key of a row with its kind, such as `.java`.
  String key(int row) {
    return cell(row);
  }

  /// What the row's key means by itself; empty where it means nothing.
  String value(int row) {
    // One text for all files of a large tree.
    return cell(endOfCell(row) + 1).intern();
  }

  /// All that the row's key may mean, what it means by itself first.
  List<String> candidates(int row) {
    List<String> candidates = new ArrayList<>();
    int end = endOfCell(row);
    while (end < rows.length && rows[end] == '\t') {
      candidates.add(cell(end + 1));
      end = endOfCell(end + 1);
    }
    candidates.remove("");
    return List.copyOf(candidates);
  }

  /// Whether the row's key may mean more than one language.
  boolean isAmbiguous(int row) {
    int end = endOfCell(endOfCell(row) + 1);
    return end < rows.length && rows[end] == '\t';
  }

  /// Less than zero where the row's key stands before the wanted one.
  private int compare(int row, char kind, String text, int from) {
    int at = row + 1;
    int order = rows[row] - kind;
    for (int i = from; order == 0 && i < text.length(); i++, at++) {
      // The tab that ends a key is no part of it, whatever the wanted text holds there.
      order = rows[at] == '\t' ? -1 : rows[at] - text.charAt(i);
    }
    // No key has a character below a tab, so that a longer key stands behind.
    return order == 0 ? rows[at] - '\t' : order;
  }

  private String cell(int from) {
    return new String(rows, from, endOfCell(from) - from, StandardCharsets.ISO_8859_1);
  }

  private int endOfCell(int from) {
    int i = from;
    while (i < rows.length && rows[i] != '\t' && rows[i] != '\n') {
      i++;
    }
    return i;
  }

  private int endOfRow(int from) {
    int i = from;
    while (i < rows.length && rows[i] != '\n') {
      i++;
    }
    return i;
  }

  private int startOfRow(int from, int floor) {
    int i = from;
    while (i > floor && rows[i - 1] != '\n') {
      i--;
    }
    return i;
  }
}
