package dev.createdump.engine.render.html;

import java.util.Arrays;

/// A column of line numbers, one a line, gathered while the lines themselves are written. Counts on
/// the decimal digits, which spares a division for every digit of every line.
final class LineNumbers {
  private static final int MAX_DIGITS = 11;

  private byte[] column = new byte[4096];
  private int size;
  private final byte[] digits = new byte[MAX_DIGITS];
  private int first = MAX_DIGITS;

  /// Sets what the next numbered line is called.
  void startAt(int number) {
    first = MAX_DIGITS;
    int rest = number;
    do {
      digits[--first] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  /// Forgets the lines written so far and goes on counting.
  void clear() {
    size = 0;
  }

  void numbered() {
    makeRoom();
    for (int i = first; i < MAX_DIGITS; i++) {
      column[size++] = digits[i];
    }
    column[size++] = '\n';
    increment();
  }

  void blank() {
    makeRoom();
    column[size++] = '\n';
  }

  byte[] bytes() {
    return column;
  }

  int size() {
    return size;
  }

  private void makeRoom() {
    if (column.length - size <= MAX_DIGITS) {
      column = Arrays.copyOf(column, column.length * 2);
    }
  }

  private void increment() {
    int i = MAX_DIGITS - 1;
    while (i >= first && digits[i] == '9') {
      digits[i--] = '0';
    }
    if (i < first) {
      digits[--first] = '1';
    } else {
      digits[i]++;
    }
  }
}
