package dev.createdump.engine.scan.assign;

/// Reads what is assigned to the name a keyword stands in: from the name over what joins them to
/// the value. Looks at a bounded stretch around the keyword.
///
/// A place at which nothing is assigned costs little: most keywords stand in prose and in names
/// that are used, not set.
final class AssignmentReader extends JointReader {
  private static final int LONGEST_VALUE = 4_096;

  int valueStart;
  int valueEnd;

  /// Whether quotes surround the value.
  boolean quoted;

  /// Whether the value is joined with another expression, or formatted.
  boolean joined;

  /// Reads around a keyword; returns whether a literal value is assigned.
  boolean read(byte[] bytes, int keyStart, int keyEnd, int left, int right) {
    text = bytes;
    from = left;
    to = right;
    quoted = false;
    joined = false;
    argument = false;
    embedded = false;
    readName(keyStart, keyEnd);
    return (isPaired() || joinedToValue()) && readValue();
  }

  private boolean readValue() {
    int entity = entity();
    if (entity > 0) {
      p += entity;
      return readUpTo((byte) '&');
    }
    skipWrapper();
    int escape = at(p) == '\\' && isQuote(at(p + 1)) ? 1 : 0;
    byte quote = at(p + escape);
    if (isQuote(quote)) {
      p += escape + 1;
      return readQuoted(quote, escape == 1);
    }
    return !argument && readBare();
  }

  /// Prefixes of literals, and calls that only turn a literal into another type.
  private void skipWrapper() {
    for (int depth = 0; depth < 3; depth++) {
      int i = p;
      if (at(i) == '&' || at(i) == '@' || (at(i) == '$' && isQuote(at(i + 1)))) {
        i++;
      }
      boolean made = startsWith(i, "new ");
      i += made ? 4 : 0;
      int word = i;
      while (i < to
          && i - word < 60
          && (isName(text[i])
              || text[i] == '.'
              || text[i] == ':'
              || text[i] == '['
              || text[i] == ']')) {
        i++;
      }
      if (isQuote(at(i)) && i - word <= 2) {
        p = i;
        return;
      }
      if (at(i) != '(' || i == word || !Wrappers.keepTheirArgument(text, word, i, made)) {
        return;
      }
      p = i + 1;
      skipGap();
    }
  }

  private boolean readQuoted(byte quote, boolean escaped) {
    if (at(p) == quote && at(p + 1) == quote) {
      p += 2;
    }
    int limit = Math.min(to, p + LONGEST_VALUE);
    int i = p;
    while (i < limit && text[i] != '\n') {
      if (text[i] == '\\' && !escaped && i + 1 < limit) {
        i += 2;
        continue;
      }
      boolean ends = escaped ? text[i] == '\\' && at(i + 1) == quote : text[i] == quote;
      if (ends) {
        quoted = true;
        valueStart = p;
        valueEnd = i;
        joined = isJoined(i + (escaped ? 2 : 1));
        return i > p;
      }
      i++;
    }
    return false;
  }

  /// Whether an expression goes on behind a literal.
  private boolean isJoined(int end) {
    int i = end;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    byte c = at(i);
    boolean php = c == '.' && (at(i + 1) == ' ' || at(i + 1) == '$');
    return c == '+' || c == '%' || php || startsWith(i, ".format");
  }

  private boolean readUpTo(byte end) {
    valueStart = p;
    int limit = Math.min(to, p + LONGEST_VALUE);
    while (p < limit && text[p] != end && text[p] > ' ') {
      p++;
    }
    valueEnd = p;
    quoted = true;
    return p > valueStart && at(p) == end;
  }

  private boolean readBare() {
    int limit = Math.min(to, p + LONGEST_VALUE);
    int i = p;
    while (i < limit && text[i] > ' ' && !isQuote(text[i]) && text[i] != '<' && text[i] != '>') {
      i++;
    }
    valueStart = p;
    valueEnd = i;
    embedded |= isEmbedded();
    return i > p && i < p + LONGEST_VALUE;
  }

  /// Whether the name stands in a string or a comment of its line.
  private boolean isEmbedded() {
    int start = lineStart(nameStart);
    int first = start;
    while (first < nameStart && text[first] <= ' ') {
      first++;
    }
    byte c = at(first);
    if (c == '#'
        || c == '*'
        || c == ';'
        || (c == '/' && (at(first + 1) == '/' || at(first + 1) == '*'))) {
      return true;
    }
    int doubles = 0;
    int singles = 0;
    int ticks = 0;
    for (int i = start; i < nameStart; i++) {
      doubles += text[i] == '"' ? 1 : 0;
      singles += text[i] == '\'' ? 1 : 0;
      ticks += text[i] == '`' ? 1 : 0;
    }
    return ((doubles | singles | ticks) & 1) == 1;
  }
}
