package dev.createdump.engine.scan.assign;

/// A place in a text, and what stands around it. Confined to one thread.
class TextCursor {
  private static final int LOOK_BACK = 300;

  byte[] text = {};
  int from;
  int to;
  int p;

  /// The length of a quote that is written as HTML has it; 0 where there is none.
  int entity() {
    if (at(p) != '&') {
      return 0;
    }
    return startsWith(p, "&quot;") ? 6 : startsWith(p, "&#34;") || startsWith(p, "&#39;") ? 5 : 0;
  }

  /// Where the line of a place starts, if it is near.
  int lineStart(int place) {
    int start = place;
    int limit = Math.max(from, place - LOOK_BACK);
    while (start > limit && text[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  int skipBlanks() {
    int start = p;
    while (p < to && (text[p] == ' ' || text[p] == '\t')) {
      p++;
    }
    return p - start;
  }

  /// Blanks, and one line end before a literal.
  void skipGap() {
    skipBlanks();
    int i = p;
    if (at(i) == '\r') {
      i++;
    }
    if (at(i) != '\n') {
      return;
    }
    i++;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    if (isQuote(at(i))) {
      p = i;
    }
  }

  boolean startsWith(int at, String word) {
    if (at < from || at + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  byte at(int i) {
    return i < to ? text[i] : 0;
  }

  static boolean isQuote(byte b) {
    return b == '"' || b == '\'' || b == '`';
  }

  static boolean isName(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }
}
