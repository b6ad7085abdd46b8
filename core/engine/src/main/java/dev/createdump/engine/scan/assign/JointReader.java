package dev.createdump.engine.scan.assign;

/// Reads a name and what joins it to its value, in the ways of programs, configuration, markup,
/// command lines and SQL.
class JointReader extends PairReader {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_TYPE = 48;

  /// Whether a bare value stands in a string or a comment, where program text has values too.
  boolean embedded;

  /// Whether only a literal in quotes can be the value, as in `setPassword(..)`.
  boolean argument;

  void readName(int keyStart, int keyEnd) {
    int start = keyStart;
    int limit = Math.max(from, keyStart - LONGEST_NAME);
    while (start > limit && (isName(text[start - 1]) || isJoint(start - 1))) {
      start--;
    }
    while (start < keyStart && !isName(text[start])) {
      start++;
    }
    int end = keyEnd;
    limit = Math.min(to, keyEnd + LONGEST_NAME);
    while (end < limit && (isName(text[end]) || (isJoint(end) && isName(at(end + 1))))) {
      end++;
    }
    nameStart = start;
    nameEnd = end;
    p = end;
  }

  boolean joinedToValue() {
    boolean named = closeName();
    int blanks = skipBlanks();
    byte c = at(p);
    switch (c) {
      case '=', '!', '?', '+', '|', '<', '-' -> {
        return operator();
      }
      case ':' -> {
        p++;
        if (at(p) == ':' || at(p) == '/') {
          return false;
        }
        if (at(p) == '=') {
          p++;
        } else {
          skipType();
        }
      }
      case ',' -> {
        if (!named) {
          return false;
        }
        argument = true;
        p++;
      }
      case ';' -> {
        return named && serialized();
      }
      case '(' -> {
        if (named || blanks > 1) {
          return false;
        }
        argument = true;
        p++;
      }
      case '>' -> {
        return markup(named);
      }
      default -> {
        return spaced(named, blanks);
      }
    }
    skipGap();
    return true;
  }

  /// PHP's `s:8:"password";s:5:"value"`.
  private boolean serialized() {
    if (!startsWith(p, ";s:")) {
      return false;
    }
    p += 3;
    while (p < to && text[p] >= '0' && text[p] <= '9') {
      p++;
    }
    return at(p++) == ':';
  }

  /// Takes what closes a quoted or indexed name; whether the name itself was in quotes.
  private boolean closeName() {
    boolean named = false;
    if (at(p) == '}') {
      p++;
      p += isQuote(at(p)) ? 1 : 0;
      return false;
    }
    if (at(p) == '\\' && isQuote(at(p + 1))) {
      p++;
    }
    int entity = entity();
    if (entity > 0) {
      p += entity;
      return true;
    }
    if (isQuote(at(p)) && opensBefore(at(p))) {
      named = true;
      p++;
    }
    if (at(p) == ']' || (at(p) == ')' && (named || startsWith(p, ") ==")))) {
      p++;
    } else if (at(p) == '[') {
      int close = p + 1;
      while (close < to && close - p < 12 && isName(text[close])) {
        close++;
      }
      p = at(close) == ']' ? close + 1 : p;
    }
    return named;
  }

  /// Whether a quote stands before the name, or before what else may start a name.
  private boolean opensBefore(byte quote) {
    int i = nameStart - 1;
    while (i >= from && (text[i] == '-' || text[i] == '@' || text[i] == ':' || text[i] == '/')) {
      i--;
    }
    return i >= from && text[i] == quote;
  }

  private boolean operator() {
    byte c = at(p);
    byte next = at(p + 1);
    if (c == '=') {
      p += next == '>' ? 2 : next == '=' ? (at(p + 2) == '=' ? 3 : 2) : next == '~' ? 0 : 1;
      if (next == '~') {
        return false;
      }
    } else if (c == '|' && next == '|') {
      p += at(p + 2) == '=' ? 3 : 2;
    } else if (c == '?' && (next == ':' || next == '?' || next == '=')) {
      p += 2;
      skipType();
    } else if ((c == '!' || c == '+') && next == '=') {
      p += at(p + 2) == '=' ? 3 : 2;
    } else if ((c == '-' && next == '>') || (c == '<' && next == '-')) {
      p += 2;
    } else {
      return false;
    }
    skipGap();
    return true;
  }

