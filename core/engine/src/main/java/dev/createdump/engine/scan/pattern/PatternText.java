package dev.createdump.engine.scan.pattern;

/// The text of a pattern and how far it was read.
final class PatternText {
  final String text;
  int position;

  PatternText(String text) {
    this.text = text;
  }

  boolean more() {
    return position < text.length();
  }

  /// The next character; NUL at the end.
  char peek() {
    return more() ? text.charAt(position) : '\0';
  }

  char next() {
    if (!more()) {
      throw problem("the pattern ends too early");
    }
    return text.charAt(position++);
  }

  /// The next code point of a pattern that may hold surrogate pairs.
  int nextCodePoint() {
    char c = next();
    return Character.isHighSurrogate(c) && Character.isLowSurrogate(peek())
        ? Character.toCodePoint(c, next())
        : c;
  }

  boolean accept(char expected) {
    if (more() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  boolean accept(String expected) {
    if (text.startsWith(expected, position)) {
      position += expected.length();
      return true;
    }
    return false;
  }

  void expect(char expected) {
    if (!accept(expected)) {
      throw problem("expected " + expected);
    }
  }

  PatternException problem(String what) {
    return new PatternException(what, text, position);
  }
}