  /// `: Type =` of TypeScript, Kotlin, Scala, Swift, Rust and Python; stays where there is no type.
  private void skipType() {
    int i = p;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    if (startsWith(i, "&'static ")) {
      i += 9;
    }
    int limit = Math.min(to, i + LONGEST_TYPE);
    while (i < limit && isType(text[i])) {
      i++;
    }
    if (at(i) == '=' && at(i + 1) != '=' && at(i + 1) != '>') {
      p = i + 1;
    }
  }

  private static boolean isType(byte b) {
    return isName(b) || b == '.' || b == '<' || b == '>' || b == '[' || b == ']' || b == '?'
        || b == '&' || b == ' ' || b == '*' || b == ',';
  }

  /// `<password>x</password>`, `<entry key="password">x</entry>`.
  private boolean markup(boolean named) {
    byte before = nameStart > from ? text[nameStart - 1] : 0;
    if (!named && before != '<' && before != ':') {
      return false;
    }
    p++;
    if (startsWith(p, "<![CDATA[")) {
      p += 9;
    }
    embedded = true;
    return true;
  }

  /// Names and values parted by nothing but blanks.
  private boolean spaced(boolean named, int blanks) {
    if (blanks == 0) {
      return false;
    }
    if (named) {
      return attribute();
    }
    if (isQuote(at(p))) {
      // "Pass `x` to ..." is prose.
      return at(p) != '`' && nameEnd - nameStart > 4;
    }
    if (startsWith(p, "BY ") || startsWith(p, "by ")) {
      p += 3;
      skipBlanks();
      return isQuote(at(p));
    }
    if (isOption() || isSetting() || isSql()) {
      embedded = true;
      return true;
    }
    // Go's `password string = "x"`, Visual Basic's `Password As String = "x"`.
    int before = p;
    skipType();
    if (p == before) {
      return isFallback();
    }
    skipGap();
    return isQuote(at(p));
  }

  /// `<add key="Password" value="x"/>`, `<property name="password" value="x"/>`.
  private boolean attribute() {
    if (!startsWith(p, "value")) {
      return false;
    }
    p += 5;
    skipBlanks();
    if (at(p) != '=') {
      return false;
    }
    p++;
    skipGap();
    return isQuote(at(p));
  }

  /// Python's and Ruby's `... or "x"`.
  private boolean isFallback() {
    if (!startsWith(p, "or ")) {
      return false;
    }
    p += 3;
    skipGap();
    return isQuote(at(p));
  }

  private boolean isOption() {
    boolean dash = nameStart >= from + 2 && text[nameStart - 1] == '-';
    return dash && (text[nameStart - 2] == '-' || text[nameStart - 2] == ' ');
  }

  /// Whether the line starts with a word after which a name and its value follow, or gives a login.
  private boolean isSetting() {
    int start = lineStart(nameStart);
    int first = start;
    while (first < nameStart && (text[first] == ' ' || text[first] == '\t')) {
      first++;
    }
    return startsWith(first, "ENV ")
        || startsWith(first, "ARG ")
        || startsWith(first, "machine ")
        || startsWith(first, "setx ")
        || startsWith(first, "requirepass ")
        || startsWith(first, "masterauth ");
  }

  /// The keyword `identified by` is the only name with a blank.
  private boolean isSql() {
    for (int i = nameStart; i < nameEnd; i++) {
      if (text[i] == ' ') {
        return true;
      }
    }
    return false;
  }

  private boolean isJoint(int i) {
    return text[i] == '.' || text[i] == '-' || text[i] == '$';
  }
}
